"""A story is sealed passage by passage, opened by its own pages alone, taken along, and gone for good when it is removed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.story import MOST_KEEPSAKES, Keepsake, KeptAs
from holdspace.ports.story import STORY
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.kept import KeptRecord
from holdspace.vault.loose import Belongings, standing
from holdspace.vault.members import KeptMembers
from holdspace.vault.moving import backup, restore
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.story import OwnStory
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import CANARY, entry_ids, fill

WORDS = Private("It began in May.\n\nThe van broke, and I sold it.")
PHONE = Private("a phone")


@pytest.fixture
def story(vault: Vault, keys: ClientKeys) -> OwnStory:
    return OwnStory(vault, keys)


def moment(story: OwnStory, words: str = "I rang my sister") -> Keepsake:
    made = Keepsake(KeptAs.MOMENT, Private(words), story._vault.clock.now().date(), heard=True)
    story.keep(made)
    return made


def places(vault: Vault, keys: ClientKeys) -> tuple[str, ...]:
    with vault.database.reading() as connection:
        return standing(connection, keys).places


def test_what_was_written_is_there_as_it_was_written(story: OwnStory, clock: FakeClock) -> None:
    row = story.write(WORDS)
    assert story.passage(row).words == WORDS
    assert story.passage(row).at == clock.now()
    assert [held.id for held in story.kept().passages] == [row]


def test_sent_twice_on_a_day_it_is_there_once_and_another_day_again(
    story: OwnStory, clock: FakeClock
) -> None:
    assert story.write(WORDS) == story.write(WORDS)
    clock.wait(60 * 24)
    story.write(WORDS)
    assert len(story.kept().passages) == 2


def test_what_is_done_is_no_draft_any_more_and_the_talk_s_draft_stays(
    story: OwnStory, vault: Vault, keys: ClientKeys
) -> None:
    belongings = Belongings(vault, keys)
    belongings.keep_draft(Private("half a sentence"))
    belongings.keep_draft(Private("It began"), STORY)
    assert story.kept().draft == Private("It began")
    assert belongings.draft() == Private("half a sentence")
    story.write(WORDS)
    assert not story.kept().draft
    assert belongings.draft() == Private("half a sentence")


def test_passages_stand_in_the_order_they_were_written(story: OwnStory, clock: FakeClock) -> None:
    rows = []
    for words in ("one", "two", "three"):
        rows.append(story.write(Private(words)))
        clock.wait(1)
    assert [held.id for held in story.kept().passages] == rows


def test_changes_stay_and_what_is_gone_is_answered_as_what_is_another_s(
    story: OwnStory, vault: Vault, accounts: Accounts
) -> None:
    row = story.write(WORDS)
    changed = replace(story.passage(row).marked(frozenset({1})), chapter=Private("The van"))
    story.change(row, changed)
    assert story.passage(row) == changed
    assert changed.paragraphs[1].mark is Mark.THERAPIST
    ivo = OwnStory(vault, accounts.make(Private("Ivo"), PASSPHRASE))
    moment(story)
    (held,) = story.kept().keepsakes
    for other in (row, held.id, "A" * 22):
        for work in (ivo.passage, ivo.remove, ivo.keepsake, ivo.forget):
            with pytest.raises(NothingHere):
                work(other)
        with pytest.raises(NothingHere):
            ivo.change(other, changed)
    with pytest.raises(NothingHere):
        story.passage(held.id)  # a row of another kind is none of this one
    assert story.passage(row) == changed


def test_a_keepsake_is_kept_once_changed_and_forgotten(story: OwnStory) -> None:
    made = moment(story)
    moment(story)
    (held,) = story.kept().keepsakes
    story.change_keepsake(held.id, replace(made, kind=KeptAs.STRENGTH, mark=Mark.THERAPIST))
    assert story.keepsake(held.id).kind is KeptAs.STRENGTH
    story.forget(held.id)
    assert story.kept().keepsakes == ()


def test_there_are_never_more_keepsakes_than_a_page_can_show(story: OwnStory) -> None:
    day = moment(story).on
    more = (Keepsake(KeptAs.PERSON, Private(str(n)), day) for n in range(MOST_KEEPSAKES + 5))
    story.keep(*more)
    assert len(story.kept().keepsakes) == MOST_KEEPSAKES


def test_it_is_a_place_only_while_it_holds_something(
    story: OwnStory, vault: Vault, keys: ClientKeys
) -> None:
    assert places(vault, keys) == ()
    row = story.write(WORDS)
    moment(story)
    assert places(vault, keys) == ("story",)
    story.remove(row)
    assert places(vault, keys) == ("story",)
    story.forget(story.kept().keepsakes[0].id)
    assert places(vault, keys) == ()


def test_what_is_being_written_is_a_place_too(members: KeptMembers, keys: ClientKeys) -> None:
    cookie = members.sign_ins.open(keys, PHONE)
    entered = members.enter(cookie)
    assert entered
    assert entered.member
    assert entered.member.places() == frozenset()
    entered.member.keep_draft(Private("It began"), STORY)
    assert entered.member.places() == {"story"}


def test_no_page_of_the_talk_opens_a_passage(story: OwnStory, vault: Vault, keys: ClientKeys) -> None:  # fmt: skip
    row = story.write(WORDS)
    with vault.database.reading() as connection:
        assert row not in {each.id for each in entries.loose(connection, keys).opened}
        assert row in {each.id for each in entries.aside(connection, keys).opened}
    visit = KeptRecord(vault, keys).open()
    assert KeptRecord(vault, keys).current() == visit


def test_the_last_of_what_is_written_takes_the_place_of_what_was_sealed_before(
    members: KeptMembers, keys: ClientKeys, story: OwnStory
) -> None:
    cookie = members.sign_ins.open(keys, PHONE)
    Belongings(members.vault, keys).keep_draft(Private("It began in Mai."), STORY)
    members.lock(cookie, Private("It began in May. Then"), STORY)
    assert story.kept().draft == Private("It began in May. Then")
    members.lock(cookie, Private("It began in May. Then the van"), STORY)  # locked before: no key
    assert story.kept().draft == Private("It began in May. Then the van")
    assert not Belongings(members.vault, keys).draft()


def test_it_is_taken_along_and_comes_in_once(
    story: OwnStory, vault: Vault, keys: ClientKeys, accounts: Accounts
) -> None:
    row = story.write(WORDS)
    heard = replace(story.passage(row), heard=(Private("The van broke."),), chapter=Private("Vans"))
    story.change(row, heard.marked(frozenset({0})))
    moment(story)
    Belongings(vault, keys).keep_draft(Private("And then"), STORY)
    taken = document(vault, keys)
    told = page(taken)
    for words in ("It began in May.", "for my therapist", "Vans", "The van broke.", "I rang my sister", "Moments of strength", "And then"):  # fmt: skip
        assert words in told
    file = packed(taken)
    ivo = accounts.make(Private("Ivo"), PASSPHRASE)
    for _ in range(2):
        bring(vault, ivo, file)
        kept = OwnStory(vault, ivo).kept()
        assert [held.passage for held in kept.passages] == [story.passage(row)]
        assert [held.keepsake for held in kept.keepsakes] == [story.kept().keepsakes[0].keepsake]
        assert kept.draft == Private("And then")
        assert places(vault, ivo) == ("story",)
    assert json.loads(json.dumps(document(vault, ivo)["beside"])) == taken["beside"]


def test_what_was_removed_comes_back_by_no_backup(vault: Vault, tmp_path: Path) -> None:
    keys = fill(vault, "Ivo")
    story = OwnStory(vault, keys)
    row, other = story.write(Private(CANARY)), story.write(Private("the other one"))
    moment(story)
    copy = tmp_path / "copy.backup"
    backup(vault, copy)
    story.remove(row)
    story.forget(story.kept().keepsakes[0].id)
    restore(vault, copy, over=True)
    kept = story.kept()
    assert [held.id for held in kept.passages] == [other]
    assert kept.keepsakes == ()


def test_removing_somebody_takes_their_story(story: OwnStory, vault: Vault, keys: ClientKeys) -> None:  # fmt: skip
    row = story.write(WORDS)
    vault.remove_person(keys.client)
    assert row not in entry_ids(vault)


def test_new_keys_go_on_opening_it(story: OwnStory, vault: Vault, keys: ClientKeys, accounts: Accounts) -> None:  # fmt: skip
    row = story.write(WORDS)
    fresh, _ = accounts.rotate(keys, Private("another river, much later"))
    assert OwnStory(vault, fresh).passage(row).words == WORDS
    with pytest.raises(NothingHere):
        story.write(Private("with an old key"))
