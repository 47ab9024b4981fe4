"""The rows of visits and entries: sealed on the way in, opened on the way out, and only ever one person's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, func, insert, select, update

from holdspace.domain.errors import NothingHere, SealBroken
from holdspace.domain.people import VisitId
from holdspace.vault.leaves import APART, About, Leaf, read, written
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, seal, unseal
from holdspace.vault.tables import entry, person, visit

OPEN = 0  # the number of the entry that makes a visit an open one; turns count from 1
ASIDE = -1  # the number of what belongs to no visit and only a page of its own opens
CASE = -2  # of what a list at the desk opens
OF_A_CASE = -3  # and of what only one thing on that list knows of
REFLECTED = -4  # of what Reflect opens, which knows of nobody on that list


@dataclass(frozen=True, slots=True)
class Entry:
    """One opened row; `visit` and `number` are None for what belongs to no visit, or to no place in it."""

    id: str
    leaf: Leaf
    visit: VisitId | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """What could be opened, and how many rows could not, so that one damaged row hides no other."""

    opened: tuple[Entry, ...]
    broken: int = 0


def expect_current(connection: Connection, keys: ClientKeys, *, alone: bool = False) -> None:
    """Make sure, before writing, that the person is still here and still has these keys. Raises NothingHere.

    Their key may have been changed, or they themselves removed, by another request while this one was under way; what
    was sealed for the old key then would never open again. `alone` lets nobody else write of theirs meanwhile: for what
    is read and written whole.
    """
    theirs = select(person.c.public_key).where(person.c.id == keys.client)
    if connection.scalar(theirs.with_for_update(read=not alone)) != keys.public:
        raise NothingHere


def add(connection: Connection, keys: ClientKeys, made: Entry) -> None:
    """Seal an entry into a new row."""
    connection.execute(insert(entry).values(**entry_row(keys, made)))


def entry_row(keys: ClientKeys, made: Entry) -> dict[str, Any]:
    """Seal an entry into the columns of a row, to be written later."""
    place = {"id": made.id, "person": keys.client, "visit": made.visit, "number": made.number}
    return {**place, **_sealed(entry, keys, made.id, made.leaf)}


def visit_row(keys: ClientKeys, visit_id: VisitId, about: About) -> dict[str, Any]:
    """Seal a visit into the columns of a row, to be written later."""
    return {"id": visit_id, "person": keys.client, **_sealed(visit, keys, visit_id, about)}


def add_rows(
    connection: Connection, visits: Sequence[dict[str, Any]], made: Sequence[dict[str, Any]]
) -> None:
    """Write many rows that were sealed before, so that the one writer's place is held only briefly."""
    for table, sealed in ((visit, visits), (entry, made)):
        if sealed:
            connection.execute(insert(table), sealed)


def rewrite(connection: Connection, keys: ClientKeys, row: str, leaf: Leaf) -> bool:
    """Seal something else into a row, under a new item key; return False where it is gone."""
    theirs = update(entry).where(entry.c.id == row, entry.c.person == keys.client)
    return connection.execute(theirs.values(**_sealed(entry, keys, row, leaf))).rowcount > 0


def remove(connection: Connection, keys: ClientKeys, row: str) -> bool:
    """Remove one entry; return False where it is gone."""
    theirs = delete(entry).where(entry.c.id == row, entry.c.person == keys.client)
    return connection.execute(theirs).rowcount > 0


def next_number(connection: Connection, visit_id: VisitId) -> int:
    """Return the number the next turn of a visit has, whatever anybody remembers."""
    last = select(func.max(entry.c.number)).where(entry.c.visit == visit_id)
    return (connection.scalar(last) or 0) + 1


def turns(
    connection: Connection, keys: ClientKeys, visit_id: VisitId, latest: int | None = None
) -> Entries:
    """Return the turns of a visit in order; the latest alone, where a number of them is given."""
    theirs = select(entry).where(
        entry.c.person == keys.client, entry.c.visit == visit_id, entry.c.number > OPEN
    )
    last_first = theirs.order_by(entry.c.number.desc()).limit(latest)
    return _entries(reversed(connection.execute(last_first).mappings().all()), keys)


def numbered(
    connection: Connection, keys: ClientKeys, visit_id: VisitId, number: int
) -> Entry | None:
    """Return one turn of a visit, or None. Raises SealBroken."""
    theirs = select(entry).where(
        entry.c.person == keys.client, entry.c.visit == visit_id, entry.c.number == number
    )
    row = connection.execute(theirs).mappings().first()
    return _entry(row, keys) if row else None


def row_of(connection: Connection, keys: ClientKeys, visit_id: VisitId, number: int) -> str | None:
    """Return the row of one turn without opening it, so that a damaged one can be removed too."""
    theirs = select(entry.c.id).where(
        entry.c.person == keys.client, entry.c.visit == visit_id, entry.c.number == number
    )
    found: str | None = connection.scalar(theirs)
    return found


def number_of(connection: Connection, keys: ClientKeys, row: str) -> int | None:
    """Return which turn a row is, or None where it is gone."""
    theirs = select(entry.c.number).where(entry.c.id == row, entry.c.person == keys.client)
    found: int | None = connection.scalar(theirs)
    return found


def loose(connection: Connection, keys: ClientKeys, visit_id: VisitId | None = None) -> Entries:
    """Return what is no turn, of a visit or of none: few things, whose kinds are seen once they are open."""
    theirs = select(entry).where(
        entry.c.person == keys.client, entry.c.visit == visit_id, entry.c.number.is_(None)
    )
    return _entries(connection.execute(theirs).mappings(), keys)


