"""Walking alongside: a client's links with a therapist, from the code they were handed to the last goodbye."""

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.access.modes import mode_for, profiles
from holdspace.access.telling import not_watched, telling
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.linking import (
    LONGEST_CALLED,
    LONGEST_TOPIC,
    MOST_TOPICS,
    Between,
    LinkState,
    Points,
)
from holdspace.domain.people import Private
from holdspace.ports.keeping import Member
from holdspace.ports.sharing import Accepting, Link, Offer
from holdspace.ui.doors.trying import Try, status_of
from holdspace.web import forms
from holdspace.web.coming import came, cookie_of
from holdspace.web.earlier import insider, theirs
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.quiet import mode_of, places_of
from holdspace.web.rendering import page

LONGEST_GOODBYE = 4_000
_CODE = 40  # letters of a code, with whatever stands between them


async def alongside(request: Request) -> Response:
    """Show their links, and where a code goes."""
    return await _show(request)


async def handed(request: Request) -> Response:
    """Show what a code offers that somebody came by; whoever is not in is told how to come back to it."""
    code = request.path_params["code"][:_CODE]
    if came(request).member is None:
        return page(request, "alongside_outside.html", code=code)
    return await _read(request, Form({"code": [code]}))


async def read(request: Request) -> Response:
    """Show what a code offers, and, once they said where they are, what a yes would mean."""
    insider(request)
    return await _read(request, await forms.sent(request))


async def accept(request: Request) -> Response:
    """Say yes to what a code offers; the therapist's yes is still to come."""
    member, form = insider(request), await forms.sent(request)
    called, place = _line(form, "called", LONGEST_CALLED), _place(form)
    if form.one("agreed") != "yes" or not called or not place:
        return await _read(request, form, 422)
    yes = Accepting(called, place, _between(form))
    try:
        work = partial(_accept, member, Private(form.one("code")[:_CODE]), yes)
        await Try.of(request, house(request).patience, cookie_of(request)).at(work)
    except HoldspaceError as refused:
        return await _show(request, status_of(refused), str(refused))
    return RedirectResponse("/alongside", 303)


async def change(request: Request) -> Response:
    """Change what is between, say goodbye, or end a link."""
    member, form = insider(request), await forms.sent(request)
    which = request.path_params["id"]
    work = _works(member, which, form).get(form.one("what"))
    if work is None:
        raise HTTPException(404)
    await theirs(work)
    return RedirectResponse("/alongside", 303)


def _works(member: Member, which: str, form: Form) -> dict[str, Callable[[], None]]:
    """Return what can be done with a link, by the name of its button."""
    own, words = member.sharing, Private(form.one("words").strip()[:LONGEST_GOODBYE])
    works: dict[str, Callable[[], None]] = {
        "between": partial(_agree, member, which, _between(form)),
        "end": partial(_end, member, which),
    }
    if words:
        works["goodbye"] = partial(own.say_goodbye, which, words)
    return works


def _accept(member: Member, code: Private, yes: Accepting) -> None:
    """Say yes, and leave alone what is kept for the room."""
    member.sharing.accept(code, yes)
    _leave_alone(member, (), yes.between.for_the_room)


def _agree(member: Member, which: str, between: Between) -> None:
    """Change what is between, and what is left alone with it. Raises NothingHere."""
    before = _topics(member, which)
    member.sharing.agree_between(which, between)
    _leave_alone(member, before, between.for_the_room)


def _end(member: Member, which: str) -> None:
    """End a link; what was kept for the room need not be left alone any more. Raises NothingHere."""
    before = _topics(member, which)
    member.sharing.end(which)
    _leave_alone(member, before, ())


def _topics(member: Member, which: str) -> tuple[Private, ...]:
    """Return what is kept for the room in a link; nothing where there is no such link."""
    found = (link for link in member.sharing.links() if link.id == which)
    return next((link.between.for_the_room for link in found), ())


def _leave_alone(member: Member, before: tuple[Private, ...], after: tuple[Private, ...]) -> None:
    """Leave some topics alone in place of others."""
    topics = member.left_alone()
    left = tuple(topic for topic in topics if topic not in before or topic in after)
    added = tuple(topic for topic in after if topic not in left)
    if (*left, *added) != topics:
        member.leave_alone((*left, *added))


async def _show(request: Request, status: int = 200, problem: str = "") -> Response:
    """Show the page of links, with what could not be."""
    member = insider(request)
    links = await to_thread.run_sync(member.sharing.links)
    said = await to_thread.run_sync(partial(_goodbyes, member, links))
    return page(
        request,
        "alongside.html",
        status=status,
        links=links,
        said=said,
        problem=problem,
        states=LinkState,
        telling={link.id: telling(mode_of(house(request), link)) for link in links},
        **_choices(),
    )


async def _read(request: Request, form: Form, status: int = 200) -> Response:
    """Show an offer; a code that opens nothing leads back to where codes go."""
    member, code = insider(request), Private(form.one("code")[:_CODE])
    try:
        work = partial(member.sharing.offered, code)
        patience = house(request).patience
        offer: Offer = await Try.of(request, patience, cookie_of(request)).at(work)
    except HoldspaceError as refused:
        return await _show(request, status_of(refused), str(refused))
    place = _place(form)
    places = places_of(house(request), place, offer.agreement.place)
    return page(
        request,
        "alongside_offer.html",
        status=status,
        offer=offer,
        code=code.text,
        place=place,
        told=telling(mode_for(places, linked=True)) if place else None,
        called=form.one("called") or member.name,
        between=_between(form),
        missing=status != 200,  # noqa: PLR2004  the page as it opens
        **_choices(),
    )


def _choices() -> dict[str, Any]:
    """Return what the forms of a link offer."""
    return {
        "profiles": tuple(profiles().values()),
        "points": Points,
        "topics": range(MOST_TOPICS),
        "longest_topic": LONGEST_TOPIC,
        "longest_called": LONGEST_CALLED,
        "longest_goodbye": LONGEST_GOODBYE,
        "not_watched": not_watched(),
    }


def _goodbyes(member: Member, links: tuple[Link, ...]) -> dict[str, tuple[str, str]]:
    """Return what was written at the end of links: their own words, and the other's once both are there."""
    own = member.sharing
    parting = (link.id for link in links if link.state in (LinkState.PARTING, LinkState.ENDED))
    return {which: (own.own_goodbye(which).text, own.goodbye(which).text) for which in parting}


def _between(form: Form) -> Between:
    """Return what somebody chose of what the companion does between appointments."""
    lines = (" ".join(topic.split())[:LONGEST_TOPIC] for topic in form.fields.get("topic", ()))
    topics = tuple(Private(line) for line in dict.fromkeys(filter(None, lines)))
    points = form.one("points")
    chosen = Points(points) if points in set(Points) else Points.NOT
    return Between(topics[:MOST_TOPICS], chosen)


def _place(form: Form) -> str:
    """Return where somebody said they are, as a code of the profiles; empty where they did not."""
    return form.one("place") if form.one("place") in profiles() else ""


def _line(form: Form, name: str, longest: int) -> Private:
    """Return what was written in one field."""
    return Private(" ".join(form.one(name).split())[:longest])
