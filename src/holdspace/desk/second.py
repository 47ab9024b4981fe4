"""The second step of a therapist: a code or a passkey after the passphrase, set up before anything opens."""

import re
from functools import partial
from typing import Any

import segno
from anyio import to_thread
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.account import show as show_account
from holdspace.desk.come_in import let_in
from holdspace.desk.coming import Outside, came, cookie_of, therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import is_quiet, page
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.domain.refusals import TooManyCodes
from holdspace.ports.opening import Waiting
from holdspace.ui.doors import forms
from holdspace.ui.doors.trying import Try, device, status_of

WORDS = "/desk/words"
_SECRET = re.compile(r"[A-Za-z2-7]{16,64}")  # what no picture holds is not drawn again
_AT_A_TIME = 4  # letters of a secret, the way one copies them


async def second(request: Request) -> Response:
    """Ask for the second step; where none was set up yet, set one up."""
    if came(request).therapist:
        return RedirectResponse("/desk/account", 303)
    return await _ask(request, _waiting(request))


async def enter(request: Request) -> Response:
    """Come in by a code, or go back out."""
    here, waiting, form = house(request), _waiting(request), await forms.sent(request)
    if form.one("how") == "leave":
        response: Response = RedirectResponse("/desk/come-in", 303)
        here.cookie.drop(response)
        await to_thread.run_sync(here.therapists.leave, cookie_of(request))
        return response
    try:
        if not here.patience.allows_code(waiting.who):
            raise TooManyCodes
        work = partial(waiting.with_code, Private(form.one("code")), device(request))
        cookie = await Try.of(request, here.patience, waiting.who).at(work)
    except HoldspaceError as refused:
        return await _ask(request, waiting, status_of(refused), problem=str(refused))
    return await let_in(request, cookie)


async def code(request: Request) -> Response:
    """Show what it takes to set codes up anew, to somebody who is in."""
    therapist(request)
    return _set_up(request)


async def set_code(request: Request) -> Response:
    """Set codes up, before somebody comes in or in place of those before; the ten words come after the first."""
    form, waiting = await forms.sent(request), came(request).waiting
    letters, typed = Private(form.one("secret")), Private(form.one("code"))
    try:
        if waiting is None:
            await to_thread.run_sync(therapist(request).set_code, letters, typed)
            return RedirectResponse("/desk/account#second", 303)
        work = partial(waiting.set_code, letters, typed, device(request))
        cookie = await to_thread.run_sync(work)
    except HoldspaceError as refused:
        return _set_up(request, letters, status_of(refused), problem=str(refused))
    response = RedirectResponse(WORDS, 303)
    house(request).cookie.put(response, cookie)
    return response


async def let_code_go(request: Request) -> Response:
    """Ask for codes no more, where a passkey is left."""
    try:
        await to_thread.run_sync(therapist(request).let_code_go)
    except HoldspaceError as refused:
        return await show_account(request, status_of(refused), str(refused))
    return RedirectResponse("/desk/account#second", 303)


def _waiting(request: Request) -> Waiting:
    """Return who waits for their second step. Raises Outside for anybody else."""
    waiting = came(request).waiting
    if waiting is None:
        raise Outside
    return waiting


async def _ask(
    request: Request, waiting: Waiting, status: int = 200, problem: str = ""
) -> Response:
    """Show what is asked for, or what there is to set up."""
    steps = await to_thread.run_sync(waiting.steps)
    if not steps:
        return _set_up(request, status=status, problem=problem)
    return page(request, "desk/second.html", status=status, steps=steps, problem=problem)


def _set_up(
    request: Request, letters: Private | None = None, status: int = 200, problem: str = ""
) -> Response:
    """Show a secret as a picture and in letters.

    It comes back with the first code of it; nothing is kept before that. Whoever sends another secret than was shown
    only chooses their own.
    """
    shown = letters if letters and _SECRET.fullmatch(letters.text) else None
    secret = (shown or house(request).therapists.code_secret()).text
    told: dict[str, Any] = {
        "problem": problem,
        "secret": secret,
        "letters": [secret[at : at + _AT_A_TIME] for at in range(0, len(secret), _AT_A_TIME)],
        "picture": _picture(secret, "Notes" if is_quiet(request) else "Holdspace"),
        "first": came(request).therapist is None,
    }
    return page(request, "desk/second_new.html", status=status, **told)


def _picture(secret: str, name: str) -> Markup:
    """Draw what an app reads: dark on light by day and in the evening, or no camera would see it."""
    says = f"otpauth://totp/{name}?secret={secret}&issuer={name}"
    drawn = segno.make(says, error="m").svg_inline(
        dark="#1d262b", light="#fff", border=3, svgclass="code", lineclass=None, omitsize=True
    )
    return Markup(drawn)  # noqa: S704  drawn here, of squares alone
