"""A therapist's reflections are sealed to them, changed, let go of for good, and known to nobody else."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, Role
from holdspace.domain.reflections import Answer, Beside, Cell, Occasion, Reflection
from holdspace.vault.accounts import Accounts
from holdspace.vault.desk_parcel import TO_READ, desk_document, packed_desk
from holdspace.vault.leaves import read, shown, written
from holdspace.vault.reflecting import OwnReflecting
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import CANARY, entry_ids


@pytest.fixture
def therapist(vault: Vault) -> ClientKeys:
    return Accounts(vault).make(Private("Amara"), PASSPHRASE, role=Role.THERAPIST)


@pytest.fixture
def theirs(vault: Vault, therapist: ClientKeys) -> OwnReflecting:
    return OwnReflecting(vault, therapist)


def after(clock: FakeClock, words: str = CANARY) -> Reflection:
    return Reflection(Occasion.AFTER, clock.now(), (Answer("pace", Private(words)),))


def test_the_latest_reflection_comes_first(theirs: OwnReflecting, clock: FakeClock) -> None:
    theirs.write(after(clock, "first"))
    clock.wait(3)
    theirs.write(after(clock, "second"))
    kept = theirs.kept()
    assert [held.reflection.to("pace").text for held in kept.reflections] == ["second", "first"]
    assert kept.broken == 0


def test_sent_twice_it_is_there_once(theirs: OwnReflecting, clock: FakeClock) -> None:
    row = theirs.write(after(clock))
    clock.wait(1)
    assert theirs.write(after(clock)) == row
    assert len(theirs.kept().reflections) == 1


def test_one_can_be_changed_and_is_gone_for_good_once_removed(
    vault: Vault, theirs: OwnReflecting, clock: FakeClock
) -> None:
    row = theirs.write(after(clock))
    theirs.change(row, replace(theirs.one(row), for_supervision=True))
    assert theirs.one(row).for_supervision
    theirs.remove(row)
    assert row in vault.tombstones.ids()
    for act in (theirs.one, theirs.remove):
        with pytest.raises(NothingHere):
            act(row)


def test_a_stance_of_one_day_is_one_and_of_another_day_another(
    theirs: OwnReflecting, clock: FakeClock
) -> None:
    for much in (2, 3):
        theirs.hold_beside(Beside("hope", clock.now(), much))
    clock.wait(2 * 24 * 60)
    theirs.hold_beside(Beside("hope", clock.now(), 5))
    theirs.hold_beside(Beside("pace", clock.now(), 1))
    assert [(each.stance, each.much) for each in theirs.kept().beside] == [("hope", 3), ("hope", 5), ("pace", 1)]  # fmt: skip
    theirs.hold_beside(Beside("hope", clock.now()))
    assert [each.much for each in theirs.kept().beside] == [3, 1]


def test_a_cell_is_one_and_an_empty_one_is_none(theirs: OwnReflecting) -> None:
    theirs.set_cell(Cell("trust", "first", Private("two sentences"), again=date(2026, 4, 1)))
    theirs.set_cell(Cell("trust", "first", Private("three sentences")))
    theirs.set_cell(Cell("trust", "ending", Private("who keeps the notes")))
    assert {cell.does.text for cell in theirs.kept().cells} == {"three sentences", "who keeps the notes"}  # fmt: skip
    theirs.set_cell(Cell("trust", "first"))
    assert [cell.moment for cell in theirs.kept().cells] == ["ending"]


def test_another_therapist_is_answered_as_if_it_were_not_there(
    vault: Vault, theirs: OwnReflecting, clock: FakeClock
) -> None:
    row = theirs.write(after(clock))
    other = OwnReflecting(vault, Accounts(vault).make(Private("Ivo"), PASSPHRASE, role=Role.THERAPIST))  # fmt: skip
    for act in (other.one, other.remove, lambda which: other.change(which, after(clock))):
        with pytest.raises(NothingHere):
            act(row)
    assert other.kept().reflections == ()
    assert theirs.one(row)


def test_what_was_written_at_a_time_is_read_the_same(clock: FakeClock) -> None:
    for leaf in (
        replace(after(clock), picked=2, about="wall", for_supervision=True),
        Beside("hope", clock.now() + timedelta(days=1), 0, Private("a"), Private("b"), Private("c")),
        Cell("trust", "first", Private("a"), Private("b"), ("exit",), date(2026, 1, 2), date(2027, 1, 2)),
    ):  # fmt: skip
        assert read(written(leaf)) == leaf
        assert CANARY not in f"{leaf!r} {leaf}"
        assert shown(leaf)["kind"] in {"reflection", "beside", "cell"}


def test_nothing_of_it_lies_open_in_a_row(
    vault: Vault, theirs: OwnReflecting, clock: FakeClock
) -> None:
    theirs.write(after(clock))
    theirs.hold_beside(Beside("softness", clock.now(), 4))
    theirs.set_cell(Cell("culture", "ending", Private(CANARY)))
    assert len(entry_ids(vault)) == 3
    with vault.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM entry").all()
    held = repr([tuple(row) for row in rows])
    assert not [word for word in (CANARY, "softness", "culture", "after") if word in held]


def test_it_is_taken_along_with_what_is_kept_at_the_desk(
    vault: Vault, therapist: ClientKeys, theirs: OwnReflecting, clock: FakeClock
) -> None:
    theirs.write(after(clock))
    theirs.hold_beside(Beside("softness", clock.now(), 4, otherwise=Private("when it was late")))
    theirs.set_cell(Cell("culture", "ending", Private("a song")))
    document = desk_document(vault, therapist, apart=False)
    assert [len(document["reflect"][name]) for name in ("reflections", "stances", "board")] == [1, 1, 1]  # fmt: skip
    with ZipFile(BytesIO(packed_desk(vault, therapist, apart=False))) as file:
        page = file.read(TO_READ).decode()
    assert all(words in page for words in (CANARY, "when it was late", "a song"))
