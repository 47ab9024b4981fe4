"""The passkeys somebody holds: found by what a browser shows, listed by what they call them, removed with what they open."""

from sqlalchemy import delete, select, update

from holdspace.domain.errors import SealBroken
from holdspace.domain.people import Private
from holdspace.ports.opening import HeldPasskey, KnownPasskey
from holdspace.vault.leaves import Label, read
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, unseal
from holdspace.vault.tables import passkey
from holdspace.vault.vault import Vault


def known(vault: Vault, credential: bytes) -> KnownPasskey | None:
    """Return what checks a passkey's signature, or None where it is nobody's here."""
    wanted = select(passkey.c.public_key, passkey.c.count).where(passkey.c.credential == credential)
    with vault.database.reading() as connection:
        row = connection.execute(wanted).first()
    return KnownPasskey(*row) if row else None


def counted(vault: Vault, credential: bytes, count: int) -> None:
    """Note how many signatures a passkey has made, so that a copy of it is noticed."""
    used = update(passkey).where(passkey.c.credential == credential)
    with vault.database.writing() as connection:
        connection.execute(used.values(count=count))


def held(vault: Vault, keys: ClientKeys) -> tuple[HeldPasskey, ...]:
    """Return somebody's passkeys by what they call them; an altered label is an empty one."""
    theirs = select(passkey).where(passkey.c.person == keys.client)
    with vault.database.reading() as connection:
        rows = connection.execute(theirs).mappings().all()
    return tuple(
        HeldPasskey(row["id"], _label(Sealed(row["wrap"], row["envelope"]), row["id"], keys))
        for row in rows
    )


def removed(vault: Vault, keys: ClientKeys, which: str) -> None:
    """Remove one of somebody's own passkeys, and what it opens; what is not there or another's is left alone.

    Only an id that was found is written down: whatever stands on that list is removed at the next start, whosever it is.
    """
    theirs = (passkey.c.id == which) & (passkey.c.person == keys.client)
    with vault.database.reading() as connection:
        found = connection.scalar(select(passkey.c.id).where(theirs))
    if found is None:
        return
    vault.tombstones.add(found)
    with vault.database.writing() as connection:
        connection.execute(delete(passkey).where(theirs))
    vault.database.tidy()


def _label(sealed: Sealed, row: str, keys: ClientKeys) -> Private:
    """Return what a passkey is called."""
    try:
        leaf = read(unseal(sealed, Slot("passkey", row, keys.client), keys))
    except SealBroken:
        return Private("")
    return leaf.says if isinstance(leaf, Label) else Private("")
