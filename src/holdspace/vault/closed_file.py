"""A file closed with a passphrase: the vault's own envelopes, in one piece. docs/export.md says what each byte is."""

from secrets import token_hex

from holdspace.domain.errors import PassphraseTooShort, SealBroken
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged, ParcelForeign, ParcelShut, ParcelTooNew
from holdspace.vault.keys import FLOOR, Cost, KeyWrap, Kind, passphrase, unwrap_keys, wrap_keys
from holdspace.vault.sealing import Sealed, Slot, framed, new_keys, seal, unseal

MAGIC = b"HOLDSPACE CLOSED FILE\n"
VERSION = 1
_COUNT = 4  # bytes of a length, and of a number
_FIELDS = 7
_PLACE = "parcel"  # where a row's table would stand
_DEAREST = Cost(
    64 * 1024, 64
)  # what no file of ours exceeds; another one shall not make us spend it


def is_closed(file: bytes) -> bool:
    """Whether a file is one of these; a few bytes of it are enough."""
    return file.startswith(MAGIC)


def close_file(content: bytes, typed: Private, cost: Cost = FLOOR) -> bytes:
    """Close a file's content with a passphrase, under a key pair of its own. Raises PassphraseTooShort."""
    opener, name = passphrase(typed), token_hex(16)
    keys, slot = new_keys(name), Slot(_PLACE, name, name)
    wrap, sealed = wrap_keys(keys, slot, opener, cost), seal(content, slot, keys.public)
    spent = ((wrap.cost or cost).memory, (wrap.cost or cost).passes)
    numbers = (number.to_bytes(_COUNT) for number in spent)
    parts = (name.encode(), wrap.salt, *numbers, wrap.envelope, sealed.wrap, sealed.envelope)
    return MAGIC + bytes([VERSION]) + framed(*parts)


def open_file(file: bytes, typed: Private) -> bytes:
    """Return the content again.

    Raises ParcelShut for another passphrase or an altered file, which nobody can tell apart; ParcelDamaged for one that
    is cut off, ParcelTooNew, and ParcelForeign for any other file.
    """
    if not is_closed(file):
        raise ParcelForeign
    body = file[len(MAGIC) :]
    if body[:1] > bytes([VERSION]):
        raise ParcelTooNew
    name, salt, memory, passes, envelope, item_wrap, content = _parts(body[1:])
    cost = Cost(int.from_bytes(memory), int.from_bytes(passes))
    if cost.memory > _DEAREST.memory or cost.passes > _DEAREST.passes:
        raise ParcelDamaged
    slot = Slot(_PLACE, name.decode("ascii", "replace"), name.decode("ascii", "replace"))
    try:
        keys = unwrap_keys(KeyWrap(Kind.PASSPHRASE, salt, cost, envelope), slot, passphrase(typed))
        return unseal(Sealed(item_wrap, content), slot, keys)
    except (SealBroken, PassphraseTooShort):
        raise ParcelShut from None


def _parts(body: bytes) -> list[bytes]:
    """Take the framed parts apart again. Raises ParcelDamaged where they are not all there, or more is."""
    parts, at = [], 0
    for _ in range(_FIELDS):
        size = int.from_bytes(body[at : at + _COUNT])
        parts.append(body[at + _COUNT : at + _COUNT + size])
        at += _COUNT + size
    if at != len(body):
        raise ParcelDamaged
    return parts
