"""The rows of links, and how a link ends: at once, or together, with a goodbye of each that opens once both are written."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, or_, select, update

from holdspace.access.seeing import may_show
from holdspace.domain.errors import NothingHere, SealBroken
from holdspace.domain.linking import Between, LinkState
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import KeyChanged
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.ports.sharing import Link
from holdspace.vault import entries, shares
from holdspace.vault.leaves import read, written
from holdspace.vault.linked import Linked
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, open_body, seal, seal_body, unseal
from holdspace.vault.shares import Giver, Reader
from holdspace.vault.tables import link, offer, person, share, share_key
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a link, opened."""

    id: str
    other: str
    state: LinkState
    linked: Linked
    between: Between
    theirs: LinkState | None  # the other's side; None where they have not said yes yet
    public: bytes = field(repr=False)  # the other's key as the table has it today

    @property
    def same_key(self) -> bool:
        """Whether the other's key is the one that was pinned."""
        return self.public == bytes.fromhex(self.linked.public)

    @property
    def reader(self) -> Reader:
        """The other, as somebody a share may be wrapped for."""
        return Reader(self.other, bytes.fromhex(self.linked.public))

    @property
    def shown(self) -> Link:
        """The link as its owner sees it."""
        parting = self.theirs is LinkState.PARTING and may_show(self.state, self.theirs)
        return Link(
            id=self.id,
            state=LinkState.PARTING if parting else self.state,
            called=self.linked.called,
            agreement=self.linked.agreement,
            between=self.between,
            place=self.linked.place,
            since=self.linked.since,
            same_key=self.same_key,
        )


@dataclass(frozen=True, slots=True)
class NewSide:
    """One side of a link, to be written."""

    other: str
    holds: Linked
    between: Between
    state: LinkState


class Bonds:
    """What both sides of a link have in common. Everything that writes raises what `Database.writing` does."""

    role: Role  # whose side this is

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys
        self._giver = Giver(vault, keys)

    def links(self) -> tuple[Link, ...]:
        """Return their links, earliest first; a goodbye whose time has come is handed over on the way."""
        with self._vault.database.reading() as connection:
            found = sides(connection, self._keys)
        for side in found:
            if side.state is LinkState.ENDED:
                self._hand_goodbye(side.id)
        return tuple(side.shown for side in found)

    def end(self, which: str) -> None:
        """End a link at once. What a therapist was shown opens no more; what a client was written stays theirs."""
        with self._writing() as connection:
            other = hold(connection, self._keys, which)
            self._shut(connection, other)
            unlink(connection, self._vault, self._keys.client, other)
        self._vault.database.tidy()

    def say_goodbye(self, which: str, words: Private) -> None:
        """Write a goodbye, or another in its place; with the second of the two, what was shown opens no more."""
        with self._writing() as connection:
            hold(connection, self._keys, which)
            side = side_of(connection, self._keys, which)
            if not may_show(side.state, side.theirs):
                raise NothingHere
            row = self._put_goodbye(connection, side, words)
            both = side.theirs is LinkState.PARTING
            set_state(connection, (which,), LinkState.PARTING)
            if both:
                self._shut(connection, side.other)
                set_state(connection, _both(connection, self._keys, side), LinkState.ENDED)
                shares.hand(connection, self._giver, row, side.reader)
        self._vault.database.tidy()

    def own_goodbye(self, which: str) -> Private:
        """Return what they wrote."""
        with self._vault.database.reading() as connection:
            side_of(connection, self._keys, which)
            return _words(self._goodbye(connection, which)[1])

    def goodbye(self, which: str) -> Private:
        """Return what the other wrote, once that was handed over."""
        self._hand_goodbye(which)
        now = self._vault.clock.now()
        with self._vault.database.reading() as connection:
            side = side_of(connection, self._keys, which)
            if side.state is not LinkState.ENDED:
                return Private("")
            theirs = shares.openable(self._keys, now).where(share.c.person == side.other)
            found = shares.received(connection, self._keys, theirs, self._today)
        said = [each.shared for each in found if each.shared.sort is Sort.GOODBYE]
        return _words(said[-1] if said else None)

    def _give(
        self, connection: Connection, side: Side, shared: Shared, source: str | None = None
    ) -> str:
        """Seal something and let the other open it. Raises NothingHere, KeyChanged, and VisitFull."""
        if not may_show(side.state, side.theirs):
            raise NothingHere
        if not side.same_key:
            raise KeyChanged
        named = replace(shared, to=side.linked.called)
        row = shares.add(connection, self._giver, named, source)
        shares.hand(connection, self._giver, row, side.reader)
        return row

    def _hand_goodbye(self, link_id: str) -> None:
        """Hand their goodbye over, where both are written and theirs still waits for it."""
        with self._writing() as connection:
            side = side_of(connection, self._keys, link_id)
            row, said = self._goodbye(connection, link_id)
            if side.state is not LinkState.ENDED or said is None:
                return
            handed = select(share_key.c.id).where(share_key.c.share == row)
            if connection.scalar(handed) is None:
                shares.hand(connection, self._giver, row, side.reader)

    def _put_goodbye(self, connection: Connection, side: Side, words: Private) -> str:
        """Seal a goodbye for its writer alone; return its row."""
        said = Shared(
            Sort.GOODBYE,
            self._today,
            to=side.linked.called,
            pieces=(Piece("", words),),
            answers=side.id,
        )
        row, before = self._goodbye(connection, side.id)
        if before is None:
            return shares.add(connection, self._giver, said)
        shares.rewrite(connection, self._keys, row, said)
        return row

    def _goodbye(self, connection: Connection, link_id: str) -> tuple[str, Shared | None]:
        """Return their own goodbye of a link, with its row."""
        for each in shares.given(connection, self._keys, self._vault.clock.now()):
            if each.shared.sort is Sort.GOODBYE and each.shared.answers == link_id:
                return each.id, each.shared
        return "", None

    def _shut(self, connection: Connection, other: str) -> None:
        """Let the therapist of a link open nothing of it any more."""
        me, is_client = self._keys.client, self.role is Role.CLIENT
        client, therapist = (me, other) if is_client else (other, me)
        rows = shares.keys_between(connection, client, therapist)
        shares.shut(connection, self._vault, rows)

    @property
    def _today(self) -> date:
        """The day it is."""
        return self._vault.clock.now().date()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Write as somebody who is still here. Raises NothingHere where they, or their key, went meanwhile."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            yield connection


