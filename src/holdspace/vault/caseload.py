"""A therapist's paper clients, sealed: a row for each, and a row for each note and score, which only the first one knows of.

So the file tells how many rows a therapist has at the desk, and of none of them whose it is. The list opens the first kind alone,
which keeps it quick however many notes there are.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from holdspace.domain.caseload import (
    MOST_CASES,
    ApartNote,
    OfACase,
    PaperClient,
    SessionNote,
    TypedScore,
)
from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.people import folded
from holdspace.ports.desk import CaseKept, HeldApart, HeldCase, HeldNote, HeldScore
from holdspace.vault import entries
from holdspace.vault.entries import CASE, OF_A_CASE, Entries, Entry
from holdspace.vault.leaves import Case, Leaf
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnCaseload:
    """The Caseload of the ports, with one therapist's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys

    def listed(self) -> tuple[HeldCase, ...]:
        """Return every paper client, by label; none of their notes is opened."""
        with self._vault.database.reading() as connection:
            found = entries.aside(connection, self._keys, CASE).opened
        cases = [
            HeldCase(each.id, each.leaf.client) for each in found if isinstance(each.leaf, Case)
        ]
        return tuple(sorted(cases, key=lambda held: (folded(held.client.label), held.id)))

    def add(self, client: PaperClient) -> str:
        """Keep one more; return their row. Raises VisitFull where there are too many."""
        row = self._vault.dice.id()
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            there = entries.aside(connection, self._keys, CASE).opened
            if len(there) >= MOST_CASES:
                raise VisitFull
            entries.add(connection, self._keys, Entry(row, Case(client), number=CASE))
        return row

    def client(self, which: str) -> PaperClient:
        """Return one, without notes. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            return self._case(connection, which).client

    def kept(self, which: str) -> CaseKept:
        """Return one, with notes and scores. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            case = self._case(connection, which)
            found = entries.rows_of(connection, self._keys, case.rows)
        notes = [HeldNote(e.id, e.leaf) for e in found.opened if isinstance(e.leaf, SessionNote)]
        scores = [HeldScore(e.id, e.leaf) for e in found.opened if isinstance(e.leaf, TypedScore)]
        return CaseKept(
            which,
            case.client,
            tuple(sorted(notes, key=lambda held: (held.note.on, held.note.at))),
            tuple(sorted(scores, key=lambda held: (held.score.on, held.score.at))),
            found.broken,
        )

    def apart(self, which: str) -> tuple[HeldApart, ...]:
        """Return the psychotherapy notes of one, earliest first. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            case = self._case(connection, which)
            found = entries.rows_of(connection, self._keys, case.apart)
        notes = [HeldApart(e.id, e.leaf) for e in found.opened if isinstance(e.leaf, ApartNote)]
        return tuple(sorted(notes, key=lambda held: (held.note.on, held.note.at)))

    def change(self, which: str, how: Callable[[PaperClient], PaperClient]) -> None:
        """Change one. Raises NothingHere."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            case = self._case(connection, which)
            entries.rewrite(connection, self._keys, which, replace(case, client=how(case.client)))

    def remove(self, which: str) -> None:
        """Remove one, with every note and score, for good. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            case = self._case(connection, which)
        self._remove_rows((which, *case.rows, *case.apart))

    def write(self, which: str, made: OfACase) -> str:
        """Keep a note or a score of one; return its row. Sent twice, it is there once. Raises NothingHere."""
        row = self._vault.dice.id()
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            case = self._case(connection, which)
            there = entries.rows_of(connection, self._keys, _among(case, made))
            if again := _same(there, made):
                return again
            entries.add(connection, self._keys, Entry(row, made, number=OF_A_CASE))
            entries.rewrite(connection, self._keys, which, _with(case, made, row))
        return row

    def rewrite(self, which: str, row: str, made: OfACase) -> None:
        """Put another in place of one of the same kind. Raises NothingHere."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            case = self._case(connection, which)
            if row not in _among(case, made) or not entries.rewrite(
                connection, self._keys, row, made
            ):
                raise NothingHere

    def let_go(self, which: str, row: str) -> None:
        """Remove one note or score, for good. Raises NothingHere."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            case = self._case(connection, which)
            if row not in (*case.rows, *case.apart):
                raise NothingHere
            left = replace(case, rows=_without(case.rows, row), apart=_without(case.apart, row))
            entries.rewrite(connection, self._keys, which, left)
        self._remove_rows((row,))

    def _case(self, connection: Connection, which: str) -> Case:
        """Return the leaf of one. Raises NothingHere alike for none and for another's."""
        found = entries.one_aside(connection, self._keys, which, CASE)
        if found is None or not isinstance(found.leaf, Case):
            raise NothingHere
        return found.leaf

    def _remove_rows(self, rows: tuple[str, ...]) -> None:
        """Remove rows of their own for good, and have no backup bring them back."""
        self._vault.tombstones.add(*rows)
        with self._vault.database.writing() as connection:
            for row in rows:
                entries.remove(connection, self._keys, row)
        self._vault.database.tidy()


def _among(case: Case, made: OfACase) -> tuple[str, ...]:
    """Return the rows that things of a kind lie in."""
    return case.apart if isinstance(made, ApartNote) else case.rows


def _with(case: Case, made: OfACase, row: str) -> Case:
    """Return a case that knows of one more row."""
    if isinstance(made, ApartNote):
        return replace(case, apart=(*case.apart, row))
    return replace(case, rows=(*case.rows, row))


def _without(rows: Iterable[str], row: str) -> tuple[str, ...]:
    """Return rows without one."""
    return tuple(each for each in rows if each != row)


def _same(there: Entries, made: OfACase) -> str:
    """Return the row in which the very same lies already, whenever it was written; empty where there is none."""
    alike = (each.id for each in there.opened if _is_again(each.leaf, made))
    return next(alike, "")


def _is_again(leaf: Leaf, made: OfACase) -> bool:
    """Whether this is another one sent once more."""
    return isinstance(leaf, OfACase) and replace(leaf, at=made.at) == made
