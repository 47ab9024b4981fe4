"""A therapist's door asks for a second step: nothing opens before it, each code opens once, and the ten words set it anew."""

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from holdspace.domain.errors import NothingHere, NotOpened
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import CodeNotTaken, LastStep, LinkEnded, OtherDoor
from holdspace.ports.desk import NewTherapist, Therapist
from holdspace.ports.keeping import Keeping, Member
from holdspace.ports.opening import NewPasskey, Steps, Waiting
from holdspace.vault import second
from holdspace.vault.accounts import Accounts
from holdspace.vault.codes import SECONDS, secret_of
from holdspace.vault.invitations import invite
from holdspace.vault.leaving import export
from holdspace.vault.members import KeptMembers
from holdspace.vault.parcel import document
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import passkey, second_factor, sign_in
from holdspace.vault.therapists import KeptTherapists
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import code_at

PHONE = Private("a phone")
KEY = NewPasskey(b"credential", b"public", Private("a small key"), b"")


@pytest.fixture
def desk(vault: Vault) -> KeptTherapists:
    return KeptTherapists(vault, Accounts(vault), SignIns(vault))


def came_by_link(desk: KeptTherapists, name: str = "Mira") -> str:
    """Let a therapist come by a keeper's link; return their cookie."""
    link = invite(desk.vault, Role.THERAPIST)
    return desk.make(NewTherapist(link, Private(name), PASSPHRASE), PHONE)


def came_as(members: KeptMembers, role: Role) -> Member:
    """Let somebody else come by a keeper's link; return them."""
    keeping = Keeping(name=Private("Ivo"), passphrase=PASSPHRASE, link=invite(members.vault, role))
    found = members.enter(members.make(None, keeping, PHONE))
    assert found is not None
    assert found.member is not None
    return found.member


def waiting(desk: KeptTherapists, cookie: str) -> Waiting:
    found = desk.enter(cookie)
    assert found is not None
    assert found.therapist is None
    assert found.waiting is not None
    return found.waiting


def inside(desk: KeptTherapists, cookie: str) -> Therapist:
    found = desk.enter(cookie)
    assert found is not None
    assert found.therapist is not None
    return found.therapist


def code(letters: Private, clock: FakeClock, steps: int = 0) -> Private:
    """Return what an app shows, some steps from now."""
    return code_at(letters, clock.now() + timedelta(seconds=steps * SECONDS))


@pytest.fixture
def letters(desk: KeptTherapists) -> Private:
    return desk.code_secret()


@pytest.fixture
def therapist(desk: KeptTherapists, letters: Private, clock: FakeClock) -> Therapist:
    """A therapist who is in, with codes set up two minutes ago."""
    cookie = waiting(desk, came_by_link(desk)).set_code(letters, code(letters, clock), PHONE)
    clock.wait(2)
    return inside(desk, cookie)


def back(desk: KeptTherapists) -> Waiting:
    """Come back with the passphrase."""
    return waiting(desk, desk.come_in(Private("Mira"), PASSPHRASE, PHONE))


