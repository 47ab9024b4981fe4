"""The code of an offer: sixteen letters that somebody is handed, and all that opens what is offered.

Eighty random bits. Only a digest of them is in a row, and what is offered and answered is sealed under a key made of them; so
whoever alters rows without the code can put no other therapist, and no other client, in the place of the real one.
"""

from hashlib import sha256
from secrets import choice

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from holdspace.domain.people import Private
from holdspace.domain.refusals import CodeEnded
from holdspace.vault.sealing import KEY_BYTES, framed

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another
LENGTH = 16
_AT_A_TIME = 4
_ALIKE = str.maketrans("OIL", "011")


def new_code() -> Private:
    """Draw a code, as it is shown: four letters at a time."""
    return Private(spaced("".join(choice(LETTERS) for _ in range(LENGTH))))


def spaced(letters: str) -> str:
    """Return letters the way one copies them."""
    return "-".join(letters[at : at + _AT_A_TIME] for at in range(0, len(letters), _AT_A_TIME))


def row_of(code: Private) -> str:
    """Return the id of a code's row, from which nobody can find the code. Raises CodeEnded where it can be none."""
    return sha256(framed(b"holdspace offer", _plain(code))).hexdigest()


def key_of(code: Private) -> bytes:
    """Return the key of what is sealed under a code. Raises CodeEnded where it can be none."""
    return HKDF(SHA256(), KEY_BYTES, None, b"holdspace offer").derive(_plain(code))


def _plain(code: Private) -> bytes:
    """Return a code as it is compared: case, hyphens and look-alike letters are free. Raises CodeEnded."""
    letters = "".join(c for c in code.text.upper() if c.isalnum()).translate(_ALIKE)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        raise CodeEnded
    return letters.encode()
