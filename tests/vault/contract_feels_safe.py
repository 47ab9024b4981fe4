"""What feels safe to somebody is sealed in one leaf; what goes is gone for good; it is taken along and brought in once."""

import pytest

from holdspace.domain.errors import NothingHere, VisitFull
from holdspace.domain.feels_safe import LONGEST_PART, PARTS, FeelsSafe
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged
from holdspace.vault.bringing import bring
from holdspace.vault.feels_safe import OwnFeelsSafe
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.vault.filled import entry_ids, member_of, somebody_else

DOOR = Private("the chair by the door")
FAST = Private("being asked too fast")
WRITTEN = FeelsSafe(DOOR, FAST)


@pytest.fixture
def own(vault: Vault, keys: ClientKeys) -> OwnFeelsSafe:
    return OwnFeelsSafe(vault, keys)


def test_it_is_kept_as_it_was_written_and_its_place_is_known_while_it_holds_something(
    own: OwnFeelsSafe, vault: Vault, keys: ClientKeys
) -> None:
    assert own.kept() == FeelsSafe()
    own.change(lambda _: WRITTEN)
    assert own.kept() == WRITTEN
    assert member_of(vault, keys).remembered().feels_safe == WRITTEN
    assert "feels-safe" in member_of(vault, keys).places()
    own.change(lambda _: FeelsSafe())
    assert own.kept() == FeelsSafe()
    assert "feels-safe" not in member_of(vault, keys).places()


def test_words_that_were_changed_lie_in_no_row_any_more_and_no_backup_brings_them_back(
    own: OwnFeelsSafe, vault: Vault
) -> None:
    own.change(lambda _: WRITTEN)
    before = entry_ids(vault)
    own.change(lambda _: FeelsSafe(DOOR))
    gone = before - entry_ids(vault)
    assert len(gone) == 1
    assert gone <= set(vault.tombstones.ids())


def test_what_changes_nothing_writes_nothing(own: OwnFeelsSafe, vault: Vault) -> None:
    own.change(lambda _: WRITTEN)
    before = entry_ids(vault)
    own.change(lambda held: held)
    assert entry_ids(vault) == before


def test_too_much_is_refused_and_what_was_there_stays(own: OwnFeelsSafe) -> None:
    own.change(lambda _: WRITTEN)
    with pytest.raises(VisitFull):
        own.change(lambda _: FeelsSafe(Private("x" * (LONGEST_PART + 1))))
    assert own.kept() == WRITTEN


def test_nothing_is_kept_for_somebody_who_is_gone(
    own: OwnFeelsSafe, vault: Vault, keys: ClientKeys
) -> None:
    vault.remove_person(keys.client)
    with pytest.raises(NothingHere):
        own.change(lambda _: WRITTEN)


def test_nobody_else_s_keys_find_it(own: OwnFeelsSafe, vault: Vault) -> None:
    own.change(lambda _: WRITTEN)
    assert OwnFeelsSafe(vault, somebody_else(vault)).kept() == FeelsSafe()


def test_it_is_on_the_page_to_read_and_comes_in_once_under_what_is_there(
    own: OwnFeelsSafe, vault: Vault, keys: ClientKeys
) -> None:
    own.change(lambda _: WRITTEN)
    whole = document(vault, keys)
    for says in ("What makes it feel less safe", DOOR.text, FAST.text):
        assert says in page(whole)
    assert "to be different" not in page(whole)
    file, ivo = packed(whole), somebody_else(vault)
    theirs = OwnFeelsSafe(vault, ivo)
    theirs.change(lambda _: FeelsSafe(Private("no hurry")))
    for _ in range(2):
        bring(vault, ivo, file)
    assert theirs.kept() == FeelsSafe(Private(f"no hurry\n\n{DOOR.text}"), FAST)
    assert "feels-safe" in member_of(vault, ivo).places()


@pytest.mark.parametrize("odd", [FeelsSafe(), FeelsSafe(Private("x" * (LONGEST_PART + 1)))])
def test_one_that_no_page_makes_is_not_brought_in(
    own: OwnFeelsSafe, vault: Vault, keys: ClientKeys, odd: FeelsSafe
) -> None:
    own.change(lambda _: WRITTEN)
    whole = document(vault, keys)
    for leaf in whole["beside"]:
        if leaf["kind"] == "feels-safe":
            leaf["holds"] = {name: {"text": odd.part(name).text} for name in PARTS}
    file, ivo = packed(whole), somebody_else(vault)
    with pytest.raises(ParcelDamaged):
        bring(vault, ivo, file)
    assert OwnFeelsSafe(vault, ivo).kept() == FeelsSafe()
