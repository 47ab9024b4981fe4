"""What somebody signed in keeps of gentle things: one leaf, changed in one transaction, and what is taken out of it stays out."""

from collections.abc import Callable

from sqlalchemy import Connection

from holdspace.domain.care import Care
from holdspace.domain.errors import VisitFull
from holdspace.vault import entries, loose
from holdspace.vault.entries import Entry
from holdspace.vault.guest import MOST_CARE_BYTES
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

Change = Callable[[Care], Care]


def change_care(
    connection: Connection, vault: Vault, keys: ClientKeys, how: Change
) -> tuple[Care, str | None]:
    """Change it as a function says; return it then, with the row that went, if one did. Raises VisitFull.

    Where words of theirs go, so does their row, and what stays is sealed into another: no old backup brings them back.
    """
    row, before = loose.care(connection, keys)
    after = how(before).fitting
    if after.size > MOST_CARE_BYTES:
        raise VisitFull
    if after == before:
        return after, None
    if row and not set(before.words) <= set(after.words):
        entries.remove(connection, keys, row)
        if after:
            entries.add(connection, keys, Entry(vault.dice.id(), after))
        return after, row
    loose.put(connection, keys, vault.dice.id(), after)
    return after, None