def add_side(connection: Connection, giver: Giver, made: NewSide) -> str:
    """Write one's own side of a link; return it."""
    row = giver.vault.dice.id()
    slot = Slot(link.name, row, giver.id)
    sealed = seal(written(made.holds), slot, giver.keys.public)
    values = {
        "id": row,
        "person": giver.id,
        "other": made.other,
        "state": made.state,
        "wrap": sealed.wrap,
        "envelope": sealed.envelope,
        "between": seal_body(written(made.between), slot, bytes.fromhex(made.holds.common)),
    }
    connection.execute(insert(link).values(values))
    return row


def sides(connection: Connection, keys: ClientKeys) -> tuple[Side, ...]:
    """Return every link of somebody, opened, earliest first; what does not open any more is left out."""
    found = []
    for row in connection.execute(_joined(keys)).mappings():
        try:
            found.append(_side(row, keys))
        except SealBroken:
            continue
    return tuple(sorted(found, key=lambda side: side.linked.since))


def side_of(connection: Connection, keys: ClientKeys, link_id: str) -> Side:
    """Return one link. Raises NothingHere alike for none and for somebody else's; SealBroken."""
    row = connection.execute(_joined(keys).where(link.c.id == link_id)).mappings().first()
    if row is None:
        raise NothingHere
    return _side(row, keys)


def side_with(connection: Connection, keys: ClientKeys, other: str) -> Side | None:
    """Return the link with somebody, or None."""
    row = connection.execute(_joined(keys).where(link.c.other == other)).mappings().first()
    return _side(row, keys) if row else None


