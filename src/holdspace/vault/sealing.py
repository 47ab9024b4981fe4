"""Envelopes: what a person keeps is sealed for their key alone, and to the one row it belongs to.

A body is sealed under a random item key (AES-256-GCM); the item key is wrapped for a public key (a fresh X25519 pair for
each wrap, HKDF-SHA256, AES-256-GCM). So an entry can be written with the public key alone, and shared later by wrapping
the same item key for somebody else. Every envelope begins with its version, and is bound to its slot.
"""

from dataclasses import dataclass, field
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from holdspace.domain.errors import SealBroken

VERSION = 1
KEY_BYTES = 32
_VERSION = bytes([VERSION])
_NONCE_BYTES = 12
_SMALLEST = (
    512  # bytes a body is filled up to, so that a length says next to nothing of what was said
)
_END_OF_BODY = b"\x80"  # then zeros: the padding of ISO/IEC 7816-4, which ends without a count


@dataclass(frozen=True, slots=True)
class Slot:
    """The one row an envelope belongs to: whose it is, and where it lies."""

    table: str
    row: str
    client: str

    @property
    def framed(self) -> bytes:
        """The slot in bytes no other slot has."""
        return framed(self.table.encode(), self.row.encode(), self.client.encode())


@dataclass(frozen=True, slots=True)
class ClientKeys:
    """A client's key pair, in memory for as long as they are signed in."""

    client: str
    private: X25519PrivateKey = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public half; taken from the private one and never from a table, which may have been altered."""
        return self.private.public_key().public_bytes_raw()

    @property
    def secret(self) -> bytes:
        """The private half, to be wrapped."""
        return self.private.private_bytes_raw()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed body and the wrap of its item key, as a row holds them."""

    wrap: bytes = field(repr=False)
    envelope: bytes = field(repr=False)


def new_keys(client: str) -> ClientKeys:
    """Make a new key pair for a client."""
    return ClientKeys(client, X25519PrivateKey.generate())


def framed(*parts: bytes) -> bytes:
    """Join parts, each after its length in four bytes, so that no two lists of parts come out the same."""
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def seal(body: bytes, slot: Slot, public: bytes) -> Sealed:
    """Seal a body for whoever holds the private half of `public` (32 bytes)."""
    item_key = token_bytes(KEY_BYTES)
    return Sealed(wrap_item_key(item_key, slot, public), seal_body(body, slot, item_key))


def unseal(sealed: Sealed, slot: Slot, keys: ClientKeys) -> bytes:
    """Return the body. Raises SealBroken for anything altered, moved, cut, or sealed for somebody else."""
    return open_body(sealed.envelope, slot, unwrap_item_key(sealed.wrap, slot, keys.private))


def seal_body(body: bytes, slot: Slot, item_key: bytes) -> bytes:
    """Seal a body under an item key (32 bytes)."""
    return _seal_body(body, slot, item_key, token_bytes(_NONCE_BYTES))


def open_body(envelope: bytes, slot: Slot, item_key: bytes) -> bytes:
    """Return the body of an envelope. Raises SealBroken."""
    version, nonce, sealed = _cut(envelope, 1, _NONCE_BYTES)
    _expect(version)
    return _unpadded(decrypt(item_key, nonce, sealed, _bound(b"body", slot)))


def wrap_item_key(item_key: bytes, slot: Slot, public: bytes) -> bytes:
    """Wrap an item key for one public key (32 bytes); for another reader, wrap the same one again."""
    return _wrap_item_key(item_key, slot, public, X25519PrivateKey.generate())


def unwrap_item_key(wrap: bytes, slot: Slot, private: X25519PrivateKey) -> bytes:
    """Return the item key of a wrap. Raises SealBroken."""
    version, fresh, sealed = _cut(wrap, 1, KEY_BYTES)
    _expect(version)
    public = private.public_key().public_bytes_raw()
    shared = _agreed(private, fresh)
    key, nonce = _derived(shared, framed(fresh, public), slot)
    return decrypt(key, nonce, sealed, _bound(b"item key", slot))


def decrypt(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Return what AES-256-GCM sealed. Raises SealBroken, without a word of why."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError):  # ValueError: too short to hold a tag
        raise SealBroken from None


def _seal_body(body: bytes, slot: Slot, item_key: bytes, nonce: bytes) -> bytes:
    """Seal with a given nonce: only for the one above, and for the test vectors."""
    sealed = AESGCM(item_key).encrypt(nonce, _padded(body), _bound(b"body", slot))
    return _VERSION + nonce + sealed


def _wrap_item_key(item_key: bytes, slot: Slot, public: bytes, fresh: X25519PrivateKey) -> bytes:
    """Wrap with a given fresh pair: only for the one above, and for the test vectors."""
    fresh_public = fresh.public_key().public_bytes_raw()
    shared = _agreed(fresh, public)
    key, nonce = _derived(shared, framed(fresh_public, public), slot)
    sealed = AESGCM(key).encrypt(nonce, item_key, _bound(b"item key", slot))
    return _VERSION + fresh_public + sealed


def _agreed(private: X25519PrivateKey, public: bytes) -> bytes:
    """Return the secret two keys agree on. Raises SealBroken for a public key that gives none."""
    try:
        return private.exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:  # too short, or one of the few points that agree on nothing with anybody
        raise SealBroken from None


def _derived(shared: bytes, both: bytes, slot: Slot) -> tuple[bytes, bytes]:
    """Derive the key and the nonce of one wrap; the nonce may be derived, for each key is used once."""
    context = framed(b"holdspace item key", _VERSION, both, slot.framed)
    derived = HKDF(SHA256(), KEY_BYTES + _NONCE_BYTES, None, context).derive(shared)
    return derived[:KEY_BYTES], derived[KEY_BYTES:]


def _bound(what: bytes, slot: Slot) -> bytes:
    """Return what an envelope is bound to: what it is, its version, its slot."""
    return framed(b"holdspace", what, _VERSION, slot.framed)


def _expect(version: bytes) -> None:
    """Refuse a version this code does not know. Raises SealBroken."""
    if version != _VERSION:
        raise SealBroken


def _cut(envelope: bytes, *sizes: int) -> tuple[bytes, ...]:
    """Cut an envelope into pieces of these sizes and the rest; what is too short fails when it is opened."""
    pieces, at = [], 0
    for size in sizes:
        pieces.append(envelope[at : at + size])
        at += size
    return (*pieces, envelope[at:])


def _padded(body: bytes) -> bytes:
    """Fill a body up to the next of 512, 1024, 2048 … bytes."""
    size = _SMALLEST
    while size < len(body) + 1:
        size *= 2
    return (body + _END_OF_BODY).ljust(size, b"\x00")


def _unpadded(padded: bytes) -> bytes:
    """Take the filling off again. Raises SealBroken where there is none."""
    body, end, _ = padded.rpartition(_END_OF_BODY)
    if not end:
        raise SealBroken
    return body
