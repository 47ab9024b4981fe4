"""A questionnaire somebody filled in is sealed, there once, let go of for good, and taken along."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.filled import FilledIn, Given
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelDamaged
from holdspace.domain.risk import Tier
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.filled import OwnFilled
from holdspace.vault.member import KeptMember
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids

AT = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)
FILLED = FilledIn("phq-2", "1", "PHQ-2", AT, (Given(1, 2), Given(2, 1)), "3")
LATER = replace(FILLED, at=AT.replace(month=4), came_to="")


@pytest.fixture
def filled(vault: Vault, keys: ClientKeys) -> OwnFilled:
    return OwnFilled(vault, keys)


def test_it_is_kept_as_it_was_filled_in_earliest_first_and_once(filled: OwnFilled) -> None:
    for each in (LATER, FILLED, replace(FILLED, at=AT.replace(minute=20))):
        filled.keep(each)
    assert [held.filled for held in filled.kept()] == [FILLED, LATER]


def test_what_is_let_go_of_is_gone_for_good_and_so_is_its_place(
    filled: OwnFilled, vault: Vault, keys: ClientKeys
) -> None:
    member = KeptMember(Accounts(vault), SignIns(vault), keys, "")
    filled.keep(FILLED)
    assert "measures" in member.places()
    (held,) = filled.kept()
    filled.let_go(held.id)
    assert "measures" not in member.places()
    assert held.id in vault.tombstones.ids()
    assert held.id not in entry_ids(vault)
    with pytest.raises(NothingHere):
        filled.let_go(held.id)


def test_what_is_another_persons_is_not_there(filled: OwnFilled, vault: Vault) -> None:
    filled.keep(FILLED)
    (held,) = filled.kept()
    other = OwnFilled(vault, Accounts(vault).make(Private("Ivo"), PASSPHRASE))
    assert other.kept() == ()
    with pytest.raises(NothingHere):
        other.let_go(held.id)
    assert filled.kept() == (held,)


def test_it_is_taken_along_and_brought_in_once(
    filled: OwnFilled, vault: Vault, keys: ClientKeys
) -> None:
    filled.keep(FILLED)
    whole = document(vault, keys)
    assert "PHQ-2, 2 March 2026: 3" in page(whole)
    file = packed(whole)
    other = Accounts(vault).make(Private("Ivo"), PASSPHRASE)
    for _ in range(2):
        bring(vault, other, file)
    assert [held.filled for held in OwnFilled(vault, other).kept()] == [FILLED]


@pytest.mark.parametrize(
    "odd",
    [
        replace(FILLED, answers=()),
        replace(FILLED, answers=(Given(1, 2), Given(1, 2))),
        replace(FILLED, answers=(Given(1, 900),)),
        replace(FILLED, answers=(Given(-1, 0),)),
        replace(FILLED, title="x" * 500),
        replace(FILLED, came_to="x" * 50),
        replace(FILLED, measure=""),
        replace(FILLED, at=AT.replace(tzinfo=None)),
    ],
)
def test_one_that_no_page_makes_is_not_brought_in(
    filled: OwnFilled, vault: Vault, keys: ClientKeys, odd: FilledIn
) -> None:
    filled.keep(odd)
    file = packed(document(vault, keys))
    other = Accounts(vault).make(Private("Ivo"), PASSPHRASE)
    with pytest.raises(ParcelDamaged):
        bring(vault, other, file)


def test_without_any_visit_none_stood_anywhere(vault: Vault, keys: ClientKeys) -> None:
    member = KeptMember(Accounts(vault), SignIns(vault), keys, "")
    assert member.earlier.stood_at(Tier.R0, AT) is None