def hold(connection: Connection, keys: ClientKeys, link_id: str) -> str:
    """Let nobody else change either side meanwhile; return who the other is, though the link may not open. Raises NothingHere.

    Two goodbyes may come at the same moment, and an end while something is being shown.
    """
    other = _other(connection, keys, link_id)
    both = select(link.c.id).where(
        link.c.person.in_((keys.client, other)), link.c.other.in_((keys.client, other))
    )
    held = connection.scalars(both.order_by(link.c.id).with_for_update()).all()
    if link_id not in held:  # it ended while this waited for it
        raise NothingHere
    return other


def agree(connection: Connection, keys: ClientKeys, side: Side, between: Between) -> None:
    """Write what the companion does between appointments, for both to read."""
    common = bytes.fromhex(side.linked.common)
    mine = [(side.id, keys.client)]
    theirs = select(link.c.id).where(link.c.person == side.other, link.c.other == keys.client)
    for row, whose in (*mine, *((each, side.other) for each in connection.scalars(theirs))):
        sealed = seal_body(written(between), Slot(link.name, row, whose), common)
        connection.execute(update(link).where(link.c.id == row).values(between=sealed))


def awaiting(connection: Connection, client: str, therapist: str) -> str | None:
    """Return the client's side of a link that waits for the therapist's yes, or None."""
    theirs = select(link.c.id).where(link.c.person == client, link.c.other == therapist)
    found: str | None = connection.scalar(theirs.where(link.c.state == LinkState.ASKED))
    return found


def set_state(connection: Connection, rows: tuple[str, ...], state: LinkState) -> None:
    """Say how far links are."""
    connection.execute(update(link).where(link.c.id.in_(rows)).values(state=state))


def unlink(connection: Connection, vault: Vault, one: str, other: str) -> None:
    """Remove both sides of a link, and an offer that led to it, so that no backup brings them back."""
    both = or_(
        (link.c.person == one) & (link.c.other == other),
        (link.c.person == other) & (link.c.other == one),
    )
    made = or_(
        (offer.c.person == one) & (offer.c.taker == other),
        (offer.c.person == other) & (offer.c.taker == one),
    )
    for table, which in ((link, both), (offer, made)):
        if gone := tuple(connection.scalars(select(table.c.id).where(which))):
            vault.tombstones.add(*gone)
            connection.execute(delete(table).where(table.c.id.in_(gone)))


def _joined(keys: ClientKeys) -> Any:
    """Return the statement that finds somebody's links, with the other's side and key."""
    theirs = link.alias("theirs")
    columns = (link, theirs.c.state.label("theirs"), person.c.public_key)
    both = (theirs.c.person == link.c.other) & (theirs.c.other == link.c.person)
    joined = link.join(person, person.c.id == link.c.other).outerjoin(theirs, both)
    return select(*columns).select_from(joined).where(link.c.person == keys.client)


def _side(row: RowMapping, keys: ClientKeys) -> Side:
    """Open one side of a link. Raises SealBroken."""
    slot = Slot(link.name, row["id"], keys.client)
    holds = read(unseal(Sealed(row["wrap"], row["envelope"]), slot, keys))
    if not isinstance(holds, Linked):
        raise SealBroken
    between = read(open_body(row["between"], slot, bytes.fromhex(holds.common)))
    if not isinstance(between, Between):
        raise SealBroken
    theirs = LinkState(row["theirs"]) if row["theirs"] else None
    state, public = LinkState(row["state"]), row["public_key"]
    return Side(row["id"], row["other"], state, holds, between, theirs, public)


def _other(connection: Connection, keys: ClientKeys, link_id: str) -> str:
    """Return who the other of a link is, though it may not open any more. Raises NothingHere."""
    mine = select(link.c.other).where(link.c.id == link_id, link.c.person == keys.client)
    found: str | None = connection.scalar(mine)
    if found is None:
        raise NothingHere
    return found


def _both(connection: Connection, keys: ClientKeys, side: Side) -> tuple[str, ...]:
    """Return the rows of both sides."""
    theirs = select(link.c.id).where(link.c.person == side.other, link.c.other == keys.client)
    return (side.id, *connection.scalars(theirs))


def _words(shared: Shared | None) -> Private:
    """Return the words of a goodbye; none where there is none."""
    return shared.pieces[0].words if shared and shared.pieces else Private("")
