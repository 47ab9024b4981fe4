"""A guest's own words about gentle things live in their visit, and are counted in it."""

from datetime import date

import pytest

from holdspace.domain.care import After, Care, Sense, SetDown, Soothing, Tried
from holdspace.domain.errors import VisitFull
from holdspace.domain.people import Private
from holdspace.vault.guest import MOST_BYTES, MOST_CARE_BYTES, GuestRecord
from tests.fakes import FakeClock, FakeDice
from tests.vault.test_guest import say

pytestmark = pytest.mark.anyio

MUG = Soothing(Sense.TOUCH, Private("a warm mug"))
TRIED = Tried("look-around", After.BETTER, date(2026, 1, 1))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def guests(clock: FakeClock) -> GuestRecord:
    return GuestRecord(clock, FakeDice())


async def test_a_talk_knows_which_and_how_and_no_word_of_theirs(guests: GuestRecord) -> None:
    _, visit = guests.open()
    care = Care(kept=("look-around",), tried=(TRIED,), kit=(MUG,))
    assert guests.change_care(visit, lambda _: care) == care
    assert guests.care(visit) == care
    assert (await guests.recall(visit)).care == care.wordless


def test_leaving_takes_it_along(guests: GuestRecord) -> None:
    key, visit = guests.open()
    guests.change_care(visit, lambda _: Care(kit=(MUG,)))
    guests.close(key)
    with pytest.raises(KeyError):
        guests.care(visit)


def test_working_on_it_keeps_the_visit_open(guests: GuestRecord, clock: FakeClock) -> None:
    key, visit = guests.open()
    clock.wait(59)
    guests.change_care(visit, lambda care: care.keeping("look-around"))
    clock.wait(59)
    assert guests.find(key) == visit


async def test_its_words_count_in_the_visit_and_too_many_are_refused(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for number in range(1, 14):
        await say(guests, visit, number, "x" * 9_500)
    before = len(guests.page(visit).exchanges)
    long = SetDown("one", Private("y" * MOST_CARE_BYTES), date(2026, 1, 1))
    guests.change_care(visit, lambda _: Care(set_down=(long,)))
    shown = guests.page(visit).exchanges
    assert len(shown) < before
    held = sum(len(each.words.text) + len(each.said[0].text) for each in shown if each.words)
    assert held + MOST_CARE_BYTES <= MOST_BYTES
    with pytest.raises(VisitFull):
        guests.change_care(visit, lambda care: Care(care.kept, kit=(MUG,), set_down=(long,)))
    assert guests.care(visit).kit == ()


def test_no_rendering_shows_the_words(guests: GuestRecord) -> None:
    _, visit = guests.open()
    guests.change_care(visit, lambda _: Care(kit=(Soothing(Sense.SEE, Private("a canary")),)))
    assert "canary" not in repr(guests.care(visit))
