"""The rows of shares: sealed for whoever shows something, and its key wrapped once more for whoever may open it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, insert, select, update

from holdspace.access.seeing import may_open
from holdspace.domain.errors import SealBroken, VisitFull
from holdspace.domain.shared import Given, Shared
from holdspace.vault.ended import share_lasts
from holdspace.vault.leaves import read, written
from holdspace.vault.sealing import (
    ClientKeys,
    Sealed,
    Slot,
    open_body,
    seal,
    unseal,
    unwrap_item_key,
    wrap_item_key,
)
from holdspace.vault.tables import share, share_key
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Received:
    """A share somebody may open, opened; its key makes the line in the log."""

    id: str
    giver: str
    shared: Shared
    item_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Giver:
    """Who shows something, with all it takes."""

    vault: Vault
    keys: ClientKeys

    @property
    def id(self) -> str:
        """Who they are."""
        return self.keys.client


@dataclass(frozen=True, slots=True)
class Reader:
    """Who may open a share: by id and by the key that was pinned when both said yes."""

    person: str
    public: bytes = field(repr=False)


def add(connection: Connection, giver: Giver, shared: Shared, source: str | None = None) -> str:
    """Seal something to be shown, for its giver alone yet. Raises VisitFull."""
    if not shared.fits:
        raise VisitFull
    row = giver.vault.dice.id()
    values = {"id": row, "person": giver.id, "source": source, "ends_at": _end_of(shared)}
    connection.execute(insert(share).values(**values, **_sealed(giver.keys, row, shared)))
    return row


def rewrite(connection: Connection, keys: ClientKeys, row: str, shared: Shared) -> None:
    """Seal something else into a share that nobody may open yet. Raises VisitFull."""
    if not shared.fits:
        raise VisitFull
    theirs = update(share).where(share.c.id == row, share.c.person == keys.client)
    connection.execute(theirs.values(**_sealed(keys, row, shared)))


def hand(connection: Connection, giver: Giver, row: str, to: Reader) -> None:
    """Wrap the key of one of their own shares for somebody else."""
    mine = select(share.c.wrap).where(share.c.id == row, share.c.person == giver.id)
    wrap = connection.execute(mine).scalar_one()
    item_key = unwrap_item_key(wrap, Slot(share.name, row, giver.id), giver.keys.private)
    made = giver.vault.dice.id()
    wrapped = wrap_item_key(item_key, Slot(share_key.name, made, to.person), to.public)
    values = {"id": made, "person": to.person, "share": row, "wrap": wrapped}
    connection.execute(insert(share_key).values(values))


def given(connection: Connection, keys: ClientKeys, now: datetime) -> tuple[Given, ...]:
    """Return what somebody showed, latest first; what does not open any more is left out."""
    mine = (
        select(share, share_key.c.id.label("handed"), share_lasts(now).label("lasts"))
        .outerjoin(share_key, share_key.c.share == share.c.id)
        .where(share.c.person == keys.client)
        .order_by(share.c.id)
    )
    found = []
    for row in connection.execute(mine).mappings():
        try:
            shared = _own(row, keys)
        except SealBroken:
            continue
        found.append(Given(row["id"], shared, seen=bool(row["handed"] and row["lasts"])))
    return tuple(sorted(found, key=lambda each: each.shared.on, reverse=True))


def received(
    connection: Connection, keys: ClientKeys, which: Select[Any], today: date
) -> tuple[Received, ...]:
    """Return what somebody may open today, of the shares that a statement of `openable` finds."""
    found = []
    for row in connection.execute(which).mappings():
        try:
            found.append(_received(row, keys))
        except SealBroken:
            continue
    return tuple(each for each in found if may_open(each.shared, today))


def openable(keys: ClientKeys, now: datetime) -> Select[Any]:
    """Return the statement that finds what is wrapped for somebody and not over."""
    columns = (share.c.id, share.c.person, share.c.envelope, share_key.c.wrap)
    return (
        select(*columns, share_key.c.id.label("key"))
        .join(share, share_key.c.share == share.c.id)
        .where(share_key.c.person == keys.client, share_lasts(now))
    )


def keys_between(connection: Connection, giver: str, reader: str) -> tuple[str, ...]:
    """Return the rows of what lets one open what another showed."""
    theirs = (
        select(share_key.c.id)
        .join(share, share_key.c.share == share.c.id)
        .where(share.c.person == giver, share_key.c.person == reader)
    )
    return tuple(connection.scalars(theirs))


def shut(connection: Connection, vault: Vault, rows: Iterable[str]) -> None:
    """Remove what lets somebody open shares, so that no backup brings it back."""
    if gone := tuple(rows):
        vault.tombstones.add(*gone)
        connection.execute(delete(share_key).where(share_key.c.id.in_(gone)))


def _own(row: RowMapping, keys: ClientKeys) -> Shared:
    """Open one of somebody's own shares. Raises SealBroken."""
    slot = Slot(share.name, row["id"], keys.client)
    return _expected(unseal(Sealed(row["wrap"], row["envelope"]), slot, keys))


def _received(row: RowMapping, keys: ClientKeys) -> Received:
    """Open one share of somebody else's. Raises SealBroken."""
    slot = Slot(share_key.name, row["key"], keys.client)
    item_key = unwrap_item_key(row["wrap"], slot, keys.private)
    body = open_body(row["envelope"], Slot(share.name, row["id"], row["person"]), item_key)
    return Received(row["id"], row["person"], _expected(body), item_key)


def _expected(body: bytes) -> Shared:
    """Return what a share shows. Raises SealBroken."""
    leaf = read(body)
    if not isinstance(leaf, Shared):
        raise SealBroken
    return leaf


def _sealed(keys: ClientKeys, row: str, shared: Shared) -> dict[str, Any]:
    """Return the two columns of something sealed."""
    sealed = seal(written(shared), Slot(share.name, row, keys.client), keys.public)
    return {"wrap": sealed.wrap, "envelope": sealed.envelope}


def _end_of(shared: Shared) -> datetime | None:
    """Return when a share is over: when the last day of it is."""
    if shared.until is None:
        return None
    return datetime.combine(shared.until, time(), UTC) + timedelta(days=1)
