"""Earlier visits: listed by date, read again, searched, put away, removed."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection

from holdspace.domain.errors import NothingHere, SealBroken
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.spoken_of import Known, names_in
from holdspace.ports import Exchange
from holdspace.ports.earlier import EarlierVisit, Found, Listed, Reading
from holdspace.vault import entries
from holdspace.vault.entries import Entry
from holdspace.vault.kept import exchanges_of, forget
from holdspace.vault.leaves import About, KeptTurn, Summary
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class EarlierVisits:
    """One person's visits so far. What is not there and what is somebody else's are answered alike: NothingHere."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys

    def listed(self) -> Listed:
        """Return the visits, latest first."""
        with self._vault.database.reading() as connection:
            found, broken = self._all(connection)
        latest_first = sorted(found.values(), key=lambda each: each.opened_at, reverse=True)
        return Listed(tuple(latest_first), broken)

    def read(self, visit: VisitId) -> Reading:
        """Return all that was said in a visit. Raises NothingHere alike for none and for somebody else's."""
        with self._vault.database.reading() as connection:
            about = entries.about_visit(connection, self._keys, visit)
            turns = entries.turns(connection, self._keys, visit)
            loose = entries.loose(connection, self._keys, visit)
        shown = _shown(visit, about)
        broken = turns.broken + loose.broken
        return Reading(shown, exchanges_of(turns), _lines(loose.opened), broken)

    def exchanges(self, visit: VisitId) -> tuple[Exchange, ...]:
        """Return what was said in a visit. Raises NothingHere."""
        return self.read(visit).exchanges

    def stood_at(self, tier: Tier, since: datetime) -> datetime | None:
        """Return when a visit since some moment last stood at a tier or above; of other visits no turn is opened."""
        with self._vault.database.reading() as connection:
            found, _ = self._all(connection)
            late = [each for each in found.values() if (each.closed_at or since) >= since]
            turns = [
                (each.leaf, visit)
                for visit in late
                for each in entries.turns(connection, self._keys, visit.visit).opened
            ]
        moments = (
            turn.at or visit.closed_at or visit.opened_at
            for turn, visit in turns
            if isinstance(turn, KeptTurn) and turn.exchange.tier >= tier
        )
        return max(moments, default=None)

    def summaries(self) -> tuple[tuple[date, tuple[Private, ...]], ...]:
        """Return what was kept as heard of visits, each with the day of the visit, earliest first."""
        with self._vault.database.reading() as connection:
            kept = entries.of_visits(connection, self._keys).opened
            found = [
                (entries.about_visit(connection, self._keys, each.visit), each.leaf.lines)
                for each in kept
                if isinstance(each.leaf, Summary) and each.visit
            ]
        return tuple(
            sorted(
                ((about.opened_at.date(), lines) for about, lines in found if not about.away),
                key=lambda each: each[0],
            )
        )

    def search(self, words: Private) -> tuple[Found, ...]:
        """Return where words were said, by either side; everything is opened for it, for there is no index to steal."""
        wanted = words.text.casefold().strip()
        if not wanted:
            return ()
        with self._vault.database.reading() as connection:
            visits, _ = self._all(connection)
            every = entries.everything(connection, self._keys).opened
        found = [
            Found(visits[each.visit], each.leaf.exchange)
            for each in every
            if isinstance(each.leaf, KeptTurn) and each.visit in visits and _says(each.leaf, wanted)
        ]
        return tuple(sorted(found, key=lambda one: one.earlier.opened_at, reverse=True))

    def not_asked(self, visit: VisitId, offers: tuple[Known, ...]) -> tuple[Known, ...]:
        """Return those of the words that no earlier visit was asked about, and note that this one is. Raises NothingHere.

        No list of what was declined is kept: a word that came up in a visit at whose end was asked, was asked about.
        """
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            about = entries.about_visit(connection, self._keys, visit)
            if about.asked or not offers:
                return ()
            every, _ = entries.all_visits(connection, self._keys)
            asked = [self._spoken_in(connection, each) for each, held in every if held.asked]
            left = tuple(
                offer
                for offer in offers
                if not any(names_in(offer.word.text) <= spoken for spoken in asked)
            )
            if left:
                marked = replace(about, asked=True)
                entries.rewrite_visit(connection, self._keys, visit, marked)
        return left

    def put_away(self, visit: VisitId, *, away: bool) -> None:
        """Put a visit out of the list, or back into it. Raises NothingHere."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            about = entries.about_visit(connection, self._keys, visit)
            entries.rewrite_visit(connection, self._keys, visit, replace(about, away=away))

    def summary(self, visit: VisitId) -> tuple[Private, ...]:
        """Return what was heard in a visit, where it was kept. Raises NothingHere."""
        return self.read(visit).summary

    def remove_summary(self, visit: VisitId) -> None:
        """Remove what was kept as heard in a visit, for good. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            entries.about_visit(connection, self._keys, visit)
            found = entries.loose(connection, self._keys, visit).opened
        rows = [each.id for each in found if isinstance(each.leaf, Summary)]
        if not rows:
            raise NothingHere
        self._remove(*rows)

    def remove(self, visit: VisitId) -> None:
        """Remove a visit and everything in it, for good. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            entries.about_visit(connection, self._keys, visit)
        self._vault.tombstones.add(visit)
        with self._vault.database.writing() as connection:
            entries.remove_visit(connection, self._keys, visit)
        self._vault.database.tidy()

    def remove_turn(self, visit: VisitId, number: int) -> None:
        """Remove one exchange of a visit, row and all; an open visit forgets it too. Raises NothingHere."""
        with self._vault.database.reading() as connection:
            row = entries.row_of(connection, self._keys, visit, number)
        if row is None or number == entries.OPEN:
            raise NothingHere
        self._vault.tombstones.add(row)
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            self._forget(connection, visit, number)
            entries.remove(connection, self._keys, row)
        self._vault.database.tidy()

    def _spoken_in(self, connection: Connection, visit: VisitId) -> frozenset[str]:
        """Return what was named in a visit, in plain words."""
        turns = entries.turns(connection, self._keys, visit)
        words = (each.words.text for each in exchanges_of(turns) if each.words)
        return frozenset().union(*map(names_in, words))

    def _remove(self, *rows: str) -> None:
        """Remove entries, and have no backup bring them back."""
        self._vault.tombstones.add(*rows)
        with self._vault.database.writing() as connection:
            for row in rows:
                entries.remove(connection, self._keys, row)
        self._vault.database.tidy()

    def _forget(self, connection: Connection, visit: VisitId, number: int) -> None:
        """Take an exchange out of what an open visit remembers, so that none of it is said again."""
        with suppress(SealBroken):  # a damaged one can be removed too
            found = entries.numbered(connection, self._keys, visit, number)
            if found and isinstance(found.leaf, KeptTurn):
                forget(connection, self._keys, visit, found.leaf.exchange)

    def _all(self, connection: Connection) -> tuple[dict[VisitId, EarlierVisit], int]:
        """Return every visit by its id, and how many there are that could not be opened."""
        found, broken = entries.all_visits(connection, self._keys)
        return {visit: _shown(visit, about) for visit, about in found}, broken


def _shown(visit: VisitId, about: About) -> EarlierVisit:
    """Return a visit as a list shows it."""
    return EarlierVisit(visit, about.opened_at, about.closed_at, about.away)


def _lines(found: tuple[Entry, ...]) -> tuple[Private, ...]:
    """Return what was kept as heard, among what belongs to a visit."""
    return next((each.leaf.lines for each in found if isinstance(each.leaf, Summary)), ())


def _says(turn: KeptTurn, wanted: str) -> bool:
    """Whether an exchange holds some words, in small letters, on either side."""
    heard = turn.exchange.words.text if turn.exchange.words else ""
    said = (spoken.text for spoken in turn.exchange.said)
    return any(wanted in text.casefold() for text in (heard, *said))
