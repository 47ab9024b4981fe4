"""The record of how days felt: a leaf for each month, so that years of days open at once; and words that came back, one by one."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from holdspace.domain.days import MOST_WORDS, CameBack, Day
from holdspace.domain.errors import VisitFull
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import names_in
from holdspace.ports.days import HeldBack, Noted
from holdspace.vault import entries, loose
from holdspace.vault.leaves import NotedDays
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

PLACE = "been"  # by which name the page of it is known as a place

Changes = Mapping[
    date, Day | None
]  # what stands there of each day from now on; nothing where it is None


@dataclass(slots=True)
class Held:
    """Everything of it as it lies in rows: the days with the rows of their months, and the words with theirs."""

    rows: dict[date, list[str]] = field(default_factory=dict)  # by the first day of a month
    days: dict[date, Day] = field(default_factory=dict)
    words: list[HeldBack] = field(default_factory=list)
    broken: int = 0

    def month(self, first: date) -> tuple[Day, ...]:
        """Return what was noted in a month, by date."""
        return tuple(self.days[on] for on in sorted(self.days) if self.days[on].month == first)

    @property
    def every_row(self) -> tuple[str, ...]:
        """The rows of all of it."""
        return (*(row for rows in self.rows.values() for row in rows), *(w.id for w in self.words))


class KeptDays:
    """The Days of the ports, with one person's keys. Everything that writes raises what `Database.writing` does."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys

    def noted(self) -> Noted:
        """Return all of it, earliest first."""
        held = self._read()
        return Noted(
            tuple(held.days[on] for on in sorted(held.days)), tuple(held.words), held.broken
        )

    def note(self, day: Day, was: date | None = None) -> None:
        """Note a day, beside what was noted of it before; in place of that, where it was this day that was changed.

        Raises VisitFull where there is no room for all that was written of it.
        """
        with self._writing() as connection:
            there = held_in(connection, self._keys).days.get(day.on)
            new = there.with_more(day) if there and was != day.on else day
            if not new.fits:
                raise VisitFull
            if not new.is_open:
                self._put(connection, {day.on: new})
        if new.is_open or was not in (None, day.on):
            self.remove(was or day.on)

    def remove(self, on: date) -> None:
        """Remove a day, for good, and have no backup bring it back.

        Its month gets a row of its own without it before the row with it goes, so that a crash in between loses no other day.
        """
        with self._writing() as connection:
            held = held_in(connection, self._keys)
            if on not in held.days:
                return
            first = on.replace(day=1)
            gone = held.rows[first]
            self._add_month(connection, [day for day in held.month(first) if day.on != on])
        self._remove_rows(gone)

    def remove_all(self) -> None:
        """Remove every day, and the words kept of them, for good."""
        self._remove_rows(self._read().every_row)

    def keep_words(self, words: tuple[Private, ...]) -> None:
        """Keep words they came back to, each once."""
        now = self._vault.clock.now().date()
        with self._writing() as connection:
            said_yes = [CameBack(word, now) for word in words]
            add_words(connection, self._vault, self._keys, said_yes)
            self._mark_place(connection)

    def forget_word(self, which: str) -> None:
        """Forget one of these words, for good."""
        self._remove_rows([each.id for each in self._read().words if each.id == which])

    def _read(self) -> Held:
        """Return all of it as it lies in rows."""
        with self._vault.database.reading() as connection:
            return held_in(connection, self._keys)

    def _put(self, connection: Connection, changes: Changes) -> None:
        """Write days into the months they belong to."""
        put_days(connection, self._vault, self._keys, changes)
        self._mark_place(connection)

    def _add_month(self, connection: Connection, days: Iterable[Day]) -> None:
        """Write a month into a row of its own, where anything of it is left."""
        if left := tuple(days):
            made = entries.beside(NotedDays(left), self._vault.dice.id())
            entries.add(connection, self._keys, made)

    def _remove_rows(self, rows: Iterable[str]) -> None:
        """Remove rows, and have no backup bring them back."""
        gone = tuple(rows)
        if not gone:
            return
        self._vault.tombstones.add(*gone)
        with self._writing() as connection:
            for row in gone:
                entries.remove(connection, self._keys, row)
            self._mark_place(connection)
        self._vault.database.tidy()

    def _mark_place(self, connection: Connection) -> None:
        """Have the page shown as a place, or no more."""
        mark_place(connection, self._vault, self._keys)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction in which nobody else writes of this person, since a month is written whole."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            yield connection


def held_in(connection: Connection, keys: ClientKeys) -> Held:
    """Return all of it as it lies in rows; a month may lie in two for a moment, and then is one again."""
    found = entries.aside(connection, keys)
    held = Held(broken=found.broken)
    for each in found.opened:
        if isinstance(each.leaf, CameBack):
            held.words.append(HeldBack(each.id, each.leaf))
        elif isinstance(each.leaf, NotedDays):
            held.rows.setdefault(each.leaf.days[0].month, []).append(each.id)
            for day in each.leaf.days:
                there = held.days.get(day.on)
                held.days[day.on] = _both(there, day) if there else day
    held.words.sort(key=lambda word: (word.came_back.on, word.came_back.word.text))
    return held


def put_days(connection: Connection, vault: Vault, keys: ClientKeys, changes: Changes) -> None:
    """Write days into the rows of their months, the other days of which stay."""
    held = held_in(connection, keys)
    held.days.update({on: day for on, day in changes.items() if day})
    for first in {on.replace(day=1) for on in changes}:
        month, rows = NotedDays(held.month(first)), held.rows.get(first, [])
        if not rows:
            entries.add(connection, keys, entries.beside(month, vault.dice.id()))
            continue
        entries.rewrite(connection, keys, rows[0], month)
        for left in rows[1:]:
            entries.remove(connection, keys, left)


def put_brought(
    connection: Connection, vault: Vault, keys: ClientKeys, leaf: NotedDays | CameBack
) -> None:
    """Put what came with a file beside what is here: a day's word here stays, and what was written adds up, each once."""
    if isinstance(leaf, CameBack):
        add_words(connection, vault, keys, (leaf,))
    else:
        here = held_in(connection, keys).days
        put_days(connection, vault, keys, {day.on: _beneath(here, day) for day in leaf.days})
    mark_place(connection, vault, keys)


def _beneath(here: Mapping[date, Day], brought: Day) -> Day:
    """Return a day as it is here, with what a file has of it besides."""
    there = here.get(brought.on)
    if there is None:
        return brought
    return _both(there, replace(brought, felt=there.felt or brought.felt, mark=there.mark))


def _both(there: Day, more: Day) -> Day:
    """Return a day with more of it; as it was, where there is no room for all that was written."""
    both = there.with_more(more)
    return both if both.fits else there


def add_words(
    connection: Connection, vault: Vault, keys: ClientKeys, words: Iterable[CameBack]
) -> None:
    """Write words they came back to, each once, as long as there is room."""
    held = [names_in(each.came_back.word.text) for each in held_in(connection, keys).words]
    for came_back in words:
        names = names_in(came_back.word.text)
        if names and names not in held and len(held) < MOST_WORDS:
            held.append(names)
            entries.add(connection, keys, entries.beside(came_back, vault.dice.id()))


def mark_place(connection: Connection, vault: Vault, keys: ClientKeys) -> None:
    """Have the page shown as a place where it holds something, or no more where it does not."""
    holds = bool(held_in(connection, keys).every_row)
    before = loose.standing(connection, keys)
    after = before.holding(PLACE, holds=holds)
    if after != before:
        loose.put(connection, keys, vault.dice.id(), after)
