"""A row that was moved or altered is refused, and takes no other row along."""

import anyio
import pytest
from sqlalchemy import select, update

from holdspace.domain.errors import NothingHere, SealBroken
from holdspace.domain.people import Private, VisitId
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.kept import KeptRecord
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.tables import entry
from holdspace.vault.tables import visit as visits
from holdspace.vault.vault import Vault
from tests.vault.filled import say, words_kept


@pytest.fixture
def earlier(vault: Vault, keys: ClientKeys) -> EarlierVisits:
    return EarlierVisits(vault, keys)


def test_a_row_moved_within_or_between_visits_is_refused(
    record: KeptRecord, vault: Vault, keys: ClientKeys
) -> None:
    visit = record.open()
    say(vault, keys, visit, "one")
    say(vault, keys, visit, "two")
    swap(vault, visit)
    assert words_kept(vault, keys) == []
    with pytest.raises(SealBroken):
        record.unsay(visit, 1)


def swap(vault: Vault, visit: VisitId) -> None:
    """Exchange what lies in the rows of the first two turns."""
    with vault.database.writing() as connection:
        theirs = select(entry).where(entry.c.visit == visit, entry.c.number > 0)
        one, other = connection.execute(theirs.order_by(entry.c.number)).mappings().all()
        for row, content in ((one, other), (other, one)):
            moved = update(entry).where(entry.c.id == row["id"])
            connection.execute(moved.values(wrap=content["wrap"], envelope=content["envelope"]))


def test_one_altered_row_hides_no_other_and_can_be_removed(
    record: KeptRecord, vault: Vault, keys: ClientKeys, earlier: EarlierVisits
) -> None:
    visit = record.open()
    for words in ("one", "two", "three"):
        say(vault, keys, visit, words)
    with vault.database.writing() as connection:
        second = update(entry).where(entry.c.visit == visit, entry.c.number == 2)
        connection.execute(second.values(envelope=b"altered"))
    assert words_kept(vault, keys) == ["one", "three"]
    earlier.remove_turn(visit, 2)
    with pytest.raises(NothingHere):
        earlier.remove_turn(visit, 2)
    assert len(record.page(visit).exchanges) == 2


def test_an_open_visit_whose_memory_was_altered_closes_and_talk_goes_on(
    record: KeptRecord, vault: Vault, keys: ClientKeys, earlier: EarlierVisits
) -> None:
    visit = record.open()
    say(vault, keys, visit, "one")
    with vault.database.writing() as connection:
        memory = update(entry).where(entry.c.number == 0)
        connection.execute(memory.values(wrap=b"altered"))
    with pytest.raises(SealBroken):
        anyio.run(record.recall, visit)
    assert record.current() is None
    assert earlier.exchanges(visit)[0].words == Private("one")
    say(vault, keys, record.open(), "two")


def test_an_altered_visit_is_counted_and_the_others_are_listed(
    record: KeptRecord, vault: Vault, earlier: EarlierVisits
) -> None:
    first, second = record.open(), record.open()
    with vault.database.writing() as connection:
        connection.execute(update(visits).where(visits.c.id == first).values(envelope=b"altered"))
    listed = earlier.listed()
    assert [each.visit for each in listed.visits] == [second]
    assert listed.broken == 1
