"""Passkeys at the desk: a second step after the passphrase, or, where one opens what is sealed, both steps in one."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.desk.account import show as show_account
from holdspace.desk.come_in import whereto
from holdspace.desk.coming import came, therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import is_quiet
from holdspace.desk.second import WORDS
from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.domain.refusals import LastStep
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.passkeys import REFUSED, TOLD_APART, Passkeys, credential_of
from holdspace.ui.doors.trying import Try, device


async def ask_new(request: Request) -> Response:
    """Say what a new passkey is to be made for."""
    _ = came(request).waiting or therapist(request)
    return _passkeys(request).to_make("Notes" if is_quiet(request) else "Holdspace")


async def keep_new(request: Request) -> Response:
    """Keep a passkey that was made: as the first second step, or beside what there is."""
    form, waiting = await forms.sent(request), came(request).waiting
    maker = waiting or therapist(request)
    try:
        made, count = _passkeys(request).made(form, device(request), opens=False)
        cookie = await to_thread.run_sync(maker.add_passkey, made, count)
    except (REFUSED, HoldspaceError):
        return JSONResponse({}, 422)
    if not cookie:
        return JSONResponse({"to": "/desk/account?passkey=yes#passkeys"})
    response = JSONResponse({"to": WORDS})
    house(request).cookie.put(response, cookie)
    return response


async def ask(request: Request) -> Response:
    """Ask whichever passkey is on the device, and nobody is named; after a passphrase, for one of theirs."""
    waiting = came(request).waiting
    theirs = (await to_thread.run_sync(waiting.steps)).passkeys if waiting else ()
    return _passkeys(request).to_use(theirs)


async def enter(request: Request) -> Response:
    """Come in by a passkey: its signature is checked, and it opens the record or is the second step."""
    here, form = house(request), await forms.sent(request)
    who = form.one("credential")[:TOLD_APART]
    try:
        cookie = await Try.of(request, here.patience, who).at(partial(_come_in, request, form))
    except (REFUSED, HoldspaceError) as refused:
        says = str(refused) if isinstance(refused, HoldspaceError) else str(NotOpened())
        return JSONResponse({"says": says}, 422)
    response = JSONResponse({"to": await whereto(request, cookie)})
    here.cookie.put(response, cookie)
    return response


async def remove(request: Request) -> Response:
    """Remove one of their passkeys."""
    who, form = therapist(request), await forms.sent(request)
    try:
        await to_thread.run_sync(who.remove_passkey, form.one("which"))
    except LastStep as refused:
        return await show_account(request, 422, str(refused))
    return RedirectResponse("/desk/account#passkeys", 303)


def _come_in(request: Request, form: Form) -> str:
    """Check a passkey, and open what it opens or take it for the second step. Raises NotOpened, and what the library does."""
    therapists, waiting = house(request).therapists, came(request).waiting
    known = therapists.known_passkey(credential_of(form))
    if known is None:
        raise NotOpened
    used, count = _passkeys(request).used(form, known, device(request), opens=waiting is None)
    if waiting:
        return waiting.with_passkey(used, count)
    return therapists.come_in_by_passkey(used, count)


def _passkeys(request: Request) -> Passkeys:
    """Return the house's passkeys, where they work at all."""
    here = house(request)
    made = Passkeys(here.passkeys_at, here.challenges, here.clock)
    _ = made.place
    return made
