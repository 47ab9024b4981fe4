"""How a visit was is left sealed after a goodbye, once; a low answer is mended in the next visit, and then no more."""

from dataclasses import dataclass, replace

import anyio
import pytest

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, VisitId
from holdspace.domain.refusals import TicketOver
from holdspace.domain.risk import Tier
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.domain.visit_checks import Checked
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.bringing import bring
from holdspace.vault.hopes import OwnHopes
from holdspace.vault.kept import KeptRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.parcel import document, packed
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids

PHONE = Private("a phone")


@dataclass
class They:
    """Somebody who keeps their visits, and says now and then how one was."""

    members: KeptMembers
    keys: ClientKeys
    cookie: str
    clock: FakeClock

    @property
    def vault(self) -> Vault:
        return self.members.vault

    @property
    def record(self) -> KeptRecord:
        return KeptRecord(self.vault, self.keys)

    @property
    def hopes(self) -> OwnHopes:
        return OwnHopes(self.vault, self.keys)

    def ticket(self) -> str:
        return self.members.ask_how(self.cookie)

    def say(self, ticket: str, **said: int) -> None:
        self.members.keep_check(ticket, Checked(self.clock.now(), **said))

    def visited(self, **said: int) -> VisitId:
        """Have a visit, end it, and say afterwards how it was; return the next visit."""
        self.record.close(self.record.open())
        self.say(self.ticket(), **said)
        self.clock.wait(20)
        return self.record.open()

    def mend(self, visit: VisitId) -> tuple[str, ...]:
        return anyio.run(self.record.recall, visit).mend


@pytest.fixture
def they(members: KeptMembers, keys: ClientKeys, clock: FakeClock) -> They:
    return They(members, keys, members.sign_ins.open(keys, PHONE), clock)


def test_a_low_answer_is_owed_to_the_next_visit_though_they_were_signed_out(they: They) -> None:
    ticket = they.ticket()
    they.members.leave(they.cookie)
    they.say(ticket, heard=3, pace=8)
    assert they.mend(they.record.open()) == ("heard",)
    (kept,) = they.hopes.kept().checks
    assert (kept.heard, kept.pace, kept.useful) == (3, 8, None)


def test_two_less_than_before_is_low_too(they: They) -> None:
    assert they.mend(they.visited(heard=9, pace=9)) == ()
    assert they.mend(they.visited(heard=7, pace=8)) == ("heard",)


def test_answers_taken_up_lie_out_of_the_way_and_are_there_once(they: They) -> None:
    for _ in range(3):
        they.visited(heard=9)
    with they.vault.database.reading() as connection:
        loose = entries.loose(connection, they.keys).opened
    assert not any(isinstance(each.leaf, Checked) for each in loose)
    assert len(they.hopes.kept().checks.all) == 3


def test_what_was_not_said_in_a_visit_is_owed_to_the_one_after(they: They) -> None:
    they.record.close(they.visited(useful=2))
    assert they.mend(they.record.open()) == ("useful",)


def test_once_it_was_said_it_is_owed_no_more(they: They) -> None:
    record, visit = they.record, they.visited(useful=2)
    heard = Heard(visit, Private("hello"), they.clock.now())
    said = (Spoken("You said last time …", Move.RPR, "mend-useful-01"),)
    anyio.run(record.note, heard)
    turn = Turn(1, heard, Plan((), 40, "Because."), Tier.R0, (), said)
    anyio.run(record.keep, turn, Memory(turns=1))
    record.close(visit)
    assert they.mend(record.open()) == ()


def test_a_later_answer_that_is_not_low_takes_it_back(they: They) -> None:
    they.record.close(they.visited(heard=2, pace=2))
    assert they.mend(they.visited(heard=8)) == ("pace",)


def test_sent_twice_it_is_said_once_also_after_it_was_taken_up(they: They) -> None:
    ticket = they.ticket()
    for _ in range(2):
        they.say(ticket, heard=2)
    they.record.open()
    they.say(ticket, heard=9)
    assert [each.heard for each in they.hopes.kept().checks] == [2]


def test_nothing_answered_is_nothing_kept(they: They) -> None:
    before = entry_ids(they.vault)
    they.say(they.ticket())
    assert entry_ids(they.vault) == before


def test_a_ticket_is_for_one_thing_and_for_an_hour(they: They) -> None:
    they.members.keep_known(they.ticket(), frozenset({""}))
    words = they.members.ask_about(
        they.cookie, they.record.open(), (Known(Private("Juno")),)
    ).ticket
    old = they.ticket()
    with pytest.raises(TicketOver):
        they.say(words, heard=2)
    they.clock.wait(61)
    for ticket in (old, "", "nonsense"):
        with pytest.raises(TicketOver):
            they.say(ticket, heard=2)
    assert they.members.ask_how("nobody") == ""
    assert they.hopes.kept().checks.all == ()


def test_of_somebody_removed_nothing_is_kept(they: They) -> None:
    ticket = they.ticket()
    they.vault.remove_person(they.keys.client)
    with pytest.raises(NothingHere):
        they.say(ticket, heard=2)


def test_they_can_be_let_go_of_and_the_next_visit_begins_as_usual(they: They) -> None:
    they.record.close(they.visited(heard=2))
    assert they.hopes.kept().mend == ("heard",)
    they.hopes.let_mending_go()
    they.hopes.let_checks_go()
    assert they.hopes.kept().mend == ()
    assert they.hopes.kept().checks.all == ()
    assert they.mend(they.record.open()) == ()


def test_answers_that_wait_still_are_seen_taken_along_and_let_go_of(they: They) -> None:
    they.say(they.ticket(), heard=2)
    assert [each.heard for each in they.hopes.kept().checks] == [2]
    other = Accounts(they.vault).make(Private("Ivo"), PASSPHRASE)
    for _ in range(2):
        bring(they.vault, other, packed(document(they.vault, they.keys)))
    assert [each.heard for each in OwnHopes(they.vault, other).kept().checks] == [2]
    they.hopes.let_checks_go()
    assert they.hopes.kept().checks.all == ()


def test_the_manner_chosen_in_a_visit_that_mended_stays(they: They) -> None:
    record, visit = they.record, they.visited(pace=1)
    manner = replace(anyio.run(record.recall, visit).manner, slower=True)
    record.meet(visit, manner)
    record.close(visit)
    assert anyio.run(record.recall, record.open()).manner == manner
