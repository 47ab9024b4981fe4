"""What was removed stays removed: a list of random ids beside the record and outside every backup.

`restore` applies it before anything opens, and so does every start, which ends a removal that was cut off.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Column, Connection, Select, Table, delete, select

from holdspace.domain.errors import RecordFull, RecordUnreachable
from holdspace.vault.tables import (
    disclosure,
    entry,
    invitation,
    key_wrap,
    link,
    offer,
    passkey,
    person,
    second_factor,
    share,
    share_key,
    sign_in,
    visit,
)

_ID = re.compile(r"[A-Za-z0-9_-]+")
_APPENDS = os.O_WRONLY | os.O_APPEND | os.O_CREAT
_AT_ONCE = 500  # ids in one statement

# How a person goes: what opens their record first, so that a removal cut off anywhere leaves nothing to open.
SHREDDED: tuple[Table, ...] = (
    key_wrap,
    sign_in,
    second_factor,
    passkey,
    share_key,
    share,
    disclosure,
    offer,
    link,
    entry,
    visit,
    person,
)
# Nobody's: they name no person, end by themselves, and are in no backup.
UNOWNED: tuple[Table, ...] = (invitation,)
_LOCKS_FIRST = (key_wrap, sign_in)


class Tombstones:
    """The list, one id a line. It says that something went, never what or when."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def folder(self) -> Path:
        """The folder of the list: the one place here where files may be put for a while."""
        return self._path.parent

    def add(self, *ids: str) -> None:
        """Write ids down for good, before what they name goes. Raises RecordFull."""
        lines = "".join(
            f"\n{gone}\n" for gone in ids
        )  # a line cut off before never runs into this one
        try:
            with os.fdopen(os.open(self._path, _APPENDS, 0o600), "ab") as file:
                file.write(lines.encode("ascii"))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise RecordFull from None

    def ids(self) -> tuple[str, ...]:
        """Return every id on the list, once. Raises RecordUnreachable where it is there and cannot be read."""
        try:
            text = self._path.read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return ()
        except OSError:
            raise RecordUnreachable from None
        return tuple(dict.fromkeys(line for line in text.split() if _ID.fullmatch(line)))


def shred(connection: Connection, owner: str) -> None:
    """Remove every row of one person."""
    for table in SHREDDED:
        connection.execute(delete(table).where(_owner(table) == owner))


def unlock(connection: Connection, owner: str) -> None:
    """Remove all that opens one person's record; what is left can be read by nobody."""
    for table in _LOCKS_FIRST:
        connection.execute(delete(table).where(_owner(table) == owner))
    connection.execute(delete(share_key).where(share_key.c.share.in_(_shown_by((owner,)))))


def bury(connection: Connection, ids: tuple[str, ...]) -> None:
    """Remove whatever has one of these ids, with all that belongs to it, keys first."""
    for some in _chunks(ids):
        for table in _LOCKS_FIRST:
            connection.execute(delete(table).where(table.c.person.in_(some)))
        connection.execute(delete(share_key).where(share_key.c.share.in_(_shown_by(some))))
        for table in SHREDDED:
            connection.execute(delete(table).where(table.c.id.in_(some)))


def _shown_by(owners: tuple[str, ...]) -> Select[tuple[str]]:
    """Return the shares that some people showed; what opens them for others goes first too."""
    return select(share.c.id).where(share.c.person.in_(owners))


def _owner(table: Table) -> Column[str]:
    """Return the column that says whose a row is."""
    return table.c.id if table is person else table.c.person


def _chunks(ids: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the ids, as many at once as one statement takes."""
    rest = iter(ids)
    while some := tuple(islice(rest, _AT_ONCE)):
        yield some
