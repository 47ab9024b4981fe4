"""Finds what somebody asked to bring where it stands: a message, a passage, a practice, a part of their plan."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial

from anyio import to_thread
from starlette.requests import Request

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, VisitId
from holdspace.domain.safety_plan import Person, PlanPart
from holdspace.domain.to_bring import OF_FEELING_SAFE, Origin, Thing
from holdspace.ports import Exchange
from holdspace.practice import library
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.plan import plan_of
from holdspace.web.visitor import page_of


async def found(request: Request, form: Form) -> Thing:
    """Return what a form asks to bring, as it stands. Raises NothingHere where it stands nowhere, and Outside."""
    asked = form.one("from")
    find = _FOUND.get(asked)
    thing = await find(request, form) if find else None
    if thing is None or not thing.words:
        raise NothingHere
    return thing


async def _said(request: Request, form: Form) -> Thing | None:
    """Return what was said in an exchange, of the open visit or of an earlier one."""
    number, which = forms.number(form.one("which")), form.one("visit")
    exchanges, visit, on = await _visit(request, VisitId(which))
    held = next((each for each in exchanges if each.number == number), None)
    if held is None or not number:
        return None
    origin = Origin(form.one("from"))
    words = _own(held) if origin is Origin.MESSAGE else _reply(held)
    return _thing(request, words, origin, f"{visit}/{number}", on)


async def _visit(request: Request, which: VisitId) -> tuple[tuple[Exchange, ...], VisitId, date]:
    """Return the exchanges of a visit with its id and day. Raises NothingHere and Outside."""
    if which:
        reading = await to_thread.run_sync(partial(insider(request).earlier.read, which))
        return reading.exchanges, which, reading.earlier.opened_at.date()
    page = page_of(request)
    if page is None:
        raise NothingHere
    return page.exchanges, page.visit, _today(request)


async def _passage(request: Request, form: Form) -> Thing | None:
    """Return a passage of their story, or only the paragraphs that were ticked."""
    which = form.one("which")
    passage = await to_thread.run_sync(partial(insider(request).story.passage, which))
    ticked = sorted({n for n in map(forms.number, form.fields.get("part", ())) if n is not None})
    every = passage.paragraphs
    chosen = [every[n].words.text for n in ticked if n < len(every)]
    whole = not chosen or len(chosen) == len(every)
    words = passage.words if whole else Private("\n\n".join(chosen))
    place = which if whole else f"{which}/{','.join(map(str, ticked))}"
    return _thing(request, words, Origin.PASSAGE, place, passage.on)


async def _practice(request: Request, form: Form) -> Thing | None:
    """Return a practice by its name, with what it is in one line."""
    practice = library.practice(form.one("which"))
    if practice is None:
        return None
    words = Private(f"{practice.title}\n{practice.says}")
    return _thing(request, words, Origin.PRACTICE, practice.id, None)


async def _part(request: Request, form: Form) -> Thing | None:
    """Return one part of their plan for hard moments."""
    which = form.one("which")
    if which not in set(PlanPart):
        return None
    held = getattr(plan_of(request), which)
    words = _people(held) if which == PlanPart.PEOPLE else held
    return _thing(request, words, Origin.PART, which, None)


async def _afterword(request: Request, form: Form) -> Thing | None:
    """Return what they wanted to remember from another day."""
    member, which = came(request).member, form.one("which")
    page = page_of(request)
    if member:
        held = await to_thread.run_sync(member.to_bring, VisitId(""))
    elif page:
        held = house(request).guests.to_bring(page.visit)
    else:
        return None
    said = next((each for each in held.afterwords if each.id == which), None)
    if said is None:
        return None
    return _thing(request, said.says, Origin.AFTERWORD, said.id, said.on)


async def _feels_safe(request: Request, form: Form) -> Thing | None:
    """Return what makes it feel safe to them, less safe, or what could be different."""
    which, origin = form.one("which"), form.one("from")
    if OF_FEELING_SAFE.get(which) != origin:
        return None
    held = await to_thread.run_sync(insider(request).feels_safe.kept)
    return _thing(request, held.part(which), Origin(origin), which, None)


def _thing(  # noqa: PLR0913, PLR0917  all that a thing is made of
    request: Request, words: Private, origin: Origin, which: str, on: date | None
) -> Thing:
    """Return a thing under an id of its own."""
    return Thing(house(request).dice.id(), words, origin, which, on)


def _own(exchange: Exchange) -> Private:
    """Return what they said; nothing of what they took back."""
    return exchange.words or Private("")


def _reply(exchange: Exchange) -> Private:
    """Return what was said to them."""
    return Private(" ".join(spoken.text for spoken in exchange.said))


def _people(people: tuple[Person, ...]) -> Private:
    """Return the people of a plan, a line each."""
    lines = (", ".join(filter(None, (p.name.text, p.reach.text, p.words.text))) for p in people)
    return Private("\n".join(lines))


def _today(request: Request) -> date:
    return house(request).clock.now().date()


_FOUND: Mapping[str, Callable[[Request, Form], Awaitable[Thing | None]]] = {
    Origin.MESSAGE: _said,
    Origin.REPLY: _said,
    Origin.PASSAGE: _passage,
    Origin.PRACTICE: _practice,
    Origin.PART: _part,
    Origin.AFTERWORD: _afterword,
    **dict.fromkeys(OF_FEELING_SAFE.values(), _feels_safe),
}
