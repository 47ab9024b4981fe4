"""Passkeys: a finger or a code on one's own device instead of the passphrase, where the device can open what is sealed.

The browser's own check (WebAuthn) says that the passkey is here; its PRF gives 32 bytes that open the record. Without PRF
a passkey would open nothing, so none is kept. The passphrase stays.
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
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from holdspace.domain.errors import HoldspaceError, NotOpened
from holdspace.ports.keeping import NewPasskey
from holdspace.web import forms
from holdspace.web.challenges import BYTES as PRF_BYTES
from holdspace.web.challenges import place_of
from holdspace.web.come_in import device, members_of, tried
from holdspace.web.coming import sign_in
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import House, house
from holdspace.web.rendering import is_quiet

_TOLD_APART = 200  # signs of a credential: it begins with its own id
SALT = bytes_to_base64url(sha256(b"holdspace passkey 1").digest())
_REQUIRED = UserVerificationRequirement.REQUIRED


async def ask_new(request: Request) -> Response:
    """Say what a new passkey is to be made for."""
    insider(request)
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
    member, form, here = insider(request), await _form(request), _here(request)
    try:
        made = verify_registration_response(
            credential=form.one("credential"),
            expected_challenge=_answered(here, form),
            expected_rp_id=place_of(here.passkeys_at),
            expected_origin=here.passkeys_at or "",
            require_user_verification=True,
        )
        given = _given(form)
    except (WebAuthnException, NotOpened):
        return JSONResponse({}, 422)
    new = NewPasskey(made.credential_id, made.credential_public_key, device(request), given)
    await to_thread.run_sync(member.add_passkey, new, made.sign_count)
    return JSONResponse({"to": "/account?passkey=yes#passkeys"})


async def ask(request: Request) -> Response:
    """Ask whichever passkey is on the device; nobody is named."""
    members_of(request)
    here = _here(request)
    options = generate_authentication_options(
        rp_id=place_of(here.passkeys_at),
        challenge=here.challenges.new(here.clock.now()),
        user_verification=_REQUIRED,
    )
    return _said(options_to_json(options))


async def enter(request: Request) -> Response:
    """Come in by a passkey: its signature is checked, and what it gives opens the record."""
    form = await _form(request)
    try:
        cookie = await tried(
            request, form.one("credential")[:_TOLD_APART], partial(_come_in, request, form)
        )
    except (WebAuthnException, HoldspaceError) as refused:
        says = str(refused) if isinstance(refused, HoldspaceError) else str(NotOpened())
        return JSONResponse({"says": says}, 422)
    response = JSONResponse({"to": "/talk"})
    sign_in(response, request, cookie)
    return response


async def remove(request: Request) -> Response:
    """Remove one of their passkeys."""
    member, form = insider(request), await _form(request)
    await to_thread.run_sync(member.remove_passkey, form.one("which"))
    return RedirectResponse("/account#passkeys", 303)


def _come_in(request: Request, form: Form) -> str:
    """Check a passkey and open what it opens. Raises NotOpened, and what the library does."""
    members, here = members_of(request), _here(request)
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
    used = NewPasskey(credential, known.public_key, device(request), _given(form))
    return members.come_in_by_passkey(used, checked.new_sign_count)


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


async def _form(request: Request) -> Form:
    """Return what was sent; of something far too long, nothing."""
    return await forms.read(request) or Form({})
