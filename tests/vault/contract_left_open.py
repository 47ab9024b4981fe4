"""What whoever finds a page, a device or a file open cannot take from it, and what is forgotten and locked by itself."""

from dataclasses import replace

import anyio
import pytest
from sqlalchemy import func, select

from holdspace.domain.errors import NameTooLong, NothingHere, NotOpened
from holdspace.domain.people import Private
from holdspace.ports.keeping import Keeping
from holdspace.ports.opening import NewPasskey
from holdspace.vault.accounts import Accounts
from holdspace.vault.guest import GuestRecord
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers
from holdspace.vault.sealing import framed
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import sign_in
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.contract_members import MINE, PHONE, entered, visited, words_of


def test_whoever_finds_a_page_open_gets_no_lasting_way_in(
    members: KeptMembers, clock: FakeClock
) -> None:
    member = entered(members, members.make(None, MINE, PHONE))
    assert member.came_just_now()
    clock.wait(11)
    assert not member.came_just_now()
    for typed in ("", "a quiet river in winter"):
        with pytest.raises(NotOpened):
            member.new_words(Private(typed))
    with pytest.raises(NotOpened):
        member.add_passkey(NewPasskey(b"credential", b"public", PHONE, bytes(32)), 0)
    assert len(member.new_words(PASSPHRASE).text.split()) == 10


def test_an_account_gets_no_other_name_and_passphrase_without_the_one_it_has(
    members: KeptMembers,
) -> None:
    member = entered(members, members.make(None, MINE, PHONE))
    with pytest.raises(NothingHere):
        member.make_mine(Keeping(name=Private("Ivo"), passphrase=Private("a river of somebody's")))
    assert member.account().name == "Juno"
    with pytest.raises(NotOpened):
        members.come_in(MINE.name, Private("a river of somebody's"), PHONE)


def test_what_waited_and_is_sealed_again_waits_once(members: KeptMembers) -> None:
    cookie = members.make(None, MINE, PHONE)
    for draft in ("half", "half", "half a sentence"):
        members.lock(cookie, Private(draft))
    members.unlock(cookie, PASSPHRASE)
    assert entered(members, cookie).draft() == Private("half a sentence")


def test_a_line_removed_from_an_open_visit_is_forgotten_in_it_too(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one", "two")
    guests._visits[here].memory = replace(guests.memory(here), last_words=Private("two"))
    member = entered(members, members.make(here, MINE, PHONE))
    member.earlier.remove_turn(here, 2)
    assert words_of(member, here) == ["one"]
    assert anyio.run(member.recall, here).last_words == Private("")


def test_a_sign_in_nobody_came_back_to_locks_by_itself(
    members: KeptMembers, vault: Vault, clock: FakeClock
) -> None:
    members.make(None, MINE, PHONE)
    clock.wait(31)
    members.let_expired_go()
    with vault.database.reading() as connection:
        assert connection.execute(select(sign_in.c.salt, sign_in.c.key_envelope)).all() == [
            (None, None)
        ]
    clock.wait(60 * 24 * 30)
    members.let_expired_go()
    with vault.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(sign_in)) == 0


def test_a_name_of_signs_that_stand_for_phrases_is_too_long(members: KeptMembers) -> None:
    with pytest.raises(NameTooLong):
        members.make(None, replace(MINE, name=Private("\ufdfa" * 60)), PHONE)


def test_a_file_taken_along_costs_a_guesser_as_much_as_signing_in(vault: Vault, guests: GuestRecord) -> None:  # fmt: skip
    dear = replace(FLOOR, passes=FLOOR.passes + 1)
    members = KeptMembers(vault, Accounts(vault, dear), SignIns(vault), guests)
    file = entered(members, members.make(None, MINE, PHONE)).taken_along(PASSPHRASE)
    assert framed((dear.memory).to_bytes(4), dear.passes.to_bytes(4)) in file
