"""What somebody hopes for, sealed: goals, hope maps and words to themselves, a row each; and one row of what they answered to noticings."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TypeVar

from holdspace.domain.errors import NothingHere
from holdspace.domain.hopes import MOST_GOALS, MOST_LETTERS, Goal, HopeMap, Letter
from holdspace.domain.noticed import Noticed, together
from holdspace.domain.visit_checks import Checks
from holdspace.ports.hopes import HeldGoal, HeldLetter, HeldMap, HopesKept
from holdspace.vault import entries, loose
from holdspace.vault.checks import checks_among, remove_waiting
from holdspace.vault.entries import Entry
from holdspace.vault.journey import Rows, of_kind
from holdspace.vault.kept import KeptRecord
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

H = TypeVar("H", Goal, HopeMap, Letter)


class OwnHopes:
    """The Hopes of the ports, with one person's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys
        self._goals = Rows(vault, keys, Goal)
        self._maps = Rows(vault, keys, HopeMap)
        self._letters = Rows(vault, keys, Letter)
        self._noticed = Rows(vault, keys, Noticed)
        self._checks = Rows(vault, keys, Checks)

    def kept(self) -> HopesKept:
        """Return all of it, earliest first."""
        with self._vault.database.reading() as connection:
            aside = entries.aside(connection, self._keys).opened
            beside = entries.loose(connection, self._keys).opened
            mend = loose.standing(connection, self._keys).mend
        return HopesKept(
            tuple(HeldGoal(row, each) for row, each in _by_day(aside, Goal, "since")),
            tuple(HeldMap(row, each) for row, each in _by_day(aside, HopeMap, "on")),
            tuple(HeldLetter(row, each) for row, each in _by_day(aside, Letter, "on")),
            together(each for _, each in of_kind(aside, Noticed)),
            checks_among((*aside, *beside)),
            mend,
        )

    def keep_goal(self, goal: Goal) -> None:
        """Keep one more goal; nothing happens where there are three already, or this one is."""
        there = [held for _, held in self._goals.all()]
        if len(there) < MOST_GOALS and goal.says not in [held.says for held in there]:
            self._goals.add(goal)

    def change_goal(self, which: str, how: Callable[[Goal], Goal]) -> None:
        """Change one goal. Raises NothingHere."""
        _change(self._goals, which, how)

    def keep_map(self, made: HopeMap) -> None:
        """Keep a hope map, unless it is there already."""
        if made not in [held for _, held in self._maps.all()]:
            self._maps.add(made)

    def change_map(self, which: str, how: Callable[[HopeMap], HopeMap]) -> None:
        """Change one. Raises NothingHere."""
        _change(self._maps, which, how)

    def keep_letter(self, letter: Letter) -> None:
        """Keep words to themselves; sent twice, they are there once."""
        there = [held for _, held in self._letters.all()]
        if letter not in there and len(there) < MOST_LETTERS:
            self._letters.add(letter)

    def change_letter(self, which: str, how: Callable[[Letter], Letter]) -> None:
        """Change them. Raises NothingHere."""
        _change(self._letters, which, how)

    def let_go(self, which: str) -> None:
        """Remove a goal, a map or words to themselves, for good. Raises NothingHere."""
        for rows in (self._goals, self._maps, self._letters):
            with suppress(NothingHere):
                rows.remove(which)
                return
        raise NothingHere

    def noticed(self) -> Noticed:
        """Return what they answered to what was noticed."""
        return together(held for _, held in self._noticed.all())

    def answer(self, how: Callable[[Noticed], Noticed]) -> None:
        """Change what they answered; where words go, so do their rows, and no backup brings them back."""
        there = self._noticed.all()
        before = together(held for _, held in there)
        after = how(before)
        if after == before:
            return
        stays = len(there) == 1 and before.words <= after.words
        if stays:
            self._noticed.change(there[0][0], after)
            return
        self._noticed.add(after)
        for row, _ in there:
            self._noticed.remove(row)

    def let_checks_go(self) -> None:
        """Remove what they said of visits, for good."""
        for row, _ in self._checks.all():
            self._checks.remove(row)
        remove_waiting(self._vault, self._keys)

    def let_mending_go(self) -> None:
        """Have the next visit begin as usual, and one that is open go on so."""
        KeptRecord(self._vault, self._keys).change(mend=())


def _by_day(found: tuple[Entry, ...], kind: type[H], day: str) -> tuple[tuple[str, H], ...]:
    """Return the rows of one kind, earliest first."""
    return tuple(sorted(of_kind(found, kind), key=lambda each: _day_and_words(each[1], day)))


def _day_and_words(made: Goal | HopeMap | Letter, day: str) -> tuple[date, str]:
    """Return by what such things are in order: of one day, by their words, so that they do not change places."""
    says = made.wish if isinstance(made, HopeMap) else made.says
    return getattr(made, day), says.text


def _change(rows: Rows[H], which: str, how: Callable[[H], H]) -> None:
    """Change one thing in its row. Raises NothingHere."""
    before = rows.one(which)
    after = how(before)
    if after != before:
        rows.change(which, after)
