"""Earlier visits: listed by date, read again, searched, removed."""

from dataclasses import dataclass

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, VisitId
from holdspace.ports import Exchange
from holdspace.vault import entries
from holdspace.vault.entries import Entry
from holdspace.vault.kept import exchanges_of
from holdspace.vault.leaves import About, KeptTurn, Summary
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier visit, as the list of them shows it."""

    visit: VisitId
    about: About


@dataclass(frozen=True, slots=True)
class Listed:
    """Earlier visits, latest first, and how many there are that could not be opened."""

    visits: tuple[Earlier, ...]
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Where something was said that was searched for."""

    visit: VisitId
    number: int


class EarlierVisits:
    """One person's visits so far. What is not there and what is somebody else's are answered alike: NothingHere."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys

    def listed(self) -> Listed:
        """Return the visits, latest first."""
        with self._vault.database.reading() as connection:
            found, broken = entries.all_visits(connection, self._keys)
        latest_first = sorted(found, key=lambda each: each[1].opened_at, reverse=True)
        return Listed(tuple(Earlier(*each) for each in latest_first), broken)

    def exchanges(self, visit: VisitId) -> tuple[Exchange, ...]:
        """Return all that was said in a visit. Raises NothingHere alike for none and for somebody else's."""
        with self._vault.database.reading() as connection:
            entries.about_visit(connection, self._keys, visit)
            return exchanges_of(entries.turns(connection, self._keys, visit))

    def search(self, words: Private) -> tuple[Found, ...]:
        """Return where words were said, by either side; everything is opened for it, for there is no index to steal."""
        wanted = words.text.casefold().strip()
        with self._vault.database.reading() as connection:
            every = entries.everything(connection, self._keys).opened
        return tuple(
            Found(each.visit, each.number)
            for each in every
            if wanted and each.visit and each.number and _says(each, wanted)
        )

    def summary(self, visit: VisitId) -> tuple[Private, ...]:
        """Return what was heard in a visit, where it was kept. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            entries.about_visit(connection, self._keys, visit)
            found = entries.loose(connection, self._keys, visit).opened
        return next((each.leaf.lines for each in found if isinstance(each.leaf, Summary)), ())

    def remove(self, visit: VisitId) -> None:
        """Remove a visit and everything in it, for good. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            entries.about_visit(connection, self._keys, visit)
        self._vault.tombstones.add(visit)
        with self._vault.database.writing() as connection:
            entries.remove_visit(connection, self._keys, visit)
        self._vault.database.tidy()

    def remove_turn(self, visit: VisitId, number: int) -> None:
        """Remove one exchange of a visit, row and all. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            row = entries.row_of(connection, self._keys, visit, number)
        if row is None or number == entries.OPEN:
            raise NothingHere
        self._vault.tombstones.add(row)
        with self._vault.database.writing() as connection:
            entries.remove(connection, self._keys, row)
        self._vault.database.tidy()


def _says(found: Entry, wanted: str) -> bool:
    """Whether an exchange holds some words, in small letters, on either side."""
    if not isinstance(found.leaf, KeptTurn):
        return False
    exchange = found.leaf.exchange
    heard = exchange.words.text if exchange.words else ""
    return any(wanted in text.casefold() for text in (heard, *(s.text for s in exchange.said)))
