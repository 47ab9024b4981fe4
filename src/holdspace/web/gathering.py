"""Gathers what somebody picked to show: out of their own record as it stands now, and out of nothing a form says of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from holdspace.domain.people import Private, VisitId
from holdspace.domain.safety_plan import PlanPart, SafetyPlan
from holdspace.domain.shared import Shared, Sort
from holdspace.journey import showing
from holdspace.ports.keeping import Member
from holdspace.web.forms import Form, number
from holdspace.web.session import prepared

_NO_VISIT = VisitId("")


@dataclass(frozen=True, slots=True)
class Own:
    """Whose things they are, and which day it is."""

    member: Member
    today: date


@dataclass(frozen=True, slots=True)
class Gathered:
    """What would be shown, what of it was written just now, and the entry it goes with, where there is one."""

    shared: Shared
    written: tuple[Private, ...] = field(default=(), repr=False)
    source: str | None = None


def gathered(own: Own, sort: Sort, form: Form) -> Gathered:
    """Return what a form picked of one kind of thing."""
    return _GATHERS[sort](own, form)


def said(form: Form, name: str = "words") -> Private:
    """Return what was written in a box."""
    return Private(form.one(name).replace("\r\n", "\n").strip())


def plan_of(member: Member) -> SafetyPlan:
    """Return their plan for hard moments as it stands."""
    versions = member.plans(_NO_VISIT)
    return versions[0].safety_plan if versions else SafetyPlan()


def day_in(form: Form, name: str) -> date | None:
    """Return the day a field names, or None where it names none."""
    try:
        return date.fromisoformat(form.one(name))
    except ValueError:
        return None


def _words(own: Own, form: Form) -> Gathered:
    words = said(form)
    return Gathered(showing.words(words, own.today), (words,))


def _danger(own: Own, form: Form) -> Gathered:
    """Gather words for a moment of danger: those that were written, else the ready ones that were picked."""
    words = said(form) or said(form, "ready")
    return Gathered(showing.words(words, own.today, Sort.DANGER), (words,))


def _passage(own: Own, form: Form) -> Gathered:
    """Gather paragraphs; they go with their passage where they are all of one."""
    asked = _parts(form)
    held = [each for each in own.member.story.kept().passages if each.id in asked]
    picked = [(each.passage, asked[each.id]) for each in held]
    source = held[0].id if len(held) == 1 else None
    return Gathered(showing.paragraphs(picked, own.today), source=source)


def _parts(form: Form) -> dict[str, frozenset[int]]:
    """Return which paragraphs were ticked, by the row of their passage."""
    asked: dict[str, set[int]] = {}
    for sent in form.fields.get("part", ()):
        row, _, at = sent.partition("/")
        if (paragraph := number(at)) is not None:
            asked.setdefault(row, set()).add(paragraph)
    return {row: frozenset(parts) for row, parts in asked.items()}


def _days(own: Own, form: Form) -> Gathered:
    """Gather the days between two, both included."""
    first, last = day_in(form, "from"), day_in(form, "to")
    noted = own.member.days.noted().days
    picked = [day for day in noted if first and last and first <= day.on <= last]
    return Gathered(showing.days(picked, own.today, written=form.one("with") == "words"))


def _plan(own: Own, form: Form) -> Gathered:
    asked = form.fields.get("which", ())
    parts = [part for part in PlanPart if part in asked]
    return Gathered(showing.plan(plan_of(own.member), parts, own.today))


def _goal(own: Own, form: Form) -> Gathered:
    asked = form.fields.get("which", ())
    held = [each for each in own.member.hopes.kept().goals if each.id in asked]
    shared = showing.goals((each.goal for each in held), own.today, near=form.one("with") == "near")
    return Gathered(shared, source=held[0].id if len(held) == 1 else None)


def _measure(own: Own, form: Form) -> Gathered:
    asked = form.fields.get("which", ())
    held = [each for each in own.member.filled.kept() if each.id in asked]
    answers = form.one("with") == "answers"
    shared = showing.measures((each.filled for each in held), own.today, answers=answers)
    return Gathered(shared, source=held[0].id if len(held) == 1 else None)


def _met(own: Own, form: Form) -> Gathered:
    return Gathered(showing.met(own.member.manner(), form.fields.get("which", ()), own.today))


def _feels_safe(own: Own, form: Form) -> Gathered:
    held = own.member.feels_safe.kept()
    return Gathered(showing.feels_safe(held, form.fields.get("which", ()), own.today))


def _session(own: Own, form: Form) -> Gathered:
    """Gather a session as it was prepared; whatever was changed for it is theirs to change."""
    beginning, things = prepared(own.member.to_bring(_NO_VISIT), form)
    written = tuple(thing.words for thing in things)
    return Gathered(showing.session(beginning, things, own.today), written)


_GATHERS: Mapping[Sort, Callable[[Own, Form], Gathered]] = {
    Sort.THINGS_TO_BRING: _session,
    Sort.WORDS: _words,
    Sort.PASSAGE: _passage,
    Sort.DAYS: _days,
    Sort.GOAL: _goal,
    Sort.MEASURE: _measure,
    Sort.PLAN: _plan,
    Sort.MET: _met,
    Sort.FEELS_SAFE: _feels_safe,
    Sort.DANGER: _danger,
}
SORTS = tuple(_GATHERS)
