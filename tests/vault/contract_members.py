"""The front door's side of the vault: from guest to kept, in by a passphrase, locked, out at once, and never another's."""

from collections.abc import Callable
from dataclasses import replace

import anyio
import pytest
from sqlalchemy import event, func, select

from holdspace.domain.errors import (
    NameMissing,
    NameTaken,
    NameTooLong,
    NothingHere,
    NotOpened,
    PassphraseTooShort,
)
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.ports.keeping import Keeping, Member, Portion
from holdspace.vault.guest import GuestRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.tables import entry, person, visit
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE

PHONE = Private("a phone")
MINE = Keeping(name=Private("Juno"), passphrase=PASSPHRASE)


def visited(guests: GuestRecord, clock: FakeClock, *words: str) -> tuple[str, VisitId]:
    """Let a guest talk, with a plan and a keeping to be met slower."""
    key, here = guests.open(Manner(slower=True))
    for number, said in enumerate(words, 1):
        reply = (Spoken(f"{said}, said back.", Move.SRF),)
        heard = Heard(here, Private(said), clock.now())
        memory = replace(guests.memory(here), turns=number, not_now=(Private("work"),))
        anyio.run(guests.keep, Turn(number, heard, Plan((), 9, "."), Tier.R0, (), reply), memory)
    guests.keep_plan(here, SafetyPlan(signs=Private("I go quiet")))
    return key, here


def entered(members: KeptMembers, cookie: str) -> Member:
    found = members.enter(cookie)
    assert found is not None
    assert found.member is not None
    return found.member


def words_of(member: Member, which: VisitId) -> list[str]:
    return [e.words.text for e in member.earlier.read(which).exchanges if e.words]


def count(vault: Vault) -> tuple[int, ...]:
    with vault.database.reading() as connection:
        tables = (person, visit, entry)
        return tuple(connection.scalar(select(func.count()).select_from(t)) or 0 for t in tables)


