"""What is kept of gentle things is one sealed leaf: changed whole or not at all, taken along, and gone where it was taken out."""

from dataclasses import replace
from datetime import date

import anyio
import pytest

from holdspace.domain.care import After, Care, Sense, SetDown, Soothing, Tried
from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.people import Private
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Heard, Memory, Plan, Turn
from holdspace.ports.keeping import Keeping, Portion
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.guest import MOST_CARE_BYTES, GuestRecord
from holdspace.vault.kept import KeptRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids

NAME, PHONE, TODAY = Private("Ivo"), Private("a phone"), date(2026, 1, 1)
MUG = Soothing(Sense.TOUCH, Private("a warm mug"))
RAIN = Soothing(Sense.HEAR, Private("rain on the roof"))
BETTER = Tried("look-around", After.BETTER, TODAY)
WORSE = Tried("double-sigh", After.WORSE, TODAY)
WHOLE = Care(
    ("look-around",),
    ("double-sigh",),
    (BETTER, WORSE),
    (MUG, RAIN),
    (Private("the bus waited"),),
    (SetDown("one", Private("the letter"), date(2026, 2, 1)),),
)


def kept(record: KeptRecord, care: Care) -> Care:
    return record.change_care(lambda _: care)


def turn(record: KeptRecord, vault: Vault, *changes: Care) -> Memory:
    """Let a turn go by which notes something; return what it was given."""
    visit = record.current() or record.open()
    heard = Heard(visit, Private("it eased"), vault.clock.now())

    async def take() -> Memory:
        await record.note(heard)
        memory = await record.recall(visit)
        noted = replace(memory, care=changes[0]) if changes else memory
        done = Turn(1, heard, Plan((), 40, "Because."), Tier.R0, (), ())
        await record.keep(done, replace(noted, turns=1))
        return memory

    return anyio.run(take)


def test_all_of_it_is_kept_as_it_was_and_changed(record: KeptRecord, vault: Vault) -> None:
    assert record.care() == Care()
    assert kept(record, WHOLE) == WHOLE
    record.change_care(lambda care: care.keeping("five-things"))
    assert record.care() == WHOLE.keeping("five-things")
    assert len(entry_ids(vault)) == 1
    record.change_care(lambda _: Care())
    assert record.care() == Care()
    assert entry_ids(vault) == set()


def test_too_many_words_are_refused_and_what_was_there_stays(record: KeptRecord) -> None:
    kept(record, WHOLE)
    long = tuple(SetDown(str(n), Private("x" * MOST_CARE_BYTES), TODAY) for n in range(2))
    with pytest.raises(VisitFull):
        kept(record, Care(set_down=long))
    assert record.care() == WHOLE


def test_what_was_taken_out_no_old_backup_brings_back(record: KeptRecord, vault: Vault) -> None:
    kept(record, WHOLE)
    before = entry_ids(vault)
    record.change_care(lambda care: replace(care, kit=(RAIN,)))
    assert before.isdisjoint(entry_ids(vault))
    assert before <= set(vault.tombstones.ids())
    assert record.care() == replace(WHOLE, kit=(RAIN,))
    vault.finish_removals()
    assert record.care() == replace(WHOLE, kit=(RAIN,))


def test_a_change_without_taking_words_out_removes_nothing(
    record: KeptRecord, vault: Vault
) -> None:
    kept(record, WHOLE)
    before = entry_ids(vault)
    record.change_care(lambda care: care.having_tried(BETTER))
    assert entry_ids(vault) == before
    assert vault.tombstones.ids() == ()


def test_a_talk_is_given_it_without_a_word_of_theirs_and_what_it_notes_is_sealed(
    record: KeptRecord, vault: Vault
) -> None:
    kept(record, WHOLE)
    given = turn(record, vault)
    assert given.care == WHOLE.wordless
    turn(record, vault, given.care.having_tried(BETTER).keeping("five-things"))
    assert record.care() == WHOLE.having_tried(BETTER).keeping("five-things")


