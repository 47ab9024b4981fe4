"""Words to be known are sealed one by one, asked about once, changed and forgotten, and taken along."""

from dataclasses import replace

import anyio
import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, VisitId
from holdspace.domain.refusals import TicketOver
from holdspace.domain.spoken_of import Known, Mention, names_in
from holdspace.domain.talk import Memory
from holdspace.ports.keeping import Asked, Keeping, Portion
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.guest import GuestRecord
from holdspace.vault.kept import KeptRecord
from holdspace.vault.loose import Belongings
from holdspace.vault.members import KeptMembers
from holdspace.vault.parcel import document, packed, page
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids, say

JUNO, MUM = Known(Private("my sister Juno")), Known(Private("my mum"))
BOAT = Known(Private("boat"), person=False)
NAME, PHONE = Private("Ivo"), Private("a phone")


@pytest.fixture
def cookie(members: KeptMembers, keys: ClientKeys) -> str:
    return members.sign_ins.open(keys, PHONE)


def visited(vault: Vault, keys: ClientKeys, *words: str) -> VisitId:
    """Let somebody talk in a new visit."""
    visit = KeptRecord(vault, keys).open()
    for said in words:
        say(vault, keys, visit, said)
    return visit


def known(vault: Vault, keys: ClientKeys) -> list[Known]:
    return [held.known for _, held in Belongings(vault, keys).known()]


def recalled(vault: Vault, keys: ClientKeys, visit: VisitId) -> Memory:
    return anyio.run(KeptRecord(vault, keys).recall, visit)


def keep(members: KeptMembers, cookie: str, visit: VisitId, *words: Known) -> Asked:
    """Ask about words and have all of them ticked."""
    asked = members.ask_about(cookie, visit, words)
    members.keep_known(asked.ticket, frozenset(each.word.text for each in asked.words))
    return asked