def of_visits(connection: Connection, keys: ClientKeys) -> Entries:
    """Return what is kept of visits beside their turns: few things, such as what was heard."""
    theirs = select(entry).where(
        entry.c.person == keys.client, entry.c.visit.is_not(None), entry.c.number.is_(None)
    )
    return _entries(connection.execute(theirs).mappings(), keys)


def aside(connection: Connection, keys: ClientKeys, number: int = ASIDE) -> Entries:
    """Return what only a page of its own opens; nothing else waits for it, however much it is."""
    theirs = select(entry).where(entry.c.person == keys.client, entry.c.number == number)
    return _entries(connection.execute(theirs.order_by(entry.c.id)).mappings(), keys)


def one_aside(
    connection: Connection, keys: ClientKeys, row: str, number: int = ASIDE
) -> Entry | None:
    """Return one of these, or None alike where it is gone and where it is somebody else's. Raises SealBroken."""
    theirs = select(entry).where(
        entry.c.id == row, entry.c.person == keys.client, entry.c.number == number
    )
    found = connection.execute(theirs).mappings().first()
    return _entry(found, keys) if found else None


def rows_of(connection: Connection, keys: ClientKeys, rows: Sequence[str]) -> Entries:
    """Return some rows of a case, in one statement however many they are."""
    theirs = select(entry).where(
        entry.c.person == keys.client, entry.c.number == OF_A_CASE, entry.c.id.in_(rows)
    )
    return _entries(connection.execute(theirs.order_by(entry.c.id)).mappings(), keys)


def beside(leaf: Leaf, row: str) -> Entry:
    """Return an entry of no visit, in the place that its kind has."""
    return Entry(row, leaf, None, ASIDE if isinstance(leaf, APART) else None)


def everything(connection: Connection, keys: ClientKeys) -> Entries:
    """Return all that a person has, the turns of each visit in order."""
    theirs = select(entry).where(entry.c.person == keys.client)
    return _entries(connection.execute(theirs.order_by(entry.c.number)).mappings(), keys)


def open_visits(connection: Connection, keys: ClientKeys) -> tuple[VisitId, ...]:
    """Return the visits that were not closed yet."""
    theirs = select(entry.c.visit).where(entry.c.person == keys.client, entry.c.number == OPEN)
    return tuple(VisitId(found) for found in connection.scalars(theirs))


def end_visit(connection: Connection, keys: ClientKeys, visit_id: VisitId) -> None:
    """Remove the entry that makes a visit an open one."""
    theirs = (entry.c.person == keys.client) & (entry.c.visit == visit_id)
    connection.execute(delete(entry).where(theirs, entry.c.number == OPEN))


def remove_visit(connection: Connection, keys: ClientKeys, visit_id: VisitId) -> None:
    """Remove a visit; its entries go with it."""
    theirs = (visit.c.person == keys.client) & (visit.c.id == visit_id)
    connection.execute(delete(visit).where(theirs))


def add_visit(connection: Connection, keys: ClientKeys, visit_id: VisitId, about: About) -> None:
    """Seal a new visit."""
    connection.execute(insert(visit).values(**visit_row(keys, visit_id, about)))


def rewrite_visit(
    connection: Connection, keys: ClientKeys, visit_id: VisitId, about: About
) -> None:
    """Seal something else about a visit."""
    theirs = update(visit).where(visit.c.id == visit_id, visit.c.person == keys.client)
    connection.execute(theirs.values(**_sealed(visit, keys, visit_id, about)))


def about_visit(connection: Connection, keys: ClientKeys, visit_id: VisitId) -> About:
    """Return when a visit was. Raises NothingHere alike for none and for somebody else's; SealBroken."""
    theirs = select(visit).where(visit.c.id == visit_id, visit.c.person == keys.client)
    row = connection.execute(theirs).mappings().first()
    if row is None:
        raise NothingHere
    return _about(row, keys)


def all_visits(
    connection: Connection, keys: ClientKeys
) -> tuple[tuple[tuple[VisitId, About], ...], int]:
    """Return every visit with when it was, and how many could not be opened."""
    rows = connection.execute(select(visit).where(visit.c.person == keys.client)).mappings().all()
    opened = []
    for row in rows:
        try:
            opened.append((VisitId(row["id"]), _about(row, keys)))
        except SealBroken:
            continue
    return tuple(opened), len(rows) - len(opened)


def _about(row: RowMapping, keys: ClientKeys) -> About:
    """Open one visit's row. Raises SealBroken."""
    leaf = _opened(visit, row, keys)
    if not isinstance(leaf, About):
        raise SealBroken
    return leaf


def _entries(rows: Iterable[RowMapping], keys: ClientKeys) -> Entries:
    """Open rows, each by itself."""
    opened, broken = [], 0
    for row in rows:
        try:
            opened.append(_entry(row, keys))
        except SealBroken:
            broken += 1
    return Entries(tuple(opened), broken)


def _entry(row: RowMapping, keys: ClientKeys) -> Entry:
    """Open one row. Raises SealBroken."""
    return Entry(row["id"], _opened(entry, row, keys), row["visit"], row["number"])


def _opened(table: Table, row: RowMapping, keys: ClientKeys) -> Leaf:
    """Return what lies in a row's envelope. Raises SealBroken."""
    slot = Slot(table.name, row["id"], keys.client)
    return read(unseal(Sealed(row["wrap"], row["envelope"]), slot, keys))


def _sealed(table: Table, keys: ClientKeys, row: str, leaf: Leaf) -> dict[str, Any]:
    """Return the two columns of something sealed."""
    sealed = seal(written(leaf), Slot(table.name, row, keys.client), keys.public)
    return {"wrap": sealed.wrap, "envelope": sealed.envelope}