def test_a_whole_visit_becomes_theirs_and_goes_on(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one", "two")
    member = entered(members, members.make(here, MINE, PHONE))
    assert (member.name, member.current()) == ("Juno", here)
    assert words_of(member, here) == ["one", "two"]
    assert member.plans(here)[0].safety_plan.signs == Private("I go quiet")
    assert member.page(here).manner == Manner(slower=True)


def test_after_a_goodbye_it_is_an_earlier_visit(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    key, here = visited(guests, clock, "one")
    guests.part(key)
    assert guests.find(key) is None
    assert guests.parted(key) == here
    member = entered(members, members.make(here, MINE, PHONE))
    assert member.current() is None
    assert words_of(member, here) == ["one"]
    kept = member.remembered()
    assert (kept.manner, kept.not_now) == (Manner(slower=True), (Private("work"),))


def test_only_what_was_heard_keeps_no_other_word(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one")
    keeping = replace(MINE, portion=Portion.SUMMARY, lines=(Private("It was long."),), plan=False)
    member = entered(members, members.make(here, keeping, PHONE))
    assert member.earlier.read(here).summary == (Private("It was long."),)
    assert words_of(member, here) == []
    kept = member.remembered()
    assert (kept.plans, kept.not_now, kept.manner) == (0, (), Manner())


def test_an_empty_place_holds_nothing_of_a_visit(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one")
    keeping = replace(MINE, portion=Portion.PLACE, plan=False)
    member = entered(members, members.make(here, keeping, PHONE))
    assert member.earlier.listed().visits == ()
    with_plan = replace(keeping, name=Private("Ivo"), plan=True)
    other = entered(members, members.make(here, with_plan, PHONE))
    assert other.earlier.listed().visits == ()
    assert other.remembered().plans == 1


@pytest.mark.parametrize(
    ("keeping", "refusal"),
    [
        (replace(MINE, name=Private(" ")), NameMissing),
        (replace(MINE, name=Private("x" * 61)), NameTooLong),
        (replace(MINE, passphrase=Private("too short")), PassphraseTooShort),
        (replace(MINE, name=Private("IVO")), NameTaken),
    ],
)
def test_where_something_is_missing_nothing_is_written(
    members: KeptMembers, guests: GuestRecord, keeping: Keeping, refusal: type[Exception]
) -> None:
    members.accounts.make(Private("Ivo"), PASSPHRASE)
    before = count(members.vault)
    _, here = guests.open()
    with pytest.raises(refusal):
        members.make(here, keeping, PHONE)
    assert count(members.vault) == before


def test_what_cannot_be_kept_whole_makes_nobody(members: KeptMembers, vault: Vault) -> None:
    def fails(*_: object) -> None:
        raise NothingHere

    with pytest.raises(NothingHere):
        members.accounts.make(MINE.name, PASSPHRASE, beside=fails)
    assert count(vault)[0] == 0


def test_until_tomorrow_only_the_cookie_opens_it_and_it_can_become_theirs(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    key, here = visited(guests, clock, "one")
    guests.part(key)
    cookie = members.make_until_tomorrow(here, Keeping())
    member = entered(members, members.come_in_here(cookie, PHONE))
    assert (member.name, words_of(member, here)) == ("", ["one"])
    member.make_mine(MINE)
    assert entered(members, members.come_in(MINE.name, PASSPHRASE, PHONE)).name == "Juno"
    with pytest.raises(NotOpened):
        members.come_in_here(cookie, PHONE)


def test_until_tomorrow_ends_after_36_hours_or_when_they_say_so(
    members: KeptMembers, vault: Vault, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one")
    cookie = members.make_until_tomorrow(here, Keeping())
    clock.wait(36 * 60 + 1)
    with pytest.raises(NotOpened):
        members.come_in_here(cookie, PHONE)
    again = members.make_until_tomorrow(here, Keeping())
    members.let_go_here(again)
    assert count(vault) == (0, 0, 0)
    for odd in ("", "x", "a.b", f"{again}x", "ü.ü"):
        with pytest.raises(NotOpened):
            members.come_in_here(odd, PHONE)


def test_a_locked_sign_in_opens_with_the_passphrase_and_has_the_draft(members: KeptMembers) -> None:
    cookie = members.make(None, MINE, PHONE)
    members.lock(cookie, Private("half a sentence"))
    found = members.enter(cookie)
    assert found is not None
    assert (found.member, found.here) == (None, "")
    members.lock(cookie, Private("and another"))
    with pytest.raises(NotOpened):
        members.unlock(cookie, Private("a quiet river in winter"))
    members.unlock(cookie, PASSPHRASE)
    member = entered(members, cookie)
    assert sorted(member.draft().text.split("\n\n")) == ["and another", "half a sentence"]
    member.let_draft_go()
    assert member.draft() == Private("")


def test_a_sign_in_locks_by_itself(members: KeptMembers, clock: FakeClock) -> None:
    cookie = members.make(None, MINE, PHONE)
    clock.wait(31)
    found = members.enter(cookie)
    assert found is not None
    assert found.member is None


def test_what_is_kept_until_tomorrow_says_that_no_passphrase_opens_it(
    members: KeptMembers, guests: GuestRecord, clock: FakeClock
) -> None:
    _, here = visited(guests, clock, "one")
    until = members.make_until_tomorrow(here, Keeping())
    cookie = members.come_in_here(until, PHONE)
    members.lock(cookie, Private(""))
    found = members.enter(cookie)
    assert found is not None
    assert found.here != ""


def test_leaving_ends_it_at_once(members: KeptMembers) -> None:
    cookie = members.make(None, MINE, PHONE)
    members.leave(cookie)
    assert members.enter(cookie) is None
    with pytest.raises(NotOpened):
        members.unlock(cookie, PASSPHRASE)
    members.lock(cookie, Private("nobody's words"))


def test_recovery_words_bring_a_new_passphrase(members: KeptMembers) -> None:
    words = entered(members, members.make(None, MINE, PHONE)).new_words(Private(""))
    after = replace(MINE, passphrase=Private("another river, much later"))
    with pytest.raises(NotOpened):
        members.come_in_with_words(after, Private("not these words"), PHONE)
    entered(members, members.come_in_with_words(after, Private(words.text.upper()), PHONE))
    entered(members, members.come_in(MINE.name, after.passphrase, PHONE))
    with pytest.raises(NotOpened):
        members.come_in(MINE.name, PASSPHRASE, PHONE)


def test_a_passphrase_is_changed_only_by_whoever_knows_it(members: KeptMembers) -> None:
    cookie = members.make(None, MINE, PHONE)
    with pytest.raises(NotOpened):
        entered(members, cookie).change_passphrase(Private("a quiet river in spring"), PASSPHRASE)
    entered(members, cookie).change_passphrase(PASSPHRASE, Private("another river, much later"))
    assert members.enter(cookie) is None


def test_devices_are_listed_and_ended(members: KeptMembers) -> None:
    here = members.make(None, MINE, PHONE)
    there = members.come_in(MINE.name, PASSPHRASE, Private("a laptop"))
    member = entered(members, here)
    labels = {device.label.text: device for device in member.account().devices}
    assert (labels["a phone"].here, labels["a laptop"].here) == (True, False)
    member.end_device(labels["a laptop"].id)
    assert members.enter(there) is None
    again = members.come_in(MINE.name, PASSPHRASE, PHONE)
    member.end_other_devices()
    assert members.enter(again) is None
    entered(members, here)


def test_what_outlives_visits_can_be_changed_and_forgotten(members: KeptMembers) -> None:
    member = entered(members, members.make(None, MINE, PHONE))
    here = member.open()
    member.meet_always(Manner(brief=True))
    member.leave_alone((Private("work"), Private("the move")))
    assert member.page(here).manner == Manner(brief=True)
    assert member.manner() == Manner(brief=True)
    member.leave_alone((Private("work"),))
    anyio.run(member.recall, here)
    assert anyio.run(member.recall, here).not_now == (Private("work"),)
    member.close(here)
    following = member.open()
    memory = anyio.run(member.recall, following)
    assert (memory.manner, memory.not_now) == (Manner(brief=True), (Private("work"),))


def test_a_check_in_that_was_owed_can_be_forgotten(members: KeptMembers, guests: GuestRecord, clock: FakeClock) -> None:  # fmt: skip
    key, here = visited(guests, clock, "one")
    guests._visits[here].memory = Memory(risk=RiskState(check_in_owed=True))
    guests.part(key)
    member = entered(members, members.make(here, MINE, PHONE))
    assert member.remembered().check_in_since == clock.now().date()
    again = member.open()
    assert anyio.run(member.recall, again).risk.check_in_owed
    member.let_check_in_go()
    assert member.remembered().check_in_since is None
    assert not anyio.run(member.recall, again).risk.check_in_owed


def test_a_day_later_and_once_they_are_asked_if_they_are_glad(
    members: KeptMembers, clock: FakeClock
) -> None:
    members.make(None, MINE, PHONE)
    assert not entered(members, members.come_in(MINE.name, PASSPHRASE, PHONE)).is_to_be_asked()
    clock.wait(60 * 24)
    asked = [
        entered(members, members.come_in(MINE.name, PASSPHRASE, PHONE)).is_to_be_asked()
        for _ in range(2)
    ]
    assert asked == [True, False]


def test_a_visit_put_away_is_there_still(members: KeptMembers, guests: GuestRecord, clock: FakeClock) -> None:  # fmt: skip
    _, here = visited(guests, clock, "one")
    member = entered(members, members.make(here, MINE, PHONE))
    member.earlier.put_away(here, away=True)
    assert [each.away for each in member.earlier.listed().visits] == [True]
    member.earlier.put_away(here, away=False)
    assert not member.earlier.read(here).earlier.away


def test_removing_everything_leaves_no_row(members: KeptMembers, vault: Vault, guests: GuestRecord, clock: FakeClock) -> None:  # fmt: skip
    _, here = visited(guests, clock, "one")
    cookie = members.make(here, MINE, PHONE)
    entered(members, cookie).remove_everything()
    assert count(vault) == (0, 0, 0)
    assert members.enter(cookie) is None


def test_absent_and_anothers_are_answered_by_as_many_statements(members: KeptMembers, vault: Vault, guests: GuestRecord, clock: FakeClock) -> None:  # fmt: skip
    _, here = visited(guests, clock, "one")
    members.make(here, MINE, PHONE)
    other = entered(members, members.make(None, replace(MINE, name=Private("Ivo")), PHONE))
    said: list[str] = []
    event.listen(vault.database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    asks: list[Callable[[VisitId], object]] = [
        other.earlier.read,
        other.earlier.remove,
        other.earlier.remove_summary,
        lambda which: other.earlier.remove_turn(which, 1),
        lambda which: other.earlier.put_away(which, away=True),
        other.page,
        other.close,
    ]
    for ask in asks:
        counts = []
        for which in (here, VisitId("nowhere")):
            said.clear()
            with pytest.raises(NothingHere):
                ask(which)
            counts.append(list(said))
        assert counts[0] == counts[1]
