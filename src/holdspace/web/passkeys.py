"""Passkeys: a finger or a code on one's own device instead of the passphrase, where the device can open what is sealed.

The browser's own check (WebAuthn) says that the passkey is here; its PRF gives 32 bytes that open the record. Without PRF
a passkey would open nothing, so none is kept. The passphrase stays.
"""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.domain.refusals import LastStep
from holdspace.ui.doors.passkeys import REFUSED, TOLD_APART, Passkeys, credential_of
from holdspace.ui.doors.trying import device
from holdspace.web import forms
from holdspace.web.account import show as show_account
from holdspace.web.come_in import members_of, next_for, tried
from holdspace.web.coming import sign_in
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import is_quiet

_MADE = "/account?passkey=yes#passkeys"


async def ask_new(request: Request) -> Response:
    """Say what a new passkey is to be made for."""
    insider(request)
    return _passkeys(request).to_make("Notes" if is_quiet(request) else "Holdspace")


async def keep_new(request: Request) -> Response:
    """Keep a passkey that was made, with what it opens."""
    member, form, here = insider(request), await forms.sent(request), _passkeys(request)
    try:
        made, count = here.made(form, device(request), opens=True)
        await to_thread.run_sync(member.add_passkey, made, count)
    except (REFUSED, HoldspaceError):
        return JSONResponse({}, 422)
    return JSONResponse({"to": _MADE})


async def ask(request: Request) -> Response:
    """Ask whichever passkey is on the device, and nobody is named."""
    members_of(request)
    return _passkeys(request).to_use()


async def enter(request: Request) -> Response:
    """Come in by a passkey: its signature is checked, and what it gives opens the record."""
    form = await forms.sent(request)
    who, work = form.one("credential")[:TOLD_APART], partial(_come_in, request, form)
    try:
        cookie = await tried(request, who, work)
    except (REFUSED, HoldspaceError) as refused:
        says = str(refused) if isinstance(refused, HoldspaceError) else str(NotOpened())
        return JSONResponse({"says": says}, 422)
    whereto = await to_thread.run_sync(partial(next_for, members_of(request), cookie))
    response = JSONResponse({"to": whereto})
    sign_in(response, request, cookie)
    return response


async def remove(request: Request) -> Response:
    """Remove one of their passkeys."""
    member, form = insider(request), await forms.sent(request)
    try:
        await to_thread.run_sync(member.remove_passkey, form.one("which"))
    except LastStep as refused:
        return await show_account(request, 422, str(refused))
    return RedirectResponse("/account#passkeys", 303)


def _come_in(request: Request, form: Form) -> str:
    """Check a passkey, and open what it opens. Raises NotOpened, and what the library does."""
    members = members_of(request)
    known = members.known_passkey(credential_of(form))
    if known is None:
        raise NotOpened
    return members.come_in_by_passkey(
        *_passkeys(request).used(form, known, device(request), opens=True)
    )


def _passkeys(request: Request) -> Passkeys:
    """Return the house's passkeys, where they work at all."""
    here = house(request)
    made = Passkeys(here.passkeys_at, here.challenges, here.clock)
    _ = made.place
    return made
