"""Something you might notice: what came back in somebody's own entries, looked for only after a yes, and let go of for good."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.conversation.noticing import calm
from holdspace.domain.care import After, Care
from holdspace.domain.days import Felt
from holdspace.domain.marks import mark_of
from holdspace.domain.noticed import LONGEST_KEPT, Fits, Noticed
from holdspace.domain.people import Private
from holdspace.domain.risk import ORDINARY, Tier
from holdspace.journey.patterns import Eased, Entry, Lean, Noticing, noticings
from holdspace.ports.keeping import Member
from holdspace.practice import library
from holdspace.web import forms
from holdspace.web.care import care_of
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.visitor import page_of
from holdspace.web.written import kept_and_met, where_nothing_is_kept

_LEANS = {
    Felt.VERY_HEAVY: Lean.HEAVIER,
    Felt.HEAVY: Lean.HEAVIER,
    Felt.BETWEEN: Lean.BETWEEN,
    Felt.LIGHT: Lean.LIGHTER,
    Felt.VERY_LIGHT: Lean.LIGHTER,
}


async def noticing(request: Request) -> Response:
    """Ask whether it may look; where it may, show one thing at a time."""
    member = insider(request)
    noticed = await to_thread.run_sync(member.hopes.noticed)
    looks, tried = _may_look(request, noticed), tuple(eased(care_of(request)))
    found = await to_thread.run_sync(_first, member, noticed, tried) if looks else None
    return page(
        request, "noticing.html", noticed=noticed, found=found, longest=LONGEST_KEPT, leans=Lean
    )


async def answer(request: Request) -> Response:
    """Take a yes or a no to looking, to what was noticed, or change what was kept of it."""
    form = await forms.sent(request)
    says = Private(form.one("says"))
    if closed := await where_nothing_is_kept(request, says):
        return closed
    own = insider(request).hopes
    how = _answers(form, house(request).clock.now().date()).get(form.one("what"))
    if how is None:
        raise HTTPException(404)
    answered = await kept_and_met(request, partial(own.answer, how), says)
    return answered or RedirectResponse("/noticing", 303)


def _answers(form: Form, today: date) -> dict[str, Callable[[Noticed], Noticed]]:
    """Return what can be answered, by the name of its button."""
    key = Private(form.one("key"))
    says = Private(" ".join(form.one("says").split())[:LONGEST_KEPT])
    fits = Fits(key, says, today, mark_of(form.one("mark")))
    answers: dict[str, Callable[[Noticed], Noticed]] = {
        "look": partial(replace, looks=True),
        "leave": partial(replace, looks=False),
    }
    if key:
        answers["not-really"] = lambda noticed: noticed.letting_go(key)
    if key and says:
        answers["fits"] = lambda noticed: noticed.keeping(fits)
    return answers


def _may_look(request: Request, noticed: Noticed) -> bool:
    """Whether it may look: they said so, and no visit stands where something else comes first."""
    visit = page_of(request)
    steady = visit is None or (
        visit.tier < Tier.R2 and all(lane[:1] in ORDINARY for lane in visit.lanes)
    )
    return noticed.looks is True and steady


def eased(care: Care) -> Iterator[Eased]:
    """Yield what they said of gentle things, as far as it was clear and they are there still."""
    for tried in care.tried:
        practice = library.practice(tried.practice)
        if practice and tried.after is not After.NOT_SURE:
            easier = tried.after is After.BETTER
            yield Eased(tried.on, practice.title, not practice.is_inward, easier)


def _first(member: Member, noticed: Noticed, tried: tuple[Eased, ...]) -> Noticing | None:
    """Return the first thing that may be noticed."""
    return next(iter(noticings(looked_through(member), tried, noticed.answered)), None)


def looked_through(member: Member) -> tuple[Entry, ...]:
    """Return what is looked through of somebody's own: what is calm and not left alone."""
    days = (
        Entry(day.on, day.note, _LEANS[day.felt] if day.felt else None)
        for day in member.days.noted().days
    )
    heard = (
        Entry(on, Private(" ".join(line.text for line in lines)))
        for on, lines in member.earlier.summaries()
    )
    return tuple(calm((*days, *heard), member.left_alone()))
