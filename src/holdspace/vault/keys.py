"""Wraps of a client's private key: by passphrase, recovery words, passkey, or a secret in a cookie.

Each wrap closes the same 32 bytes, so any one of them opens the record, and a new passphrase rewraps them without
touching a single entry.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from secrets import token_bytes
from time import perf_counter

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from holdspace.domain.errors import PassphraseTooShort, SealBroken
from holdspace.domain.people import Private
from holdspace.vault.sealing import KEY_BYTES, VERSION, ClientKeys, Slot, decrypt, framed

LEAST_LETTERS = 12  # of a passphrase
SALT_BYTES = 16
_NONCE_BYTES = 12
_VERSION = bytes([VERSION])
_MIB = 1024  # of KiB, in which argon2 counts


class Kind(StrEnum):
    """What opens a wrap."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, and no password
    RECOVERY = "recovery"  # ten words on paper
    PASSKEY = "passkey"  # the 32 bytes an authenticator's PRF gives
    DEVICE = "device"  # a secret in this device's cookie: kept until tomorrow
    SIGN_IN = "sign-in"  # a secret in a cookie, for one sign-in


@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2id spends on one passphrase: KiB of memory, and passes over it, in one lane."""

    memory: int
    passes: int


# OWASP's Password Storage Cheat Sheet: argon2id with at least 19 MiB, two passes, one lane.
FLOOR = Cost(19 * _MIB, 2)
_CEILING = Cost(1024 * _MIB, 64)  # a row that asks for more was altered, to make us spend it
_MEMORIES = (64 * _MIB, 46 * _MIB, 19 * _MIB)  # the first that is quick enough is taken
_AIM = 0.45  # seconds, between 0.3 and 0.6: long for a guesser, short for a person


@dataclass(frozen=True, slots=True)
class KeyWrap:
    """A private key closed by one thing, with all that is needed to open it but that thing."""

    kind: Kind
    salt: bytes
    cost: Cost | None  # of a passphrase; the other kinds are random enough to need none
    envelope: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opener:
    """What somebody has in hand to open a wrap of one kind."""

    kind: Kind
    secret: bytes = field(repr=False)


def passphrase(typed: Private) -> Opener:
    """Take a passphrase as it was typed. Raises PassphraseTooShort below 12 characters.

    Normalised as RFC 8265 does for passwords (OpaqueString): NFC, since keyboards write the same letter in two ways, and
    any kind of space as a plain one. Not NFKC, which would make different characters the same. White space at the ends
    is dropped: pasting brings it along, and nobody sees it. Spaces within, and capitals, count.
    """
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in typed.text)
    normal = unicodedata.normalize("NFC", spaced).strip()
    if len(normal) < LEAST_LETTERS:
        raise PassphraseTooShort
    return Opener(Kind.PASSPHRASE, normal.encode())


def recovery(typed: Private) -> Opener:
    """Take recovery words as they were typed: only their letters count, so case, spaces and hyphens are free."""
    letters = "".join(
        c for c in unicodedata.normalize("NFKC", typed.text).casefold() if c.isalpha()
    )
    return Opener(Kind.RECOVERY, letters.encode())


def secret(kind: Kind, given: bytes) -> Opener:
    """Take 32 random bytes: of a cookie, or of a passkey's PRF. Raises SealBroken for any other length."""
    if len(given) != KEY_BYTES:
        raise SealBroken
    return Opener(kind, given)


def wrap_keys(keys: ClientKeys, slot: Slot, opener: Opener, cost: Cost = FLOOR) -> KeyWrap:
    """Close a private key; `cost` is spent on passphrases only."""
    return _wrap_keys(
        keys, slot, opener, (cost, token_bytes(SALT_BYTES), token_bytes(_NONCE_BYTES))
    )


def unwrap_keys(wrap: KeyWrap, slot: Slot, opener: Opener) -> ClientKeys:
    """Return the key pair. Raises SealBroken where the opener is not the one, or the wrap was altered or moved."""
    if wrap.kind is not opener.kind or not _is_sane(wrap) or wrap.envelope[:1] != _VERSION:
        raise SealBroken
    nonce, sealed = wrap.envelope[1 : 1 + _NONCE_BYTES], wrap.envelope[1 + _NONCE_BYTES :]
    key = _stretched(opener, wrap.salt, wrap.cost)
    private = decrypt(key, nonce, sealed, _bound(slot, wrap.kind, wrap.salt, wrap.cost))
    if len(private) != KEY_BYTES:  # sealed by somebody else, who knew what opens it
        raise SealBroken
    return ClientKeys(slot.client, X25519PrivateKey.from_private_bytes(private))


def choose_cost(seconds: Callable[[Cost], float] | None = None) -> Cost:
    """Return what this machine can spend in 0.3 to 0.6 s, never less than OWASP's minimum.

    `seconds` says how long one passphrase takes at a cost; without it this machine is measured, which takes about a second.
    """
    measure = seconds or _seconds
    for memory in _MEMORIES:
        once = measure(Cost(memory, FLOOR.passes)) / FLOOR.passes
        passes = round(_AIM / once)
        if passes >= FLOOR.passes:
            return Cost(memory, min(passes, _CEILING.passes))
    return FLOOR


def _wrap_keys(
    keys: ClientKeys, slot: Slot, opener: Opener, drawn: tuple[Cost, bytes, bytes]
) -> KeyWrap:
    """Wrap with a given cost, salt and nonce: only for the one above, and for the test vectors."""
    cost, salt, nonce = drawn
    spent = cost if opener.kind is Kind.PASSPHRASE else None
    key = _stretched(opener, salt, spent)
    sealed = AESGCM(key).encrypt(nonce, keys.secret, _bound(slot, opener.kind, salt, spent))
    return KeyWrap(opener.kind, salt, spent, _VERSION + nonce + sealed)


def _stretched(opener: Opener, salt: bytes, cost: Cost | None) -> bytes:
    """Make a key of what was given: slowly where a person chose it, at once where chance did."""
    if cost is None:
        context = framed(b"holdspace key wrap", _VERSION, opener.kind.encode())
        return HKDF(SHA256(), KEY_BYTES, salt, context).derive(opener.secret)
    return hash_secret_raw(
        opener.secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=1,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def _bound(slot: Slot, kind: Kind, salt: bytes, cost: Cost | None) -> bytes:
    """Return what a wrap is bound to: its slot, what opens it, and how."""
    spent = f"{cost.memory}/{cost.passes}".encode() if cost else b""
    return framed(b"holdspace", b"keys", _VERSION, slot.framed, kind.encode(), salt, spent)


def _is_sane(wrap: KeyWrap) -> bool:
    """Whether a stored wrap asks for no less and no more than any of ours does."""
    if wrap.kind is not Kind.PASSPHRASE:
        return wrap.cost is None and len(wrap.salt) == SALT_BYTES
    cost = wrap.cost or Cost(0, 0)
    fits = FLOOR.memory <= cost.memory <= _CEILING.memory and FLOOR.passes <= cost.passes
    return fits and cost.passes <= _CEILING.passes and len(wrap.salt) == SALT_BYTES


def _seconds(cost: Cost) -> float:
    """Return how long one passphrase takes here: the better of two, for the first also fetches its memory."""
    return min(_timed(cost), _timed(cost))


def _timed(cost: Cost) -> float:
    """Return how long it took this once."""
    began = perf_counter()
    _stretched(Opener(Kind.PASSPHRASE, b"measured, not kept"), bytes(SALT_BYTES), cost)
    return perf_counter() - began