def test_a_yes_holds_though_they_are_signed_out(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    visit = visited(vault, keys, "Juno sold the boat")
    asked = members.ask_about(cookie, visit, (JUNO, BOAT))
    assert asked.words == (JUNO, BOAT)
    members.leave(cookie)
    members.keep_known(asked.ticket, frozenset({"my sister Juno", "a stranger"}))
    assert known(vault, keys) == [JUNO]
    (held,) = (held for _, held in Belongings(vault, keys).known())
    assert held.on == vault.clock.now().date()


def test_without_a_yes_nothing_is_kept_and_nobody_is_asked_again(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    first = visited(vault, keys, "my sister Juno sold the boat")
    rows = len(entry_ids(vault))
    members.ask_about(cookie, first, (JUNO, BOAT))
    assert known(vault, keys) == []
    assert len(entry_ids(vault)) == rows
    again = visited(vault, keys, "my sister Juno rang, and my mum")
    assert members.ask_about(cookie, again, (JUNO, MUM)).words == (MUM,)
    assert members.ask_about(cookie, again, (MUM,)) == Asked()


def test_what_came_up_in_a_visit_that_was_not_asked_about_may_be_asked_about(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    visited(vault, keys, "my sister Juno sold the boat")
    later = visited(vault, keys, "my sister Juno rang")
    assert members.ask_about(cookie, later, (JUNO,)).words == (JUNO,)


def test_a_ticket_is_over_after_an_hour_and_nobody_else_can_make_one(
    members: KeptMembers, keys: ClientKeys, cookie: str, clock: FakeClock
) -> None:
    vault = members.vault
    asked = members.ask_about(cookie, visited(vault, keys, "Juno rang"), (JUNO,))
    clock.wait(61)
    for ticket in (asked.ticket, asked.ticket[:-2] + "AA", "", "nonsense"):
        with pytest.raises(TicketOver):
            members.keep_known(ticket, frozenset({JUNO.word.text}))
    assert known(vault, keys) == []


def test_sent_twice_it_is_there_once_and_once_forgotten_it_stays_so(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    visit = visited(vault, keys, "Juno rang")
    asked = keep(members, cookie, visit, JUNO)
    members.keep_known(asked.ticket, frozenset({JUNO.word.text}))
    ((row, _),) = Belongings(vault, keys).known()
    Belongings(vault, keys).forget_known(row)
    members.keep_known(asked.ticket, frozenset({JUNO.word.text}))
    assert known(vault, keys) == []
    assert row in vault.tombstones.ids()


def test_a_ticket_of_somebody_who_was_removed_keeps_nothing(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    asked = members.ask_about(cookie, visited(vault, keys, "Juno rang"), (JUNO,))
    vault.remove_person(keys.client)
    with pytest.raises(NothingHere):
        members.keep_known(asked.ticket, frozenset({JUNO.word.text}))


def test_whoever_is_not_signed_in_is_asked_nothing(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    visit = visited(vault, keys, "Juno rang")
    assert members.ask_about("nobody", visit, (JUNO,)) == Asked()
    members.lock(cookie, Private(""))
    assert members.ask_about(cookie, visit, (JUNO,)) == Asked()


def test_the_next_visit_knows_it_and_a_change_holds_in_an_open_one(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    keep(members, cookie, visited(vault, keys, "Juno rang"), JUNO)
    visit = KeptRecord(vault, keys).open()
    assert recalled(vault, keys, visit).known == (JUNO,)
    entered = members.enter(cookie)
    assert entered is not None
    assert entered.member is not None
    ((row, _),) = Belongings(vault, keys).known()
    entered.member.change_known(row, Private("my sister June"))
    assert recalled(vault, keys, visit).known == (Known(Private("my sister June")),)
    entered.member.change_known("another", Private("x"))
    entered.member.change_known(row, Private(" "))
    entered.member.forget_known("another")
    (held,) = entered.member.remembered().known
    assert held.known.word == Private("my sister June")
    entered.member.forget_known(row)
    assert recalled(vault, keys, visit).known == ()
    assert entered.member.remembered().known == ()


def test_another_person_can_neither_change_nor_forget_it(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    keep(members, cookie, visited(vault, keys, "Juno rang"), JUNO)
    ((row, _),) = Belongings(vault, keys).known()
    other = Belongings(vault, Accounts(vault).make(NAME, PASSPHRASE))
    other.change_known(row, Private("taken"))
    other.forget_known(row)
    assert known(vault, keys) == [JUNO]


@pytest.mark.parametrize("portion", Portion)
def test_a_guest_who_makes_it_theirs_keeps_what_they_ticked_and_no_other_word(
    members: KeptMembers, guests: GuestRecord, portion: Portion
) -> None:
    key, here = guests.open()
    held = guests._visits[here]
    spoken = tuple(Mention(each.word, names_in(each.word.text), turns=(1,)) for each in (JUNO, MUM))
    held.memory = replace(held.memory, turns=1, mentions=spoken)
    assert guests.page(here).offers == (JUNO, MUM)
    guests.part(key)
    keeping = Keeping(portion=portion, name=NAME, passphrase=PASSPHRASE, known=(JUNO,), asked=True)
    cookie = members.make(here, keeping, PHONE)
    entered = members.enter(cookie)
    assert entered is not None
    assert entered.member is not None
    assert [each.known for each in entered.member.remembered().known] == [JUNO]


def test_it_is_taken_along_read_and_brought_in_once(
    members: KeptMembers, vault: Vault, keys: ClientKeys, cookie: str
) -> None:
    keep(members, cookie, visited(vault, keys, "Juno rang"), JUNO, BOAT)
    taken = document(vault, keys)
    assert [leaf["kind"] for leaf in taken["beside"]].count("known") == 2
    assert "my sister Juno" in page(taken)
    other = Accounts(vault).make(NAME, PASSPHRASE)
    for _ in range(2):
        bring(vault, other, packed(taken))
    assert sorted(each.word.text for each in known(vault, other)) == ["boat", "my sister Juno"]
