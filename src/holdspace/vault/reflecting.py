"""A therapist's own reflections, sealed: a row for each, for each stance on each day, and for each cell of the board. None knows of a client."""

from collections.abc import Callable
from dataclasses import replace

from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.reflections import MOST_REFLECTIONS, Beside, Cell, Reflection
from holdspace.ports.reflecting import HeldReflection, Reflected
from holdspace.vault import entries
from holdspace.vault.entries import REFLECTED, Entries, Entry
from holdspace.vault.leaves import Leaf
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnReflecting:
    """The Reflecting of the ports, with one therapist's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys

    def kept(self) -> Reflected:
        """Return all of it."""
        found = self._all()
        opened = found.opened
        written = [HeldReflection(e.id, e.leaf) for e in opened if isinstance(e.leaf, Reflection)]
        beside = [each.leaf for each in opened if isinstance(each.leaf, Beside)]
        return Reflected(
            tuple(sorted(written, key=lambda held: (held.reflection.at, held.id), reverse=True)),
            tuple(sorted(beside, key=lambda each: (each.at, each.stance))),
            tuple(each.leaf for each in opened if isinstance(each.leaf, Cell)),
            found.broken,
        )

    def one(self, which: str) -> Reflection:
        """Return one reflection. Raises NothingHere alike for none and for another's."""
        with self._vault.database.reading() as connection:
            found = entries.one_aside(connection, self._keys, which, REFLECTED)
        if found is None or not isinstance(found.leaf, Reflection):
            raise NothingHere
        return found.leaf

    def write(self, made: Reflection) -> str:
        """Keep a reflection; return its row. Sent twice, it is there once. Raises VisitFull where there are too many."""
        row = self._vault.dice.id()
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            there = entries.aside(connection, self._keys, REFLECTED).opened
            same = (each.id for each in there if _is_same(each.leaf, made))
            if again := next(same, ""):
                return again
            if len(there) >= MOST_REFLECTIONS:
                raise VisitFull
            entries.add(connection, self._keys, Entry(row, made, number=REFLECTED))
        return row

    def change(self, which: str, made: Reflection) -> None:
        """Put another in place of one. Raises NothingHere."""
        self.one(which)
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            if not entries.rewrite(connection, self._keys, which, made):
                raise NothingHere

    def remove(self, which: str) -> None:
        """Remove one for good, and have no backup bring it back. Raises NothingHere."""
        self.one(which)
        self._let_go(which)

    def hold_beside(self, made: Beside) -> None:
        """Keep how far a stance is theirs, in place of what they said of it on the same day; an empty one lets that go."""
        self._put(made, lambda leaf: isinstance(leaf, Beside) and _is_of_the_day(leaf, made))

    def set_cell(self, made: Cell) -> None:
        """Keep one cell of the board in place of what stood there; an empty one lets it go."""
        place = made.principle, made.moment
        self._put(made, lambda leaf: isinstance(leaf, Cell) and (leaf.principle, leaf.moment) == place)  # fmt: skip

    def _put(self, made: Beside | Cell, is_same: Callable[[Leaf], bool]) -> None:
        """Seal something in the one row that is its own; nothing in it lets the row go."""
        before = next((each.id for each in self._all().opened if is_same(each.leaf)), None)
        if not made:
            if before:
                self._let_go(before)
            return
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            if before and entries.rewrite(connection, self._keys, before, made):
                return
            row = self._vault.dice.id()
            entries.add(connection, self._keys, Entry(row, made, number=REFLECTED))

    def _all(self) -> Entries:
        with self._vault.database.reading() as connection:
            return entries.aside(connection, self._keys, REFLECTED)

    def _let_go(self, row: str) -> None:
        self._vault.tombstones.add(row)
        with self._vault.database.writing() as connection:
            entries.remove(connection, self._keys, row)
        self._vault.database.tidy()


def _is_same(leaf: Leaf, made: Reflection) -> bool:
    """Whether a row holds what is written once more, on the same day."""
    if not isinstance(leaf, Reflection) or leaf.at.date() != made.at.date():
        return False
    return replace(leaf, at=made.at) == made


def _is_of_the_day(leaf: Beside, made: Beside) -> bool:
    return leaf.stance == made.stance and leaf.at.date() == made.at.date()