def test_what_a_page_changed_meanwhile_is_not_written_over(
    record: KeptRecord, vault: Vault, keys: ClientKeys
) -> None:
    kept(record, WHOLE)
    visit = record.open()
    anyio.run(record.recall, visit)
    KeptRecord(vault, keys).change_care(lambda care: care.hiding("categories"))
    heard = Heard(visit, Private("hello"), vault.clock.now())
    done = Turn(1, heard, Plan((), 40, "Because."), Tier.R0, (), ())
    anyio.run(record.keep, done, Memory(turns=1, care=WHOLE.wordless))
    assert record.care() == WHOLE.hiding("categories")


def test_it_lies_in_one_place_alone(record: KeptRecord, vault: Vault, keys: ClientKeys) -> None:
    kept(record, WHOLE)
    turn(record, vault, WHOLE.wordless.having_tried(BETTER))
    (visit,) = document(vault, keys)["visits"]
    (still_open,) = (leaf for leaf in visit["beside"] if leaf["kind"] == "open-visit")
    assert still_open["holds"]["memory"]["care"]["tried"] == []


def test_nobody_who_was_removed_keeps_anything(
    record: KeptRecord, vault: Vault, keys: ClientKeys
) -> None:
    vault.remove_person(keys.client)
    with pytest.raises(NothingHere):
        kept(record, WHOLE)


def test_another_has_nothing_of_it(record: KeptRecord, vault: Vault) -> None:
    kept(record, WHOLE)
    other = KeptRecord(vault, Accounts(vault).make(NAME, PASSPHRASE))
    assert other.care() == Care()
    kept(other, Care(kept=("five-things",)))
    assert record.care() == WHOLE


def test_it_is_taken_along_read_and_brought_in_beside_what_is_there(
    record: KeptRecord, vault: Vault, keys: ClientKeys
) -> None:
    kept(record, WHOLE)
    taken = document(vault, keys)
    told = page(taken)
    for says in (
        "Look around",
        "a warm mug",
        "the bus waited",
        "the letter",
        "February 2026",
        "harder",
    ):
        assert says in told or says.replace("February", "1 February") in told
    other = Accounts(vault).make(NAME, PASSPHRASE)
    theirs = KeptRecord(vault, other)
    mine = Care(hidden=("look-around",), tried=(BETTER,), kit=(MUG,))
    kept(theirs, mine)
    for _ in range(2):
        bring(vault, other, packed(taken))
    care = theirs.care()
    assert care.hidden == ("double-sigh", "look-around")
    assert care.kept == ()
    assert sorted(care.tried, key=str) == sorted(WHOLE.tried, key=str)
    assert set(care.kit) == {MUG, RAIN}
    assert (care.moments, care.set_down) == (WHOLE.moments, WHOLE.set_down)


@pytest.mark.parametrize("portion", Portion)
def test_a_guest_who_makes_it_theirs_keeps_it_where_they_say_so(
    members: KeptMembers, guests: GuestRecord, portion: Portion
) -> None:
    for number, care in enumerate((WHOLE, Care())):
        key, here = guests.open()
        guests.change_care(here, lambda _: WHOLE)
        guests.part(key)
        name = Private(f"Ivo {number}")
        keeping = Keeping(portion=portion, name=name, passphrase=PASSPHRASE, care=care)
        entered = members.enter(members.make(here, keeping, PHONE))
        assert entered is not None
        assert entered.member is not None
        assert entered.member.care(here) == care
        assert entered.member.remembered().care == care


def test_somebody_without_a_visit_keeps_it_too(members: KeptMembers) -> None:
    keeping = Keeping(name=NAME, passphrase=PASSPHRASE, care=WHOLE.wordless)
    entered = members.enter(members.make(None, keeping, PHONE))
    assert entered is not None
    assert entered.member is not None
    assert entered.member.remembered().care == WHOLE.wordless
