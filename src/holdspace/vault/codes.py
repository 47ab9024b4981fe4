"""Codes of the moment (TOTP, RFC 6238): six digits that a shared secret and the time make, each taken once."""

from base64 import b32decode, b32encode
from datetime import datetime
from secrets import token_bytes

from cryptography.hazmat.primitives import constant_time
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from holdspace.domain.people import Private
from holdspace.domain.refusals import CodeNotTaken

SECONDS, DIGITS = 30, 6  # what every app takes for granted
SECRET_BYTES = 20  # RFC 4226, section 4: 160 bits are recommended
_DRIFT = 1  # steps either way, for a clock that is a little wrong


def new_secret() -> Private:
    """Draw a secret, in the letters (base32) that apps take."""
    return Private(b32encode(token_bytes(SECRET_BYTES)).decode())


def secret_of(letters: Private) -> bytes:
    """Return the secret that letters stand for. Raises CodeNotTaken where they are none of ours."""
    try:
        secret = b32decode(letters.text, casefold=True)
    except ValueError:
        raise CodeNotTaken from None
    if len(secret) != SECRET_BYTES:
        raise CodeNotTaken
    return secret


def step_of(secret: bytes, typed: Private, now: datetime, *, after: int = 0) -> int:
    """Return the step of time whose code was typed, later than `after`. Raises CodeNotTaken for any other code.

    Each step that may be is compared in full, so that the time this takes tells nothing of the code.
    """
    code = "".join(typed.text.split()).encode("ascii", "replace")
    maker, current = TOTP(secret, DIGITS, SHA1(), SECONDS), int(now.timestamp()) // SECONDS  # noqa: S303  what apps know
    steps = range(current - _DRIFT, current + _DRIFT + 1)
    fits = [constant_time.bytes_eq(maker.generate(step * SECONDS), code) for step in steps]
    found = [step for step, fit in zip(steps, fits, strict=True) if fit and step > after]
    if not found:
        raise CodeNotTaken
    return found[-1]
