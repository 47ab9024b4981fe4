"""The rows of the long view: one for each thing somebody keeps there, opened by its own pages and by no page of the talk."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Generic, TypeVar

from sqlalchemy import Connection

from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.to_bring import ToBring
from holdspace.vault import entries, loose
from holdspace.vault.entries import ASIDE, Entry
from holdspace.vault.leaves import PLACES, Leaf
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

J = TypeVar("J", bound=Leaf)
P = TypeVar("P", FeelsSafe, ToBring)


class Rows(Generic[J]):
    """Everything of one kind that somebody keeps. What is gone and what is somebody else's are answered alike: NothingHere."""

    def __init__(self, vault: Vault, keys: ClientKeys, kind: type[J]) -> None:
        self._vault, self._keys, self._kind = vault, keys, kind

    def all(self) -> tuple[tuple[str, J], ...]:
        """Return each with its row, in no order; what does not open any more is counted by the page of all there is."""
        with self._vault.database.reading() as connection:
            found = entries.aside(connection, self._keys).opened
        return of_kind(found, self._kind)

    def one(self, row: str) -> J:
        """Return one. Raises NothingHere, and SealBroken where it was altered."""
        with self._vault.database.reading() as connection:
            return self._expected(connection, row)

    def add(self, *made: J) -> tuple[str, ...]:
        """Seal new ones; return their rows. Raises NothingHere where they, or their key, went meanwhile."""
        rows = tuple(self._vault.dice.id() for _ in made)
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            for row, leaf in zip(rows, made, strict=True):
                entries.add(connection, self._keys, Entry(row, leaf, number=ASIDE))
            note_places(connection, self._vault, self._keys, {PLACES[self._kind]} if made else ())
        return rows

    def change(self, row: str, leaf: J) -> None:
        """Seal something else in place of one. Raises NothingHere."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            self._expected(connection, row)
            entries.rewrite(connection, self._keys, row, leaf)

    def remove(self, row: str) -> None:
        """Remove one for good, and have no backup bring it back. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            self._expected(connection, row)
        self._vault.tombstones.add(row)
        with self._vault.database.writing() as connection:
            entries.remove(connection, self._keys, row)
            keep_places(connection, self._vault, self._keys)
        self._vault.database.tidy()

    def _expected(self, connection: Connection, row: str) -> J:
        """Return what lies in a row of this kind. Raises NothingHere."""
        found = entries.one_aside(connection, self._keys, row)
        if found is None or not isinstance(found.leaf, self._kind):
            raise NothingHere
        return found.leaf


class OnePage(Generic[P]):
    """A page of somebody's own that lies in one leaf, or in two where two were written at once, which are read as one."""

    def __init__(self, vault: Vault, keys: ClientKeys, kind: type[P]) -> None:
        self._vault, self._keys = vault, keys
        self._kind: type[P] = kind

    def kept(self) -> P:
        """Return all of it; empty where there is nothing."""
        with self._vault.database.reading() as connection:
            return self.held(connection)[1]

    def change(
        self,
        how: Callable[[P], P],
        fits: Callable[[P, P], bool],
        stays: Callable[[P, P], bool] = lambda _before, _after: False,
    ) -> P:
        """Change it as a function says, in a row of its own; the one before goes for good, unless it may stay.

        Raises NothingHere, and VisitFull where what comes of it does not fit.
        """
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            rows, before = self.held(connection)
            after = how(before)
            if not fits(before, after):
                raise VisitFull
            if after == before and len(rows) <= 1:
                return after
            if len(rows) == 1 and stays(before, after):
                entries.rewrite(connection, self._keys, rows[0], after)
                return after
            self.seal(connection, rows, after)
        if rows:
            self._vault.tombstones.add(*rows)
            self._vault.database.tidy()
        return after

    def seal(self, connection: Connection, rows: tuple[str, ...], after: P) -> None:
        """Seal it into a row of its own, in place of those before."""
        for row in rows:
            entries.remove(connection, self._keys, row)
        if after:
            made = entries.beside(after, self._vault.dice.id())
            entries.add(connection, self._keys, made)
        keep_places(connection, self._vault, self._keys)

    def held(self, connection: Connection) -> tuple[tuple[str, ...], P]:
        """Return it with the rows it lies in."""
        found = of_kind(entries.aside(connection, self._keys).opened, self._kind)
        whole = self._kind()
        for _, leaf in found:
            whole = whole.beside(leaf)
        return tuple(row for row, _ in found), whole


def of_kind(found: Iterable[Entry], kind: type[J]) -> tuple[tuple[str, J], ...]:
    """Return the rows of one kind among opened ones."""
    return tuple((each.id, each.leaf) for each in found if isinstance(each.leaf, kind))


def note_places(
    connection: Connection, vault: Vault, keys: ClientKeys, more: Iterable[str]
) -> None:
    """Note, sealed, that these places hold something."""
    standing = loose.standing(connection, keys)
    places = tuple(sorted({*standing.places, *more}))
    if places != standing.places:
        loose.put(connection, keys, vault.dice.id(), replace(standing, places=places))


def keep_places(connection: Connection, vault: Vault, keys: ClientKeys) -> None:
    """Note which places hold something still, after something went or came in."""
    standing = loose.standing(connection, keys)
    kinds = {type(each.leaf) for each in entries.aside(connection, keys).opened}
    places = tuple(sorted({PLACES[kind] for kind in kinds if kind in PLACES}))
    if places != standing.places:
        loose.put(connection, keys, vault.dice.id(), replace(standing, places=places))
