"""Coming back: by passphrase, by recovery words, or by what this device holds until tomorrow. Nobody is asked to."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.domain.people import Private
from holdspace.domain.refusals import OtherDoor
from holdspace.ports.keeping import Keeping, Members
from holdspace.ports.story import STORY
from holdspace.ui.doors.trying import Try, device, status_of
from holdspace.web import forms
from holdspace.web.coming import (
    came,
    cookie_of,
    let_until_tomorrow_go,
    sign_in,
    sign_out,
    until_of,
)
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page, sentence
from holdspace.web.visitor import anyway

T = TypeVar("T")
WRITING = "/story/write"  # where the page that locked may have been


@dataclass(frozen=True, slots=True)
class Door:
    """What the first page says of coming back: nothing, a quiet link, or that something waits."""

    link: bool = False
    locked: bool = False
    until_tomorrow: bool = False
    signed_in: bool = False


def door(request: Request) -> Door:
    """Return what the first page says of coming back."""
    members, who = house(request).members, came(request)
    if members is None:
        return Door()
    outside = not who.member and not who.locked
    return Door(
        link=outside,
        locked=who.locked,
        until_tomorrow=outside and bool(until_of(request)),
        signed_in=who.member is not None,
    )


async def come_in(request: Request) -> Response:
    """Show the way back in; while the page is locked, only the passphrase is asked for."""
    members_of(request)
    return RedirectResponse("/", 303) if came(request).member else _ask(request)


async def enter(request: Request) -> Response:
    """Open by name and passphrase, or a locked page by the passphrase alone."""
    members, form = members_of(request), await forms.sent(request)
    name, typed = Private(form.one("name")), Private(form.one("passphrase"))
    if came(request).locked:
        cookie = cookie_of(request)
        work: Callable[[], str] = partial(_unlock, members, cookie, typed)
    else:
        cookie = ""
        work = partial(members.come_in, name, typed, device(request))
    try:
        cookie = await tried(request, cookie or name.text, work)
    except HoldspaceError as refused:
        elsewhere = isinstance(refused, OtherDoor)
        told = {"problem": str(refused), "name": name.text, "elsewhere": elsewhere}
        return _ask(request, status_of(refused), **told)
    again = came(request).locked  # they only come back to where they were
    whereto = await anyway(to_thread.run_sync(partial(next_for, members, cookie, again=again)))
    response = RedirectResponse(whereto or "/", 303)
    sign_in(response, request, cookie)
    return response


async def words(request: Request) -> Response:
    """Show the way in by recovery words."""
    members_of(request)
    return _ask_words(request)


async def enter_by_words(request: Request) -> Response:
    """Open by recovery words, with a new passphrase in place of the lost one."""
    members, form = members_of(request), await forms.sent(request)
    keeping = Keeping(name=Private(form.one("name")), passphrase=Private(form.one("passphrase")))
    typed = Private(form.one("recovery"))
    if form.differs:
        return _ask_words(request, form, 422, problem="differ")
    try:
        work = partial(members.come_in_with_words, keeping, typed, device(request))
        cookie = await tried(request, keeping.name.text, work)
    except HoldspaceError as refused:
        slips = members.unknown_words(typed) if isinstance(refused, NotOpened) else ()
        return _ask_words(request, form, status_of(refused), problem=str(refused), slips=slips)
    return await let_in(request, cookie)


async def enter_here(request: Request) -> Response:
    """Open what this device holds until tomorrow, or let it go."""
    members, form = members_of(request), await forms.sent(request)
    try:
        if form.one("how") == "let-go":
            await to_thread.run_sync(members.let_go_here, until_of(request))
            response: Response = RedirectResponse("/keep/gone", 303)
            let_until_tomorrow_go(response, request)
            return response
        work = partial(members.come_in_here, until_of(request), device(request))
        cookie = await tried(request, until_of(request), work)
    except NotOpened:
        response = page(request, "said.html", status=404, says=sentence("until-over"))
        let_until_tomorrow_go(response, request)
        return response
    except HoldspaceError as refused:  # not now: the cookie stays, for nothing else opens it
        return _ask(request, status_of(refused), problem=str(refused), by_device=True)
    response = RedirectResponse("/earlier", 303)
    sign_in(response, request, cookie)
    return response


async def without(request: Request) -> Response:
    """Talk as a guest while the passphrase is not at hand: the sign-in here ends, and what is kept stays sealed."""
    await to_thread.run_sync(members_of(request).leave, cookie_of(request))
    response = RedirectResponse("/", 303)
    sign_out(response, request)
    return response


async def tried(request: Request, who: str, work: Callable[[], T]) -> T:
    """Try something that a passphrase guards: not too often, and few at once. Raises TooManyTries, and what it raises."""
    return await Try.of(request, house(request).patience, who).at(work)


def expect_patience(request: Request, who: str) -> None:
    """Count one more try, for somebody and from an address. Raises TooManyTries."""
    Try.of(request, house(request).patience, who).count()


def members_of(request: Request) -> Members:
    """Return those who keep something here; without a record there is no such page."""
    members = house(request).members
    if members is None:
        raise HTTPException(404)
    return members


def _unlock(members: Members, cookie: str, typed: Private) -> str:
    """Unlock a sign-in; its cookie stays."""
    members.unlock(cookie, typed)
    return cookie


async def let_in(request: Request, cookie: str) -> Response:
    """Give somebody the cookie of their sign-in, and lead them on."""
    whereto = await to_thread.run_sync(partial(next_for, members_of(request), cookie))
    response = RedirectResponse(whereto, 303)
    sign_in(response, request, cookie)
    return response


def next_for(members: Members, cookie: str, *, again: bool = False) -> str:
    """Return where somebody goes who came in: to a question that is asked once, or to where they were."""
    entered = members.enter(cookie)
    member = entered.member if entered else None
    if member is None:
        return "/"
    if not again and member.is_to_be_shown_words():
        return "/keep/words"
    if not again and member.is_to_be_asked():
        return "/still"
    if member.current():
        return "/talk"
    return WRITING if again and member.draft(STORY) else "/"


def _ask(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the form, with what was typed but the passphrase."""
    who = came(request)
    empty = {"problem": "", "name": "", "locked": who.locked, "by_device": who.here}
    empty |= {"elsewhere": False}
    return page(request, "come_in.html", status=status, **(empty | told))


def _ask_words(
    request: Request, form: Form | None = None, status: int = 200, **told: Any
) -> Response:
    """Show the form for the ten words, with what was typed but the passphrase: ten words are long to write again."""
    sent = form or Form({})
    shown = {"problem": "", "slips": (), "name": sent.one("name"), "recovery": sent.one("recovery")}
    return page(request, "come_in_words.html", status=status, **(shown | told))
