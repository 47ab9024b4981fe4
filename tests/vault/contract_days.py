"""Days are sealed by the month, changed and removed one by one, open on no page but their own, and taken along."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from holdspace.domain.days import LONGEST_NOTE, MOST_WORDS, Day, Felt
from holdspace.domain.errors import VisitFull
from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.days import KeptDays
from holdspace.vault.entries import ASIDE
from holdspace.vault.leaves import NotedDays
from holdspace.vault.loose import standing
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.tables import entry
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.contract_taking import zipped
from tests.vault.filled import entry_ids

FIRST, SECOND, JUNE = date(2026, 5, 1), date(2026, 5, 2), date(2026, 6, 1)
BOXES = Day(FIRST, Felt.HEAVY, note=Private("boxes everywhere"), body=Private("shoulders up"))


@pytest.fixture
def theirs(vault: Vault, keys: ClientKeys) -> KeptDays:
    return KeptDays(vault, keys)


def other_person(vault: Vault) -> ClientKeys:
    return Accounts(vault).make(Private("Ivo"), PASSPHRASE)


def aside_rows(vault: Vault, keys: ClientKeys) -> list[str]:
    with vault.database.reading() as connection:
        rows = select(entry.c.id).where(entry.c.person == keys.client, entry.c.number == ASIDE)
        return list(connection.scalars(rows))


def places(vault: Vault, keys: ClientKeys) -> tuple[str, ...]:
    with vault.database.reading() as connection:
        return standing(connection, keys).places


def test_what_is_noted_comes_back_by_date(theirs: KeptDays) -> None:
    theirs.note(Day(JUNE, Felt.LIGHT))
    theirs.note(BOXES)
    theirs.note(Day(SECOND, note=Private("a walk"), mark=Mark.THERAPIST))
    noted = theirs.noted()
    assert [day.on for day in noted.days] == [FIRST, SECOND, JUNE]
    assert noted.of(FIRST) == BOXES
    assert noted.of(date(2026, 7, 1)) is None


def test_a_month_is_one_row_and_no_other_page_opens_it(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    for on in (FIRST, SECOND, JUNE):
        theirs.note(Day(on, Felt.HEAVY))
    assert len(aside_rows(vault, keys)) == 2
    with vault.database.reading() as connection:
        loose = entries.loose(connection, keys).opened
    assert [type(each.leaf).__name__ for each in loose] == ["Standing"]


def test_noting_a_day_again_adds_to_it_and_changing_it_replaces_it(theirs: KeptDays) -> None:
    theirs.note(BOXES)
    theirs.note(Day(FIRST, Felt.LIGHT, note=Private("and then Juno rang")))
    day = theirs.noted().of(FIRST)
    assert day == Day(
        FIRST,
        Felt.LIGHT,
        note=Private("boxes everywhere\nand then Juno rang"),
        body=Private("shoulders up"),
    )
    theirs.note(Day(FIRST, note=Private("only this")), FIRST)
    assert theirs.noted().days == (Day(FIRST, note=Private("only this")),)


def test_the_same_words_sent_twice_stand_there_once(theirs: KeptDays) -> None:
    theirs.note(BOXES)
    theirs.note(BOXES)
    assert theirs.noted().days == (BOXES,)


def test_what_would_be_too_long_together_is_refused_and_what_was_there_stays(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    long = Day(FIRST, note=Private("x" * LONGEST_NOTE))
    theirs.note(long)
    with pytest.raises(VisitFull):
        theirs.note(BOXES)
    assert theirs.noted().days == (long,)
    ivo = other_person(vault)
    KeptDays(vault, ivo).note(BOXES)
    bring(vault, ivo, packed(document(vault, keys)))
    assert KeptDays(vault, ivo).noted().days == (BOXES,)


@pytest.mark.parametrize("to", [SECOND, JUNE])
def test_a_day_changed_into_another_leaves_the_first_one_open(theirs: KeptDays, to: date) -> None:
    theirs.note(BOXES)
    theirs.note(Day(to, Felt.HEAVY), FIRST)
    assert theirs.noted().days == (Day(to, Felt.HEAVY),)


def test_a_day_that_was_emptied_is_gone(theirs: KeptDays, vault: Vault, keys: ClientKeys) -> None:
    theirs.note(BOXES)
    theirs.note(Day(FIRST, mark=Mark.THERAPIST), FIRST)
    assert theirs.noted().days == ()
    theirs.note(Day(SECOND))
    assert aside_rows(vault, keys) == []


def test_a_removed_day_takes_no_other_along_and_no_backup_brings_it_back(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.note(BOXES)
    theirs.note(Day(SECOND, Felt.LIGHT))
    (before,) = aside_rows(vault, keys)
    theirs.remove(FIRST)
    theirs.remove(date(2020, 1, 1))
    assert theirs.noted().days == (Day(SECOND, Felt.LIGHT),)
    assert before in vault.tombstones.ids()
    assert before not in entry_ids(vault)
    vault.finish_removals()
    assert theirs.noted().days == (Day(SECOND, Felt.LIGHT),)


def test_a_removal_cut_off_before_the_old_row_went_loses_no_other_day(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.note(BOXES)
    theirs.note(Day(SECOND, Felt.LIGHT))
    with vault.database.writing() as connection:  # as far as a removal of the first day comes
        left = entries.beside(NotedDays((Day(SECOND, Felt.LIGHT),)), vault.dice.id())
        entries.add(connection, keys, left)
    assert theirs.noted().of(SECOND) == Day(SECOND, Felt.LIGHT)
    theirs.note(Day(SECOND, Felt.BETWEEN), SECOND)
    assert len(aside_rows(vault, keys)) == 1
    assert theirs.noted().of(SECOND) == Day(SECOND, Felt.BETWEEN)


def test_words_are_kept_once_and_forgotten_for_good(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.keep_words((Private("the canal"), Private("quiet"), Private("canal")))
    theirs.keep_words((Private("Canal"),))
    words = {held.came_back.word.text: held.id for held in theirs.noted().words}
    assert set(words) == {"the canal", "quiet"}
    theirs.forget_word("another")
    theirs.forget_word(words["quiet"])
    assert [held.came_back.word.text for held in theirs.noted().words] == ["the canal"]
    assert words["quiet"] in vault.tombstones.ids()
    theirs.keep_words(tuple(Private(f"word{number}") for number in range(MOST_WORDS + 9)))
    assert len(theirs.noted().words) == MOST_WORDS
    assert len(aside_rows(vault, keys)) == MOST_WORDS


def test_the_page_is_a_place_while_it_holds_something(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    assert places(vault, keys) == ()
    theirs.note(BOXES)
    assert places(vault, keys) == ("been",)
    theirs.remove(FIRST)
    assert places(vault, keys) == ()
    theirs.note(BOXES)
    theirs.keep_words((Private("the canal"),))
    theirs.remove_all()
    theirs.remove_all()
    assert (theirs.noted().days, theirs.noted().words) == ((), ())
    assert places(vault, keys) == ()


def test_another_person_sees_changes_and_removes_nothing_of_it(
    theirs: KeptDays, vault: Vault
) -> None:
    theirs.note(BOXES)
    theirs.keep_words((Private("the canal"),))
    (held,) = theirs.noted().words
    stranger = KeptDays(vault, other_person(vault))
    stranger.remove(FIRST)
    stranger.forget_word(held.id)
    stranger.note(Day(FIRST, Felt.VERY_LIGHT))
    stranger.remove_all()
    assert stranger.noted().days == ()
    assert theirs.noted().days == (BOXES,)
    assert theirs.noted().words == (held,)


def test_a_damaged_month_is_counted_and_hides_no_other(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.note(BOXES)
    (row,) = aside_rows(vault, keys)
    theirs.note(Day(JUNE, Felt.LIGHT))
    with vault.database.writing() as connection:
        connection.execute(entry.update().where(entry.c.id == row).values(envelope=b"\1" + b"x" * 99))  # fmt: skip
    noted = theirs.noted()
    assert (noted.days, noted.broken) == ((Day(JUNE, Felt.LIGHT),), 1)
    theirs.note(Day(SECOND, Felt.LIGHT))
    assert theirs.noted().of(SECOND) is not None


def test_it_is_taken_along_read_and_brought_in_once(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.note(BOXES)
    theirs.note(Day(JUNE, Felt.LIGHT, mark=Mark.THERAPIST))
    theirs.keep_words((Private("the canal"),))
    taken = document(vault, keys)
    read = page(taken)
    for says in ("1 May 2026", "boxes everywhere", "shoulders up", "Marked for your therapist", "the canal", ": heavy"):  # fmt: skip
        assert says in read
    ivo = other_person(vault)
    for _ in range(2):
        bring(vault, ivo, packed(taken))
    assert KeptDays(vault, ivo).noted().days == theirs.noted().days
    assert len(KeptDays(vault, ivo).noted().words) == 1
    assert places(vault, ivo) == ("been",)
    assert document(vault, ivo)["beside"] == taken["beside"]


def test_where_a_day_is_here_already_its_word_stays_and_what_was_written_adds_up(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.note(Day(FIRST, Felt.HEAVY, note=Private("there"), mark=Mark.THERAPIST))
    ivo = other_person(vault)
    KeptDays(vault, ivo).note(Day(FIRST, Felt.LIGHT, note=Private("here")))
    bring(vault, ivo, packed(document(vault, keys)))
    assert KeptDays(vault, ivo).noted().days == (
        Day(FIRST, Felt.LIGHT, note=Private("here\nthere")),
    )


def _two_months(days: list[dict[str, object]]) -> None:
    days.append(days[0] | {"on": "2026-06-01"})


def _twice(days: list[dict[str, object]]) -> None:
    days.append(days[0])


def _too_long(days: list[dict[str, object]]) -> None:
    days[0]["note"] = {"text": "x" * 3_000}


def _nothing(days: list[dict[str, object]]) -> None:
    days.clear()


def _empty(days: list[dict[str, object]]) -> None:
    days[0] |= {"felt": None, "note": {"text": ""}, "body": {"text": ""}}


def _no_word(days: list[dict[str, object]]) -> None:
    days[0]["felt"] = "splendid"


@pytest.mark.parametrize("spoil", [_two_months, _twice, _too_long, _nothing, _empty, _no_word])
def test_days_that_no_page_could_have_written_are_refused(
    theirs: KeptDays,
    vault: Vault,
    keys: ClientKeys,
    spoil: Callable[[list[dict[str, object]]], None],
) -> None:
    theirs.note(BOXES)
    taken = document(vault, keys)
    (leaf,) = (leaf for leaf in taken["beside"] if leaf["kind"] == "days")
    spoil(leaf["holds"]["days"])
    ivo = other_person(vault)
    with pytest.raises(ParcelDamaged):
        bring(vault, ivo, zipped(taken))
    assert KeptDays(vault, ivo).noted().days == ()


def test_a_word_from_a_file_that_is_far_too_long_is_refused(
    theirs: KeptDays, vault: Vault, keys: ClientKeys
) -> None:
    theirs.keep_words((Private("the canal"),))
    taken = document(vault, keys)
    (leaf,) = (leaf for leaf in taken["beside"] if leaf["kind"] == "came-back")
    leaf["holds"]["word"]["text"] = "x" * 61
    with pytest.raises(ParcelDamaged):
        bring(vault, other_person(vault), packed(taken))


def test_a_place_that_a_file_names_is_not_believed(vault: Vault, keys: ClientKeys) -> None:
    KeptDays(vault, keys).note(BOXES)
    taken = document(vault, keys)
    taken["beside"] = [leaf for leaf in taken["beside"] if leaf["kind"] == "standing"]
    ivo = other_person(vault)
    bring(vault, ivo, packed(taken))
    assert places(vault, ivo) == ()


def test_new_keys_open_every_month(vault: Vault, keys: ClientKeys) -> None:
    KeptDays(vault, keys).note(BOXES)
    KeptDays(vault, keys).keep_words((Private("the canal"),))
    again, _ = Accounts(vault).rotate(keys, PASSPHRASE)
    noted = KeptDays(vault, again).noted()
    assert (noted.days, len(noted.words), noted.broken) == ((BOXES,), 1, 0)
