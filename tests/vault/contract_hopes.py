"""What somebody hopes for, wrote to themselves and answered is sealed, changed, let go of for good, and taken along."""

from dataclasses import replace
from datetime import date

import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.hopes import MOST_GOALS, Goal, HopeMap, Letter, Rating
from holdspace.domain.marks import Mark
from holdspace.domain.noticed import Fits, Noticed
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged
from holdspace.ports.hopes import HopesKept
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.hopes import OwnHopes
from holdspace.vault.kept import KeptRecord
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids

DAY = date(2026, 3, 2)
GOAL = Goal(Private("to ring my sister on Sundays"), DAY)
MAP = HopeMap(
    DAY, Private("a quiet morning"), (Private("earlier to bed"),), sign=Private("tea, warm")
)
LETTER = Letter(DAY, Private("You got through the first night."))
KEY = Private("word:juno")


@pytest.fixture
def hopes(vault: Vault, keys: ClientKeys) -> OwnHopes:
    return OwnHopes(vault, keys)


def test_each_is_kept_as_it_was_written(hopes: OwnHopes) -> None:
    hopes.keep_goal(GOAL)
    hopes.keep_map(MAP)
    hopes.keep_letter(LETTER)
    kept = hopes.kept()
    assert [held.goal for held in kept.goals] == [GOAL]
    assert [held.map for held in kept.maps] == [MAP]
    assert [held.letter for held in kept.letters] == [LETTER]


def test_sent_twice_it_is_there_once(hopes: OwnHopes) -> None:
    for _ in range(2):
        hopes.keep_goal(GOAL)
        hopes.keep_map(MAP)
        hopes.keep_letter(LETTER)
    kept = hopes.kept()
    assert [len(kept.goals), len(kept.maps), len(kept.letters)] == [1, 1, 1]


def test_there_are_three_goals_at_most(hopes: OwnHopes) -> None:
    for n in range(MOST_GOALS + 1):
        hopes.keep_goal(Goal(Private(f"{n}"), DAY))
    assert [held.goal.says.text for held in hopes.kept().goals] == ["0", "1", "2"]


def test_a_goal_is_changed_rated_and_marked_where_it_lies(hopes: OwnHopes) -> None:
    hopes.keep_goal(GOAL)
    (held,) = hopes.kept().goals
    hopes.change_goal(held.id, lambda goal: goal.rated(Rating(DAY, 4)))
    hopes.change_goal(held.id, lambda goal: replace(goal, mark=Mark.THERAPIST))
    (after,) = hopes.kept().goals
    assert after.id == held.id
    assert after.goal == Goal(GOAL.says, DAY, (Rating(DAY, 4),), Mark.THERAPIST)


def test_what_is_let_go_of_is_gone_for_good(hopes: OwnHopes, vault: Vault) -> None:
    hopes.keep_goal(GOAL)
    hopes.keep_map(MAP)
    hopes.keep_letter(LETTER)
    kept = hopes.kept()
    rows = [kept.goals[0].id, kept.maps[0].id, kept.letters[0].id]
    for row in rows:
        hopes.let_go(row)
        with pytest.raises(NothingHere):
            hopes.let_go(row)
    assert hopes.kept() == HopesKept()
    assert set(rows) <= set(vault.tombstones.ids())
    assert not set(rows) & entry_ids(vault)


def test_what_is_another_persons_is_not_there(hopes: OwnHopes, vault: Vault) -> None:
    hopes.keep_goal(GOAL)
    (held,) = hopes.kept().goals
    other = OwnHopes(vault, Accounts(vault).make(Private("Ivo"), PASSPHRASE))
    assert other.kept() == HopesKept()
    with pytest.raises(NothingHere):
        other.let_go(held.id)
    with pytest.raises(NothingHere):
        other.change_goal(held.id, lambda goal: goal)
    with pytest.raises(NothingHere):
        other.change_letter(held.id, lambda letter: letter)
    assert [each.goal for each in hopes.kept().goals] == [GOAL]


def test_answers_to_noticings_lie_in_one_row_and_words_that_go_take_it_along(
    hopes: OwnHopes, vault: Vault
) -> None:
    fits = Fits(KEY, Private("Juno lightens it"), DAY)
    hopes.answer(lambda noticed: replace(noticed, looks=True))
    hopes.answer(lambda noticed: noticed.keeping(fits))
    assert hopes.noticed() == Noticed(looks=True, fits=(fits,))
    (row,) = entry_ids(vault) - _standing(vault, hopes)
    hopes.answer(lambda noticed: noticed.letting_go(KEY))
    assert hopes.noticed() == Noticed(looks=True, let_go=(KEY,))
    assert row in vault.tombstones.ids()
    assert row not in entry_ids(vault)


def _standing(vault: Vault, hopes: OwnHopes) -> set[str]:
    """Return the rows that no page of the long view opens."""
    with vault.database.reading() as connection:
        return {each.id for each in entries.loose(connection, hopes._keys).opened}


def test_nothing_of_it_is_opened_by_the_pages_of_a_talk(
    hopes: OwnHopes, vault: Vault, keys: ClientKeys
) -> None:
    hopes.keep_goal(GOAL)
    with vault.database.reading() as connection:
        opened = entries.loose(connection, keys).opened
    assert not any(isinstance(each.leaf, Goal) for each in opened)
    assert KeptRecord(vault, keys).open()


def test_it_is_taken_along_read_and_brought_in_once(
    hopes: OwnHopes, vault: Vault, keys: ClientKeys
) -> None:
    hopes.keep_goal(GOAL.rated(Rating(DAY, 4)))
    hopes.keep_map(MAP)
    hopes.keep_letter(LETTER)
    hopes.answer(lambda noticed: replace(noticed, looks=True).letting_go(KEY))
    taken = document(vault, keys)
    kinds = [leaf["kind"] for leaf in taken["beside"]]
    assert {"goal", "hope-map", "letter", "noticed"} <= set(kinds)
    text = page(taken)
    for words in ("to ring my sister", "a quiet morning", "tea, warm", "the first night"):
        assert words in text
    theirs = OwnHopes(vault, other := Accounts(vault).make(Private("Ivo"), PASSPHRASE))
    for _ in range(2):
        bring(vault, other, packed(taken))
    kept = theirs.kept()
    assert [held.goal for held in kept.goals] == [GOAL.rated(Rating(DAY, 4))]
    assert [held.map for held in kept.maps] == [MAP]
    assert [held.letter for held in kept.letters] == [LETTER]
    assert kept.noticed == Noticed(let_go=(KEY,))  # whether it may look is asked here


def test_a_no_given_here_is_not_made_a_yes_by_a_file(
    hopes: OwnHopes, vault: Vault, keys: ClientKeys
) -> None:
    hopes.answer(lambda noticed: replace(noticed, looks=True))
    taken = packed(document(vault, keys))
    hopes.answer(lambda noticed: replace(noticed, looks=False))
    bring(vault, keys, taken)
    assert hopes.noticed().looks is False


def test_a_file_with_a_rating_of_no_scale_is_damaged(
    hopes: OwnHopes, vault: Vault, keys: ClientKeys
) -> None:
    hopes.keep_goal(Goal(GOAL.says, DAY, (Rating(DAY, 11),)))
    with pytest.raises(ParcelDamaged):
        bring(vault, keys, packed(document(vault, keys)))
