"""What belongs to a person and to no visit: their manner, plan and unsent draft, one leaf of each; and words to know, one by one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection, insert, select

from holdspace.domain.care import Care
from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.visit_checks import Checked
from holdspace.ports import Version
from holdspace.vault import entries
from holdspace.vault.entries import Entry
from holdspace.vault.guest import MOST_PLAN_BYTES, fitting
from holdspace.vault.leaves import Draft, KnownWord, Leaf, Plans, Standing, written
from holdspace.vault.sealing import ClientKeys, Slot, seal
from holdspace.vault.tables import entry, person
from holdspace.vault.tickets import Ticket
from holdspace.vault.vault import Vault

K = TypeVar("K", bound=Standing | Plans | Draft | Care)


def standing(connection: Connection, keys: ClientKeys) -> Standing:
    """Return what outlives visits; as usual where nothing was said of it."""
    found = _one(connection, keys, Standing)
    return found[1] if found else Standing()


def care(connection: Connection, keys: ClientKeys) -> tuple[str | None, Care]:
    """Return what they keep of gentle things, with its row; nothing where there is none."""
    found = _one(connection, keys, Care)
    return found or (None, Care())


def put(
    connection: Connection, keys: ClientKeys, row: str, leaf: Standing | Plans | Draft | Care
) -> None:
    """Seal the one leaf of its kind, over the one before; `row` is for the first. Of drafts there is one for each place."""
    before = _row_of(connection, keys, leaf)
    if before is None:
        entries.add(connection, keys, Entry(row, leaf))
    else:
        entries.rewrite(connection, keys, before, leaf)


def _row_of(
    connection: Connection, keys: ClientKeys, leaf: Standing | Plans | Draft | Care
) -> str | None:
    """Return the row of what a leaf takes the place of."""
    if isinstance(leaf, Draft):
        return next((row for row, _ in _drafts(connection, keys, leaf.place)), None)
    found = _one(connection, keys, type(leaf))
    return found[0] if found else None


def plans_with(connection: Connection, keys: ClientKeys, newer: tuple[Version, ...]) -> Plans:
    """Return a guest's versions before those that are kept already, numbered on from them."""
    found = _one(connection, keys, Plans)
    before = found[1].versions if found else ()
    last = before[0].number if before else 0
    numbered = tuple(Version(last + each.number, each.safety_plan) for each in newer)
    return Plans(fitting((*numbered, *before)))


def leave_draft(vault: Vault, who: str, draft: Draft) -> None:
    """Seal what was not sent yet for somebody whose key is not at hand: their sign-in is locked.

    Their public key comes from the table here, the one place where it must; docs/threat-model.md says what that is worth.
    """
    with vault.database.writing() as connection:
        public = _public_key(connection, who)
        _leave(connection, Slot("entry", vault.dice.id(), who), public, draft)


def leave(vault: Vault, ticket: Ticket, leaves: Mapping[str, KnownWord | Checked]) -> None:
    """Seal what a ticket is for, by its rows, for somebody who said goodbye; sent twice, or forgotten meanwhile, it is not there again.

    Their key was looked at while they were signed in. Raises NothingHere where they, or that key, went since.
    """
    with vault.database.writing() as connection:
        if _public_key(connection, ticket.person) != ticket.public:
            raise NothingHere
        there = set(connection.scalars(select(entry.c.id).where(entry.c.id.in_(leaves))))
        there.update(vault.tombstones.ids())
        for row, leaf in leaves.items():
            if row not in there:
                _leave(connection, Slot("entry", row, ticket.person), ticket.public, leaf)


def _public_key(connection: Connection, who: str) -> bytes:
    """Return somebody's public key as the table has it. Raises NothingHere."""
    public: bytes | None = connection.scalar(
        select(person.c.public_key).where(person.c.id == who).with_for_update(read=True)
    )
    if public is None:
        raise NothingHere
    return public


def _leave(connection: Connection, slot: Slot, public: bytes, leaf: Leaf) -> None:
    """Seal a leaf into a row of its own for a public key; only its owner opens it."""
    sealed = seal(written(leaf), slot, public)
    values = {"id": slot.row, "person": slot.client}
    connection.execute(insert(entry).values(**values, wrap=sealed.wrap, envelope=sealed.envelope))


