"""What a return opens grows with the visits and not with the turns: counted, since time is measured elsewhere."""

from pathlib import Path

import pytest

from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.ports import Exchange
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.entries import Entry
from holdspace.vault.leaves import About, KeptTurn
from holdspace.vault.loose import Belongings
from holdspace.vault.member import KeptMember
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, unseal
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.vault import Vault
from tests.vault.conftest import Home


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/record/holdspace.db"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of whatever is opened."""
    seen: list[str] = []

    def counted(sealed: Sealed, slot: Slot, keys: ClientKeys) -> bytes:
        seen.append(slot.table)
        return unseal(sealed, slot, keys)

    monkeypatch.setattr(entries, "unseal", counted)
    return seen


def written_visits(vault: Vault, keys: ClientKeys, turns: int) -> VisitId:
    """Write three visits of so many turns; return the last."""
    last = VisitId("")
    for _ in range(3):
        last = VisitId(vault.dice.id())
        about = entries.visit_row(keys, last, About(vault.clock.now()))
        leaves = [
            KeptTurn(Exchange(n, Private("w"), None, (), "", Tier.R0)) for n in range(1, turns + 1)
        ]
        made = [Entry(vault.dice.id(), leaf, last, leaf.exchange.number) for leaf in leaves]
        with vault.database.writing() as connection:
            entries.add_rows(connection, [about], [entries.entry_row(keys, each) for each in made])
    return last


@pytest.mark.parametrize("turns", [2, 40])
def test_a_return_opens_dates_and_one_visit_and_no_other_turn(
    home: Home, opened: list[str], turns: int
) -> None:
    vault = home.open()
    keys = Accounts(vault).make_until_tomorrow()[0]
    last = written_visits(vault, keys, turns)
    earlier = EarlierVisits(vault, keys)
    assert len(earlier.listed().visits) == 3
    assert Belongings(vault, keys).plans() == ()
    assert opened == ["visit"] * 3
    opened.clear()
    assert len(earlier.exchanges(last)) == turns
    assert opened == ["visit", *["entry"] * turns]
    opened.clear()
    earlier.search(Private("zebra"))
    assert len(opened) == 3 + 3 * turns  # each visit's day is beside what was found
    vault.close()


def test_what_opens_a_place_is_told_without_opening_anything_in_it(
    home: Home, opened: list[str]
) -> None:
    vault = home.open()
    accounts, sign_ins = Accounts(vault), SignIns(vault)
    keys = accounts.make_until_tomorrow()[0]
    written_visits(vault, keys, 3)
    member = KeptMember(accounts, sign_ins, keys, sign_ins.open(keys, Private("a phone")))
    assert [each.label.text for each in member.account().devices] == ["a phone"]
    assert opened == []
    assert (member.remembered().visits, len(opened) > 3) == (3, True)
    vault.close()
