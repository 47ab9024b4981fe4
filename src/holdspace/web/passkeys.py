"""Passkeys: a finger or a code on one's own device instead of the passphrase, where the device can open what is sealed.

The browser's own check (WebAuthn) says that the passkey is here; its PRF gives 32 bytes that open the record. Without PRF
a passkey would open nothing, so none is kept. The passphrase stays. Where a second step is asked for after the passphrase,
the check alone is one, and a passkey without PRF will do.
"""

import json
from base64 import urlsafe_b64decode
from functools import partial
from hashlib import sha256
from secrets import token_bytes

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.domain.refusals import LastStep
from holdspace.ports.keeping import Member
from holdspace.ports.opening import NewPasskey, Waiting
from holdspace.web import forms
from holdspace.web.account import show as show_account
from holdspace.web.challenges import BYTES as PRF_BYTES
from holdspace.web.challenges import place_of
from holdspace.web.come_in import device, members_of, next_for, tried
from holdspace.web.coming import came, sign_in
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import House, house
from holdspace.web.rendering import is_quiet

_TOLD_APART = 200  # signs of a credential: it begins with its own id
SALT = bytes_to_base64url(sha256(b"holdspace passkey 1").digest())
_MADE = "/account?passkey=yes#passkeys"
_REQUIRED = UserVerificationRequirement.REQUIRED


async def ask_new(request: Request) -> Response:
    """Say what a new passkey is to be made for."""
    _maker(request)
    here = _here(request)
    name = "Notes" if is_quiet(request) else "Holdspace"
    options = generate_registration_options(
        rp_id=place_of(here.passkeys_at),
        rp_name=name,
        user_name=name,
        user_id=token_bytes(PRF_BYTES),
        challenge=here.challenges.new(here.clock.now()),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
        ),
    )
    return _said(options_to_json(options))


async def keep_new(request: Request) -> Response:
    """Keep a passkey that was made, with what it opens."""
    maker, form, here = _maker(request), await forms.sent(request), _here(request)
    try:
        made = verify_registration_response(
            credential=form.one("credential"),
            expected_challenge=_answered(here, form),
            expected_rp_id=place_of(here.passkeys_at),
            expected_origin=here.passkeys_at or "",
            require_user_verification=True,
        )
        given = _given(form) if form.one("prf") or not await _is_asked(request) else b""
        new = NewPasskey(made.credential_id, made.credential_public_key, device(request), given)
        cookie = await to_thread.run_sync(maker.add_passkey, new, made.sign_count)
    except (WebAuthnException, HoldspaceError):
        return JSONResponse({}, 422)
    return await _sent_in(request, cookie) if cookie else JSONResponse({"to": _MADE})


async def ask(request: Request) -> Response:
    """Ask whichever passkey is on the device, and nobody is named; after a passphrase, for one of theirs."""
    members_of(request)
    here, waiting = _here(request), came(request).waiting
    theirs = (await to_thread.run_sync(waiting.steps)).passkeys if waiting else ()
    options = generate_authentication_options(
        rp_id=place_of(here.passkeys_at),
        challenge=here.challenges.new(here.clock.now()),
        allow_credentials=[PublicKeyCredentialDescriptor(each) for each in theirs],
        user_verification=_REQUIRED,
    )
    return _said(options_to_json(options))


async def enter(request: Request) -> Response:
    """Come in by a passkey: its signature is checked, and what it gives opens the record."""
    form = await forms.sent(request)
    try:
        cookie = await tried(
            request, form.one("credential")[:_TOLD_APART], partial(_come_in, request, form)
        )
    except (WebAuthnException, HoldspaceError) as refused:
        says = str(refused) if isinstance(refused, HoldspaceError) else str(NotOpened())
        return JSONResponse({"says": says}, 422)
    return await _sent_in(request, cookie)


async def remove(request: Request) -> Response:
    """Remove one of their passkeys."""
    member, form = insider(request), await forms.sent(request)
    try:
        await to_thread.run_sync(member.remove_passkey, form.one("which"))
    except LastStep as refused:
        return await show_account(request, 422, str(refused))
    return RedirectResponse("/account#passkeys", 303)


def _come_in(request: Request, form: Form) -> str:
    """Check a passkey, and open what it opens or take it for the second step. Raises NotOpened, and what the library does."""
    members, here, waiting = members_of(request), _here(request), came(request).waiting
    credential = _decoded(str(_shaped(form).get("rawId", "")))
    known = members.known_passkey(credential)
    if known is None:
        raise NotOpened
    checked = verify_authentication_response(
        credential=form.one("credential"),
        expected_challenge=_answered(here, form),
        expected_rp_id=place_of(here.passkeys_at),
        expected_origin=here.passkeys_at or "",
        credential_public_key=known.public_key,
        credential_current_sign_count=known.count,
        require_user_verification=True,
    )
    given = b"" if waiting else _given(form)
    used = NewPasskey(credential, known.public_key, device(request), given)
    if waiting:
        return waiting.with_passkey(used, checked.new_sign_count)
    return members.come_in_by_passkey(used, checked.new_sign_count)


async def _sent_in(request: Request, cookie: str) -> Response:
    """Let somebody in by their passkey, to wherever a passphrase would lead them."""
    whereto = await to_thread.run_sync(partial(next_for, members_of(request), cookie))
    response = JSONResponse({"to": whereto})
    sign_in(response, request, cookie)
    return response


def _maker(request: Request) -> Member | Waiting:
    """Return who may add a passkey: somebody who is in, or whose second step it shall be. Raises Outside."""
    return came(request).waiting or insider(request)


async def _is_asked(request: Request) -> bool:
    """Whether a passkey is a second step here, which needs to open nothing."""
    who = came(request)
    return bool(who.waiting) or await to_thread.run_sync(insider(request).asks_second)


def _answered(here: House, form: Form) -> bytes:
    """Return the challenge that was answered. Raises NotOpened where it was not asked for, or was answered before."""
    try:
        response = _shaped(form)["response"]
        drawn = parse_client_data_json(_decoded(response["clientDataJSON"])).challenge
    except (LookupError, TypeError, WebAuthnException):
        raise NotOpened from None
    if not here.challenges.use(drawn, here.clock.now()):
        raise NotOpened
    return drawn


def _shaped(form: Form) -> dict[str, dict[str, str]]:
    """Return a credential as the browser wrote it. Raises NotOpened."""
    try:
        found = json.loads(form.one("credential"))
    except (ValueError, RecursionError):  # the second for brackets in brackets in brackets
        raise NotOpened from None
    if not isinstance(found, dict):
        raise NotOpened
    return found


def _given(form: Form) -> bytes:
    """Return the 32 bytes of the PRF. Raises NotOpened where there are none."""
    given = _decoded(form.one("prf"))
    if len(given) != PRF_BYTES:
        raise NotOpened
    return given


def _decoded(text: str) -> bytes:
    """Return what base64url holds; nothing where it is none. Raises NotOpened."""
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"==")
    except (ValueError, AttributeError):
        raise NotOpened from None


def _here(request: Request) -> House:
    """Return the house, where passkeys work at all."""
    here = house(request)
    if not place_of(here.passkeys_at):
        raise HTTPException(404)
    return here


def _said(options: str) -> Response:
    """Send options as JSON, with what the PRF is asked for."""
    return JSONResponse({"options": json.loads(options), "salt": SALT})
