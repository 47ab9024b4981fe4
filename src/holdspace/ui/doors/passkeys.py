"""Passkeys, as a browser makes and shows them at either door: what is asked of it, and whether what came back is true."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
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

from holdspace.domain.errors import NotOpened
from holdspace.domain.people import Private
from holdspace.ports import Clock
from holdspace.ports.opening import KnownPasskey, NewPasskey
from holdspace.ui.doors.challenges import BYTES as PRF_BYTES
from holdspace.ui.doors.challenges import Challenges, place_of
from holdspace.ui.doors.forms import Form

SALT = bytes_to_base64url(sha256(b"holdspace passkey 1").digest())
TOLD_APART = 200  # signs of a credential: it begins with its own id
REFUSED = WebAuthnException  # what a check that fails raises beside our own
_REQUIRED = UserVerificationRequirement.REQUIRED


@dataclass(frozen=True, slots=True)
class Passkeys:
    """The one address passkeys are made for, what was asked of browsers, and the time."""

    at: str | None
    challenges: Challenges = field(repr=False)
    clock: Clock

    @property
    def place(self) -> str:
        """The name they are made for. Raises HTTPException where they can't work."""
        if not place_of(self.at):
            raise HTTPException(404)
        return place_of(self.at)

    def to_make(self, name: str) -> Response:
        """Say what a new one is to be made for; `name` is what a device lists it under."""
        options = generate_registration_options(
            rp_id=self.place,
            rp_name=name,
            user_name=name,
            user_id=token_bytes(PRF_BYTES),
            challenge=self.challenges.new(self.clock.now()),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=_REQUIRED
            ),
        )
        return _said(options_to_json(options))

    def to_use(self, theirs: tuple[bytes, ...] = ()) -> Response:
        """Ask whichever is on the device, and nobody is named; or one of somebody's own."""
        options = generate_authentication_options(
            rp_id=self.place,
            challenge=self.challenges.new(self.clock.now()),
            allow_credentials=[PublicKeyCredentialDescriptor(each) for each in theirs],
            user_verification=_REQUIRED,
        )
        return _said(options_to_json(options))

    def made(self, form: Form, label: Private, *, opens: bool) -> tuple[NewPasskey, int]:
        """Return one that was made, and its count; with what it opens, where it has to open something. Raises NotOpened and REFUSED."""
        made = verify_registration_response(
            credential=form.one("credential"),
            expected_challenge=self._answered(form),
            expected_rp_id=self.place,
            expected_origin=self.at or "",
            require_user_verification=True,
        )
        given = _given(form) if form.one("prf") or opens else b""
        return NewPasskey(
            made.credential_id, made.credential_public_key, label, given
        ), made.sign_count

    def used(
        self, form: Form, known: KnownPasskey, label: Private, *, opens: bool
    ) -> tuple[NewPasskey, int]:
        """Return one whose signature is true, and its count. Raises NotOpened and REFUSED."""
        checked = verify_authentication_response(
            credential=form.one("credential"),
            expected_challenge=self._answered(form),
            expected_rp_id=self.place,
            expected_origin=self.at or "",
            credential_public_key=known.public_key,
            credential_current_sign_count=known.count,
            require_user_verification=True,
        )
        given = _given(form) if opens else b""
        return NewPasskey(
            credential_of(form), known.public_key, label, given
        ), checked.new_sign_count

    def _answered(self, form: Form) -> bytes:
        """Return the challenge that was answered. Raises NotOpened where it was not asked for, or was answered before."""
        try:
            response = _shaped(form)["response"]
            drawn = parse_client_data_json(_decoded(response["clientDataJSON"])).challenge
        except (LookupError, TypeError, WebAuthnException):
            raise NotOpened from None
        if not self.challenges.use(drawn, self.clock.now()):
            raise NotOpened
        return drawn


def credential_of(form: Form) -> bytes:
    """Return what a browser knows the passkey by that was used. Raises NotOpened."""
    return _decoded(str(_shaped(form).get("rawId", "")))


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


def _said(options: str) -> Response:
    """Send options as JSON, with what the PRF is asked for."""
    return JSONResponse({"options": json.loads(options), "salt": SALT})
