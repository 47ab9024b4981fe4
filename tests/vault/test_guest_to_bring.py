"""What a guest wants to bring lives in their visit, is counted in it, and goes with it."""

import pytest

from holdspace.domain.errors import VisitFull
from holdspace.domain.people import Private
from holdspace.domain.to_bring import Thing, ToBring
from holdspace.vault.guest import MOST_BYTES, MOST_TO_BRING_BYTES, GuestRecord
from tests.fakes import FakeClock, FakeDice
from tests.vault.test_guest import say

pytestmark = pytest.mark.anyio

SUNDAYS = Thing("a", Private("the Sundays"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def guests(clock: FakeClock) -> GuestRecord:
    return GuestRecord(clock, FakeDice())


def test_leaving_takes_it_along(guests: GuestRecord) -> None:
    key, visit = guests.open()
    assert guests.change_to_bring(visit, lambda held: held.having(SUNDAYS)) == ToBring((SUNDAYS,))
    assert guests.to_bring(visit).things == (SUNDAYS,)
    guests.close(key)
    with pytest.raises(KeyError):
        guests.to_bring(visit)


def test_a_visit_of_somebody_else_holds_nothing_of_it(guests: GuestRecord) -> None:
    _, visit = guests.open()
    guests.change_to_bring(visit, lambda held: held.having(SUNDAYS))
    _, other = guests.open()
    assert guests.to_bring(other) == ToBring()


def test_working_on_it_keeps_the_visit_open(guests: GuestRecord, clock: FakeClock) -> None:
    key, visit = guests.open()
    for _ in range(2):
        clock.wait(59)
        guests.change_to_bring(visit, lambda held: held.having(SUNDAYS))
    clock.wait(59)
    assert guests.find(key) == visit


async def test_its_words_count_in_the_visit_and_too_many_are_refused(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for number in range(1, 14):
        await say(guests, visit, number, "x" * 9_500)
    before = len(guests.page(visit).exchanges)
    long = tuple(Thing(str(n), Private(str(n) * 16_000)) for n in range(4))
    guests.change_to_bring(visit, lambda _: ToBring(long))
    exchanges = guests.page(visit).exchanges
    assert len(exchanges) < before
    held = sum(len(e.words.text) + sum(len(s.text) for s in e.said) for e in exchanges if e.words)
    assert held + guests.to_bring(visit).size <= MOST_BYTES
    more = Thing("more", Private("y" * (MOST_TO_BRING_BYTES - 50_000)))
    with pytest.raises(VisitFull):
        guests.change_to_bring(visit, lambda page: page.having(more))
    assert guests.to_bring(visit).things == long
