"""The record of somebody who is signed in: the same turns as a guest's, sealed as they are said."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from anyio import to_thread
from sqlalchemy import Connection

from holdspace.domain.care import Care
from holdspace.domain.errors import (
    HoldspaceError,
    NothingHere,
    RecordFull,
    SealBroken,
    VisitFull,
)
from holdspace.domain.manner import Manner
from holdspace.domain.people import VisitId
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Heard, Memory, Turn
from holdspace.ports import Exchange, VisitPage
from holdspace.vault import entries, loose
from holdspace.vault.caring import Change, change_care
from holdspace.vault.checks import take_up
from holdspace.vault.entries import OPEN, Entries, Entry
from holdspace.vault.guest import IDLE, SHOWN, without
from holdspace.vault.leaves import About, KeptTurn, Leaf, OpenVisit, Standing
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.taking import Taken, held_or_new, stand, take_over
from holdspace.vault.vault import Vault

MOST_MESSAGE_BYTES = 256 * 1024  # of one message: as much as a guest's whole visit
T = TypeVar("T")


class KeptRecord:
    """The Record of a turn, and one person's visits. Made anew for each request of whoever is signed in.

    Everything raises what `Database.writing` does, and SealBroken where a row it needs was altered.
    """

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys
        self._noted: dict[VisitId, str] = {}  # the rows of messages that wait for their reply
        self._cared: dict[
            VisitId, Care
        ] = {}  # how a turn under way found what is kept of gentle things

    async def note(self, heard: Heard) -> None:
        """Seal the words before anything else can fail. Raises VisitFull, and NothingHere once the visit is closed."""
        if len(heard.words.text.encode()) > MOST_MESSAGE_BYTES:
            raise VisitFull
        self._noted[heard.visit] = await self._aside(partial(self._note, heard=heard))

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the next turn. Raises NothingHere once the visit is closed."""
        return await self._aside(partial(self._recall, visit=visit))

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Seal a finished exchange and what is remembered after it, where the visit is still open."""
        await self._aside(partial(self._keep, turn=turn, memory=memory))

    def current(self) -> VisitId | None:
        """Return the open visit, or None when there is none or it has been idle for an hour: then it closes."""
        with self._vault.database.reading() as connection:
            found = entries.open_visits(connection, self._keys)
            seen = [self._seen_at(connection, visit) for visit in found]
        for visit, at in zip(found, seen, strict=True):
            if at and self._vault.clock.now() - at <= IDLE:
                return visit
            with suppress(
                HoldspaceError
            ):  # on a full disk it is closed all the same, and the row goes later
                self.close(visit)
        return None

    def open(self) -> VisitId:
        """Begin a visit, met in the manner they asked for; one that is open still, closes."""
        visit = VisitId(self._vault.dice.id())
        self._close_open()
        with self._writing() as connection:
            standing = take_up(connection, self._vault, self._keys)
            memory = held_or_new(standing, self._known(connection))
            now = self._vault.clock.now()
            entries.add_visit(connection, self._keys, visit, About(now))
            self._add(connection, OpenVisit(memory, now), visit, OPEN)
        return visit

    def close(self, visit: VisitId) -> None:
        """End a visit: its turns stay, what only the next turn needed goes. Raises NothingHere when it is closed."""
        with self._writing() as connection:
            try:
                ended = self._open_visit(connection, visit)
            except SealBroken:  # altered: the visit ends without it, and its turns stay
                ended = None
            if ended:
                about = entries.about_visit(connection, self._keys, visit)
                closed = replace(about, closed_at=ended.seen_at)
                entries.rewrite_visit(connection, self._keys, visit, closed)
                stand(connection, self._vault, self._keys, ended)
            entries.end_visit(connection, self._keys, visit)
        self._vault.database.tidy()

    def keep_visit(self, taken: Taken) -> VisitId:
        """Keep a guest's visit under its own id, whole or not at all; it stays open, to be gone on with or closed."""
        visit = taken.page.visit
        self._close_open()
        with self._writing() as connection:
            take_over(connection, self._vault, self._keys, taken)
        return visit

    def page(self, visit: VisitId) -> VisitPage:
        """Return what a page may show of the open visit. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            memory = self._open_visit(connection, visit).memory
            turns = entries.turns(connection, self._keys, visit, SHOWN)
        return VisitPage.of(visit, exchanges_of(turns), memory)

    def unsay(self, visit: VisitId, number: int) -> bool:
        """Take back what was said in one exchange, reply and memory included; a tier stays.

        The row goes for good and an empty one takes its place, so that no old backup brings the words back.
        """
        with self._vault.database.reading() as connection:
            found = entries.numbered(connection, self._keys, visit, number)
        if found is None or not isinstance(found.leaf, KeptTurn):
            return False
        exchange = found.leaf.exchange
        if exchange.words is None:
            return False
        bare = replace(found.leaf, exchange=replace(exchange, words=None, said=(), because=""))
        self._vault.tombstones.add(found.id)
        try:
            with self._writing() as connection:
                entries.remove(connection, self._keys, found.id)
                self._add(connection, bare, visit, number)
                forget(connection, self._keys, visit, exchange)
        except RecordFull:  # then without the empty one: what was asked is that the words go
            with self._writing() as connection:
                entries.remove(connection, self._keys, found.id)
                forget(connection, self._keys, visit, exchange)
        self._vault.database.tidy()
        return True

    def meet(self, visit: VisitId, manner: Manner) -> None:
        """Meet them in another manner from the next line on, and in the next visits too."""
        with self._writing() as connection:
            held = self._open_visit(connection, visit)
            self._stands(connection, {visit: held}, manner=manner)

    def change(self, **changed: Any) -> None:
        """Change what outlives visits, by the names of `Standing`; an open visit goes on like that."""
        with self._writing() as connection:
            visits = entries.open_visits(connection, self._keys)
            held = {visit: self._open_visit(connection, visit) for visit in visits}
            self._stands(connection, held, **changed)

    def know(self) -> None:
        """Let an open visit go on with the words to be known as they stand now."""
        with self._writing() as connection:
            known = self._known(connection)
            for visit in entries.open_visits(connection, self._keys):
                held = self._open_visit(connection, visit)
                memory = replace(held.memory, known=known)
                self._rewrite_open(connection, visit, replace(held, memory=memory))

    def care(self) -> Care:
        """Return what they keep of gentle things."""
        with self._vault.database.reading() as connection:
            return loose.care(connection, self._keys)[1]

    def change_care(self, how: Change) -> Care:
        """Change it as a function says. Raises VisitFull."""
        with self._writing() as connection:
            care, gone = change_care(connection, self._vault, self._keys, how)
        if (
            gone
        ):  # only now: what stands in that list goes at the next start, whatever became of the rest
            self._vault.tombstones.add(gone)
            self._vault.database.tidy()
        return care

    async def _aside(self, work: Callable[[Connection], T]) -> T:
        """Do the work of one writing transaction off the event loop, to its end even when whoever waits hangs up."""
        return await to_thread.run_sync(self._written, work)

    def _written(self, work: Callable[[Connection], T]) -> T:
        """Do the work of one writing transaction."""
        with self._writing() as connection:
            return work(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Write as somebody who is still here. Raises NothingHere where they, or their key, went meanwhile."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            yield connection

    def _note(self, connection: Connection, heard: Heard) -> str:
        """Write what was heard into a row of its own, without a reply yet; return the row."""
        held = self._open_visit(connection, heard.visit)
        number = entries.next_number(connection, heard.visit)
        bare = Exchange(number, heard.words, heard.tap, (), "", held.memory.risk.tier)
        self._rewrite_open(connection, heard.visit, replace(held, seen_at=heard.at))
        return self._add(connection, KeptTurn(bare, heard.at), heard.visit, number)

    def _keep(self, connection: Connection, turn: Turn, memory: Memory) -> None:
        """Write a whole exchange over what was noted of it, or anew where nothing was.

        The row's number rules, and not what a memory that could not be recalled believes: no turn overwrites another.
        """
        visit, heard = turn.heard.visit, turn.heard
        if visit not in entries.open_visits(connection, self._keys):
            return  # they left while the reply was being found
        noted = self._noted.pop(visit, None)
        number = entries.number_of(connection, self._keys, noted) if noted else None
        if noted and number is None:
            return  # they took it back meanwhile
        placed = number or entries.next_number(connection, visit)
        kept = KeptTurn(Exchange.of(placed, turn), heard.at)
        if noted:
            entries.rewrite(connection, self._keys, noted, kept)
        else:
            self._add(connection, kept, visit, placed)
        self._note_care(connection, visit, memory.care)
        counted = replace(memory, turns=max(memory.turns, placed), care=Care())
        self._rewrite_open(connection, visit, OpenVisit(counted, heard.at))

    def _recall(self, connection: Connection, visit: VisitId) -> Memory:
        """Return what an open visit remembers, with what they keep of gentle things, which lies in a leaf of its own."""
        memory = self._open_visit(connection, visit).memory
        care = loose.care(connection, self._keys)[1].wordless
        self._cared[visit] = care
        return replace(memory, care=care)

    def _note_care(self, connection: Connection, visit: VisitId, noted: Care) -> None:
        """Keep what a turn noted of gentle things; what a page changed meanwhile is not written over.

        Where the turn went by what could not be kept before, and so was not recalled from here, what is new in it is added.
        """
        before = self._cared.pop(visit, None)
        if noted == before:
            return
        how = noted.with_words_of if before is not None else lambda care: care.beside(noted)
        change_care(connection, self._vault, self._keys, how)

    def _known(self, connection: Connection) -> tuple[Known, ...]:
        """Return the words to be known."""
        return tuple(held.known for _, held in loose.known_words(connection, self._keys))

    def _open_visit(self, connection: Connection, visit: VisitId) -> OpenVisit:
        """Return what an open visit remembers. Raises NothingHere where it is closed, or somebody else's."""
        found = entries.numbered(connection, self._keys, visit, OPEN)
        if found is None or not isinstance(found.leaf, OpenVisit):
            raise NothingHere
        return found.leaf

    def _seen_at(self, connection: Connection, visit: VisitId) -> datetime | None:
        """Return when an open visit was last written in; None where that cannot be opened."""
        try:
            return self._open_visit(connection, visit).seen_at
        except SealBroken:
            return None

    def _close_open(self) -> None:
        """Close whatever visit is open still."""
        with self._vault.database.reading() as connection:
            before = entries.open_visits(connection, self._keys)
        for left in before:
            self.close(left)

    def _rewrite_open(self, connection: Connection, visit: VisitId, held: OpenVisit) -> None:
        """Write what an open visit remembers now."""
        found = entries.numbered(connection, self._keys, visit, OPEN)
        if found:
            entries.rewrite(connection, self._keys, found.id, held)

    def _stands(
        self, connection: Connection, held: Mapping[VisitId, OpenVisit], **changed: Any
    ) -> None:
        """Write what outlives visits, and the same into what open ones remember."""
        standing = replace(loose.standing(connection, self._keys), **changed)
        self._put(connection, standing)
        lives = {name: changed[name] for name in ("manner", "not_now", "mend") if name in changed}
        for visit, before in held.items():
            risk = before.memory.risk
            if "check_in_since" in changed:
                risk = replace(risk, check_in_owed=standing.check_in_since is not None)
            memory = replace(before.memory, risk=risk, **lives)
            self._rewrite_open(connection, visit, replace(before, memory=memory))

    def _put(self, connection: Connection, leaf: Standing) -> None:
        """Write the one leaf of its kind."""
        loose.put(connection, self._keys, self._vault.dice.id(), leaf)

    def _add(self, connection: Connection, leaf: Leaf, visit: VisitId, number: int | None) -> str:
        """Write an entry of a visit; return its row."""
        made = Entry(self._vault.dice.id(), leaf, visit, number)
        entries.add(connection, self._keys, made)
        return made.id


def forget(connection: Connection, keys: ClientKeys, visit: VisitId, exchange: Exchange) -> None:
    """Take the words of an exchange out of what an open visit remembers."""
    found = entries.numbered(connection, keys, visit, OPEN)
    if found and isinstance(found.leaf, OpenVisit):
        stands = loose.standing(connection, keys).not_now
        held = replace(found.leaf, memory=without(found.leaf.memory, exchange, stands))
        entries.rewrite(connection, keys, found.id, held)


def exchanges_of(found: Entries) -> tuple[Exchange, ...]:
    """Return the exchanges among opened entries."""
    return tuple(each.leaf.exchange for each in found.opened if isinstance(each.leaf, KeptTurn))