def known_words(connection: Connection, keys: ClientKeys) -> tuple[tuple[str, KnownWord], ...]:
    """Return the words to be known, each once, with their rows; the earliest first."""
    found = entries.loose(connection, keys).opened
    held = [(each.id, each.leaf) for each in found if isinstance(each.leaf, KnownWord)]
    return tuple(sorted(held, key=lambda each: (each[1].on, each[1].known.word.text)))


class Belongings:
    """A signed-in person's safety plan and their draft."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault = vault
        self._keys = keys

    def plans(self) -> tuple[Version, ...]:
        """Return the safety plan and its earlier versions, newest first."""
        found = self._read(Plans)
        return found[1].versions if found else ()

    def keep_plan(self, safety_plan: SafetyPlan) -> None:
        """Seal a safety plan and keep those before it. Raises VisitFull when it is too long."""
        if safety_plan.size > MOST_PLAN_BYTES:
            raise VisitFull
        before = self.plans()
        newest = before[0] if before else Version(0, SafetyPlan())
        if newest.safety_plan != safety_plan:
            made = Version(newest.number + 1, safety_plan)
            self._write(Plans(fitting((made, *before))))

    def let_plan_go(self) -> None:
        """Remove the safety plan and every version of it, for good."""
        self._remove(Plans)

    def draft(self, place: str = "") -> Private:
        """Return what was not sent yet from a place, as usual the talk; empty where there is nothing.

        There may be several, each sealed while no key was at hand; they come one after another, each once: what waited
        in the composer is sealed again when the page locks again.
        """
        with self._vault.database.reading() as connection:
            found = _drafts(connection, self._keys, place)
        return Private("\n\n".join(_each_once(leaf.words.text for _, leaf in found)))

    def keep_draft(self, words: Private, place: str = "") -> None:
        """Seal what was not sent yet, in place of what was before."""
        self._write(Draft(words, place))

    def let_draft_go(self, place: str = "") -> None:
        """Remove what was not sent yet, for good."""
        with self._vault.database.reading() as connection:
            rows = [row for row, _ in _drafts(connection, self._keys, place)]
        self._remove_rows(*rows)

    def known(self) -> tuple[tuple[str, KnownWord], ...]:
        """Return the words to be known, with their rows."""
        with self._vault.database.reading() as connection:
            return known_words(connection, self._keys)

    def change_known(self, row: str, word: Private) -> None:
        """Put another word in place of one; nothing happens where it is gone."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            held = dict(known_words(connection, self._keys)).get(row)
            if held and word:
                changed = replace(held, known=replace(held.known, word=word))
                entries.rewrite(connection, self._keys, row, changed)

    def forget_known(self, row: str) -> None:
        """Remove one word, for good; nothing happens where it is gone."""
        if row in dict(self.known()):
            self._remove_rows(row)

    def _read(self, kind: type[K]) -> tuple[str, K] | None:
        """Return the one leaf of a kind with its row."""
        with self._vault.database.reading() as connection:
            return _one(connection, self._keys, kind)

    def _write(self, leaf: Plans | Draft) -> None:
        """Seal the one leaf of its kind. Raises NothingHere where they, or their key, went meanwhile."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys)
            put(connection, self._keys, self._vault.dice.id(), leaf)

    def _remove(self, kind: type[K]) -> None:
        """Remove the leaf of a kind, and have no backup bring it back."""
        if found := self._read(kind):
            self._remove_rows(found[0])

    def _remove_rows(self, *rows: str) -> None:
        """Remove rows, and have no backup bring them back."""
        if not rows:
            return
        self._vault.tombstones.add(*rows)
        with self._vault.database.writing() as connection:
            for row in rows:
                entries.remove(connection, self._keys, row)
        self._vault.database.tidy()


def _drafts(connection: Connection, keys: ClientKeys, place: str) -> tuple[tuple[str, Draft], ...]:
    """Return every draft of a place with its row."""
    found = entries.loose(connection, keys).opened
    drafts = ((each.id, each.leaf) for each in found if isinstance(each.leaf, Draft))
    return tuple((row, draft) for row, draft in drafts if draft.place == place)


def _each_once(texts: Iterable[str]) -> list[str]:
    """Return the texts that are part of no other."""
    once = dict.fromkeys(texts)
    return [text for text in once if not any(text in other for other in once if other != text)]


def _one(connection: Connection, keys: ClientKeys, kind: type[K]) -> tuple[str, K] | None:
    """Return the one leaf of a kind with its row, or None."""
    for found in entries.loose(connection, keys).opened:
        if isinstance(found.leaf, kind):
            return found.id, found.leaf
    return None