def test_until_a_second_step_is_set_up_nothing_opens(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    cookie = came_by_link(desk)
    before = waiting(desk, cookie)
    assert not before.steps()
    for wrong in ("000000", "", code(letters, clock, 3).text):
        with pytest.raises(CodeNotTaken):
            before.set_code(letters, Private(wrong), PHONE)
    with pytest.raises(CodeNotTaken):
        before.set_code(Private("SHORT"), Private("000000"), PHONE)
    assert not before.steps()
    after = before.set_code(letters, code(letters, clock), PHONE)
    assert inside(desk, after).name == "Mira"
    assert desk.enter(cookie) is None


@pytest.mark.parametrize("role", [Role.CLIENT, Role.KEEPER])
def test_no_other_door_asks_for_one(members: KeptMembers, role: Role) -> None:
    came_as(members, role)
    found = members.enter(members.come_in(Private("Ivo"), PASSPHRASE, PHONE))
    assert found is not None
    assert found.member is not None


def test_nobody_comes_in_by_both_doors(
    desk: KeptTherapists, members: KeptMembers, therapist: Therapist
) -> None:
    words = therapist.new_words(PASSPHRASE)
    keeping = Keeping(name=Private("Mira"), passphrase=Private("another river, much later"))
    came_as(members, Role.CLIENT)
    with pytest.raises(OtherDoor):
        members.come_in(Private("Mira"), PASSPHRASE, PHONE)
    with pytest.raises(OtherDoor):
        members.come_in_with_words(keeping, words, PHONE)
    with pytest.raises(OtherDoor):
        desk.come_in(Private("Ivo"), PASSPHRASE, PHONE)
    cookie = waiting(desk, desk.come_in(Private("Mira"), PASSPHRASE, PHONE))
    assert cookie.steps().code  # the passphrase was not changed on the way


def test_a_cookie_of_one_door_opens_nothing_at_the_other(
    desk: KeptTherapists, members: KeptMembers, letters: Private, clock: FakeClock
) -> None:
    mine = waiting(desk, came_by_link(desk)).set_code(letters, code(letters, clock), PHONE)
    inside(desk, mine)
    assert members.enter(mine) is None
    came_as(members, Role.CLIENT)
    theirs = members.come_in(Private("Ivo"), PASSPHRASE, PHONE)
    assert desk.enter(theirs) is None
    with pytest.raises(NotOpened):
        desk.unlock(theirs, PASSPHRASE)
    with pytest.raises(NotOpened):
        members.unlock(mine, PASSPHRASE)
    members.lock(mine, Private("not theirs to leave"))
    inside(desk, mine)


@pytest.mark.parametrize("role", [Role.CLIENT, Role.KEEPER])
def test_a_link_opens_the_door_it_is_for_and_no_other(
    desk: KeptTherapists, members: KeptMembers, role: Role
) -> None:
    link = invite(desk.vault, role)
    with pytest.raises(LinkEnded):
        desk.make(NewTherapist(link, Private("Mira"), PASSPHRASE), PHONE)
    assert desk.invited(link) is role
    theirs = invite(desk.vault, Role.THERAPIST)
    with pytest.raises(LinkEnded):
        members.make(None, Keeping(name=Private("Ivo"), passphrase=PASSPHRASE, link=theirs), PHONE)
    assert desk.invited(theirs) is Role.THERAPIST
    assert desk.vault.find_person("ivo") is None


@pytest.mark.usefixtures("therapist")
def test_coming_back_asks_for_a_code_and_a_code_opens_once(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    before = back(desk)
    assert before.steps() == Steps(code=True)
    now = code(letters, clock)
    inside(desk, before.with_code(now, PHONE))
    with pytest.raises(CodeNotTaken):
        back(desk).with_code(now, PHONE)
    with pytest.raises(CodeNotTaken):
        back(desk).with_code(code(letters, clock, -1), PHONE)
    inside(desk, back(desk).with_code(code(letters, clock, 1), PHONE))


def test_the_code_it_was_set_up_with_is_used_up_too(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    first = code(letters, clock)
    waiting(desk, came_by_link(desk)).set_code(letters, first, PHONE)
    with pytest.raises(CodeNotTaken):
        back(desk).with_code(first, PHONE)


@pytest.mark.usefixtures("therapist")
def test_two_at_once_come_in_by_one_code_only_once(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    now, came = code(letters, clock), []
    all_waiting = [back(desk) for _ in range(4)]

    def come(one: Waiting) -> None:
        try:
            came.append(one.with_code(now, PHONE))
        except NotOpened:
            return

    threads = [threading.Thread(target=come, args=(one,)) for one in all_waiting]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(came) == 1


@pytest.mark.usefixtures("therapist")
def test_whoever_waits_can_set_nothing_up_in_place_of_what_is_asked_for(
    desk: KeptTherapists, clock: FakeClock
) -> None:
    mine = desk.code_secret()
    with pytest.raises(NothingHere):
        back(desk).set_code(mine, code(mine, clock), PHONE)
    with pytest.raises(NothingHere):
        back(desk).add_passkey(KEY, 0)


@pytest.mark.usefixtures("therapist")
def test_what_waits_ends_after_ten_minutes_and_no_clock_makes_it_last_longer(
    desk: KeptTherapists, clock: FakeClock
) -> None:
    cookie = desk.come_in(Private("Mira"), PASSPHRASE, PHONE)
    clock.wait(9)
    waiting(desk, cookie)
    clock.wait(3)
    assert desk.enter(cookie) is None
    again = desk.come_in(Private("Mira"), PASSPHRASE, PHONE)
    clock.wait(-60 * 24)
    assert desk.enter(again) is None


def test_no_lock_and_no_passphrase_turns_what_waits_into_a_whole_sign_in(
    desk: KeptTherapists, therapist: Therapist
) -> None:
    cookie = desk.come_in(Private("Mira"), PASSPHRASE, PHONE)
    with pytest.raises(NotOpened):
        desk.unlock(cookie, PASSPHRASE)
    waiting(desk, cookie)
    desk.lock(cookie, Private("not theirs to leave"), "/desk/people")
    assert desk.enter(cookie) is None
    with pytest.raises(NotOpened):
        desk.unlock(cookie, PASSPHRASE)
    assert therapist.draft() == Private("")


def test_what_waits_is_no_device_in_the_list_and_ends_with_the_others(
    desk: KeptTherapists, therapist: Therapist
) -> None:
    cookie = desk.come_in(Private("Mira"), PASSPHRASE, Private("a stranger's"))
    assert [each.label.text for each in therapist.account().devices] == ["a phone"]
    therapist.end_other_devices()
    assert desk.enter(cookie) is None


def test_a_locked_page_opens_with_the_passphrase_for_this_browser_was_in_before(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    cookie = waiting(desk, came_by_link(desk)).set_code(letters, code(letters, clock), PHONE)
    clock.wait(31)
    desk.unlock(cookie, PASSPHRASE)
    inside(desk, cookie)


def test_a_passkey_is_a_second_step_and_only_ones_own(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    inside(desk, waiting(desk, came_by_link(desk)).add_passkey(KEY, 0))
    before = back(desk)
    assert before.steps() == Steps(passkeys=(b"credential",))
    with pytest.raises(NotOpened):
        before.with_code(code(letters, clock), PHONE)
    with pytest.raises(NotOpened):
        before.with_passkey(replace(KEY, credential=b"somebody else's"), 1)
    inside(desk, before.with_passkey(KEY, 7))
    known = desk.known_passkey(b"credential")
    assert known is not None
    assert known.count == 7
    with pytest.raises(NotOpened):
        desk.come_in_by_passkey(replace(KEY, given=bytes(32)), 8)  # it signs, and opens nothing


def test_one_second_step_always_stays(desk: KeptTherapists, therapist: Therapist) -> None:
    with pytest.raises(LastStep):
        therapist.let_code_go()
    therapist.add_passkey(KEY, 0)
    therapist.let_code_go()
    (held,) = therapist.account().passkeys
    with pytest.raises(LastStep):
        therapist.remove_passkey(held.id)
    therapist.remove_passkey("no such one")
    assert back(desk).steps() == Steps(passkeys=(b"credential",))


def test_a_client_may_remove_the_only_passkey(members: KeptMembers) -> None:
    member = came_as(members, Role.CLIENT)
    member.add_passkey(replace(KEY, given=bytes(32)), 0)
    member.remove_passkey(member.account().passkeys[0].id)
    assert member.account().passkeys == ()


def test_set_up_anew_the_codes_of_before_open_nothing_and_no_backup_brings_them_back(
    desk: KeptTherapists, therapist: Therapist, letters: Private, clock: FakeClock
) -> None:
    with desk.vault.database.reading() as connection:
        (row,) = connection.scalars(select(second_factor.c.id))
    new = desk.code_secret()
    with pytest.raises(CodeNotTaken):
        therapist.set_code(new, code(letters, clock))
    therapist.set_code(new, code(new, clock))
    assert row in desk.vault.tombstones.ids()
    with pytest.raises(CodeNotTaken):
        back(desk).with_code(code(letters, clock, 1), PHONE)
    inside(desk, back(desk).with_code(code(new, clock, 1), PHONE))


def test_the_ten_words_bring_back_the_record_and_a_new_second_step_is_set_up(
    desk: KeptTherapists, therapist: Therapist, letters: Private, clock: FakeClock
) -> None:
    therapist.add_passkey(replace(KEY, given=bytes(32)), 0)
    words = therapist.new_words(PASSPHRASE)
    after = Private("another river, much later")
    before = waiting(desk, desk.come_in_with_words(Private("Mira"), words, after, PHONE))
    assert not before.steps()
    assert desk.known_passkey(b"credential") is None
    with pytest.raises(CodeNotTaken):
        before.with_code(code(letters, clock, 1), PHONE)
    new = desk.code_secret()
    assert inside(desk, before.set_code(new, code(new, clock), PHONE)).name == "Mira"


def test_a_new_passphrase_and_a_new_key_pair_leave_the_codes_as_they_are(
    desk: KeptTherapists, therapist: Therapist, letters: Private, clock: FakeClock
) -> None:
    after = Private("another river, much later")
    therapist.change_passphrase(PASSPHRASE, after)
    keys = desk.accounts.with_passphrase(Private("Mira"), after)
    desk.accounts.rotate(keys, PASSPHRASE)
    inside(desk, back(desk).with_code(code(letters, clock), PHONE))


@pytest.mark.usefixtures("therapist")
def test_what_makes_the_codes_is_in_no_row_in_clear_and_in_no_file_to_take_along(
    desk: KeptTherapists, letters: Private
) -> None:
    keys = desk.accounts.with_passphrase(Private("Mira"), PASSPHRASE)
    with desk.vault.database.reading() as connection:
        (row,) = connection.execute(select(second_factor)).all()
    for form in (letters.text.encode(), secret_of(letters)):
        assert form not in row.envelope
    taken = export(desk.vault, keys)
    assert taken["second_factor"] == [{"id": row.id, "since": "2026-01-01"}]
    assert letters.text not in json.dumps(taken) + json.dumps(document(desk.vault, keys))


def test_an_altered_row_is_still_asked_for_and_opens_to_nobody(
    desk: KeptTherapists, therapist: Therapist, letters: Private, clock: FakeClock
) -> None:
    with desk.vault.database.writing() as connection:
        connection.execute(update(second_factor).values(wrap=b"altered"))
    before = back(desk)
    assert before.steps() == Steps(code=True)
    with pytest.raises(CodeNotTaken):
        before.with_code(code(letters, clock), PHONE)
    assert therapist.account().code_since is None
    keys = desk.accounts.with_passphrase(Private("Mira"), PASSPHRASE)
    assert export(desk.vault, keys)["second_factor"][0]["broken"]


def test_removing_everything_leaves_no_row_of_it(
    desk: KeptTherapists, therapist: Therapist
) -> None:
    therapist.add_passkey(KEY, 0)
    back(desk)
    therapist.remove_everything()
    with desk.vault.database.reading() as connection:
        for table in (second_factor, sign_in, passkey):
            assert connection.execute(select(table)).all() == []


@pytest.mark.usefixtures("therapist")
def test_a_secret_of_the_wrong_person_is_not_read(
    desk: KeptTherapists, letters: Private, clock: FakeClock
) -> None:
    other = waiting(desk, came_by_link(desk, name="Ivo"))
    mine = desk.code_secret()
    other.set_code(mine, code(mine, clock), PHONE)
    keys = desk.accounts.with_passphrase(Private("Ivo"), PASSPHRASE)
    with pytest.raises(CodeNotTaken):
        second.use_code(desk.vault, keys, code(letters, clock, 1))
