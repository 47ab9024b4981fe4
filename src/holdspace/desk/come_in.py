"""Coming in to the desk: by passphrase and second step, or by recovery words, which set both anew."""

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.coming import came, cookie_of
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.domain.people import Private
from holdspace.domain.refusals import OtherDoor
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import Try, device, status_of

SECOND, FIRST = "/desk/second", "/desk"


async def come_in(request: Request) -> Response:
    """Show the way in; while the page is locked, only the passphrase is asked for."""
    who = came(request)
    if who.waiting:
        return RedirectResponse(SECOND, 303)
    return RedirectResponse(FIRST, 303) if who.therapist else _ask(request)


async def enter(request: Request) -> Response:
    """Open by name and passphrase, or a locked page by the passphrase alone."""
    here, form = house(request), await forms.sent(request)
    name, typed = Private(form.one("name")), Private(form.one("passphrase"))
    cookie = cookie_of(request) if came(request).locked else ""
    if cookie:
        work: Callable[[], str] = partial(_unlock, request, cookie, typed)
    else:
        work = partial(here.therapists.come_in, name, typed, device(request))
    try:
        cookie = await Try.of(request, here.patience, cookie or name.text).at(work)
    except HoldspaceError as refused:
        told = {"problem": str(refused), "elsewhere": isinstance(refused, OtherDoor)}
        return _ask(request, status_of(refused), name=name.text, **told)
    return await let_in(request, cookie)


async def words(request: Request) -> Response:
    """Show the way in by recovery words."""
    return _ask_words(request)


async def enter_by_words(request: Request) -> Response:
    """Open by recovery words, with a new passphrase in place of the lost one; the second step is set up anew."""
    here, form = house(request), await forms.sent(request)
    name, typed = Private(form.one("name")), Private(form.one("recovery"))
    if form.differs:
        return _ask_words(request, form, 422, problem="differ")
    after = Private(form.one("passphrase"))
    work = partial(here.therapists.come_in_with_words, name, typed, after, device(request))
    try:
        cookie = await Try.of(request, here.patience, name.text).at(work)
    except HoldspaceError as refused:
        slips = here.therapists.unknown_words(typed) if isinstance(refused, NotOpened) else ()
        return _ask_words(request, form, status_of(refused), problem=str(refused), slips=slips)
    return await let_in(request, cookie)


async def without(request: Request) -> Response:
    """Go while the passphrase is not at hand: the sign-in here ends, and what is kept stays sealed."""
    here = house(request)
    response = RedirectResponse("/", 303)
    here.cookie.drop(response)
    await to_thread.run_sync(here.therapists.leave, cookie_of(request))
    return response


async def let_in(request: Request, cookie: str) -> Response:
    """Give a therapist the cookie of their sign-in, and lead them on: to the second step first."""
    response = RedirectResponse(await whereto(request, cookie), 303)
    house(request).cookie.put(response, cookie)
    return response


async def whereto(request: Request, cookie: str) -> str:
    """Return where a therapist goes who came in: to the second step, to what they were writing, or to the desk."""
    entered = await to_thread.run_sync(house(request).therapists.enter, cookie)
    if entered and entered.waiting:
        return SECOND
    who = entered.therapist if entered else None
    return (await to_thread.run_sync(who.left_at) if who else "") or FIRST


def _unlock(request: Request, cookie: str, typed: Private) -> str:
    """Unlock a sign-in; its cookie stays."""
    house(request).therapists.unlock(cookie, typed)
    return cookie


def _ask(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the form, with what was typed but the passphrase."""
    empty = {"problem": "", "name": "", "locked": came(request).locked, "elsewhere": False}
    return page(request, "desk/come_in.html", status=status, **(empty | told))


def _ask_words(
    request: Request, form: Form | None = None, status: int = 200, **told: Any
) -> Response:
    """Show the form for the ten words, with what was typed but the passphrase: ten words are long to write again."""
    sent = form or Form({})
    shown = {"problem": "", "slips": (), "name": sent.one("name"), "recovery": sent.one("recovery")}
    return page(request, "desk/come_in_words.html", status=status, **(shown | told))
