"""A guest's plan lives in their visit: kept, brought back, counted, and gone with it."""

import pytest

from holdspace.domain.errors import VisitFull
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Lane, LaneLevel, RiskState
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Memory
from holdspace.vault.guest import MOST_BYTES, MOST_PLAN_BYTES, MOST_VERSIONS, GuestRecord
from tests.fakes import FakeClock, FakeDice
from tests.vault.test_guest import say, turn

pytestmark = pytest.mark.anyio


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def guests(clock: FakeClock) -> GuestRecord:
    return GuestRecord(clock, FakeDice())


def plan(words: str) -> SafetyPlan:
    """Make a plan of one part."""
    return SafetyPlan(signs=Private(words))


def kept(guests: GuestRecord, visit: VisitId) -> list[str]:
    """Return the words of every version, newest first."""
    return [version.safety_plan.signs.text for version in guests.plans(visit)]


def test_a_plan_and_its_earlier_versions_are_kept_newest_first(guests: GuestRecord) -> None:
    _, visit = guests.open()
    assert guests.plans(visit) == ()
    guests.keep_plan(visit, plan("one"))
    guests.keep_plan(visit, plan("two"))
    guests.keep_plan(visit, plan("two"))
    assert kept(guests, visit) == ["two", "one"]
    assert [version.number for version in guests.plans(visit)] == [2, 1]


def test_bringing_an_earlier_version_back_loses_neither(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for words in ("one", "two"):
        guests.keep_plan(visit, plan(words))
    guests.keep_plan(visit, guests.plans(visit)[1].safety_plan)
    assert kept(guests, visit) == ["one", "two", "one"]


def test_letting_the_plan_go_forgets_every_version(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for words in ("one", "two"):
        guests.keep_plan(visit, plan(words))
    guests.let_plan_go(visit)
    assert guests.plans(visit) == ()


def test_leaving_takes_the_plan_along(guests: GuestRecord) -> None:
    key, visit = guests.open()
    guests.keep_plan(visit, plan("one"))
    guests.close(key)
    with pytest.raises(KeyError):
        guests.plans(visit)


async def test_unsaying_a_message_leaves_the_plan(guests: GuestRecord) -> None:
    _, visit = guests.open()
    await say(guests, visit, 1, "a heavy word")
    guests.keep_plan(visit, plan("one"))
    guests.unsay(visit, 1)
    assert kept(guests, visit) == ["one"]


def test_working_on_a_plan_keeps_the_visit_open(guests: GuestRecord, clock: FakeClock) -> None:
    key, visit = guests.open()
    clock.wait(59)
    guests.keep_plan(visit, plan("one"))
    clock.wait(59)
    assert guests.find(key) == visit


async def test_a_plan_counts_in_the_visit_and_is_never_what_gives_way(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for number in range(1, 12):
        await say(guests, visit, number, "x" * 12_000)
    before = len(guests.page(visit).exchanges)
    guests.keep_plan(visit, plan("y" * MOST_PLAN_BYTES))
    shown = guests.page(visit).exchanges
    assert len(shown) < before
    held = sum(len(e.words.text) + len(e.said[0].text) for e in shown if e.words)
    assert held + MOST_PLAN_BYTES <= MOST_BYTES
    await say(guests, visit, 12, "x" * 20_000)
    assert guests.page(visit).exchanges[-1].number == 12
    assert len(kept(guests, visit)) == 1


def test_the_oldest_versions_give_way_first_and_never_the_newest(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for number in range(MOST_VERSIONS + 5):
        guests.keep_plan(visit, plan(f"{number}"))
    assert len(guests.plans(visit)) == MOST_VERSIONS
    guests.keep_plan(visit, plan("z" * MOST_PLAN_BYTES))
    assert len(guests.plans(visit)) == 1


def test_a_plan_too_long_for_any_visit_is_refused_and_the_old_one_stays(
    guests: GuestRecord,
) -> None:
    _, visit = guests.open()
    guests.keep_plan(visit, plan("one"))
    with pytest.raises(VisitFull):
        guests.keep_plan(visit, plan("z" * (MOST_PLAN_BYTES + 1)))
    assert kept(guests, visit) == ["one"]


def test_no_rendering_shows_the_words(guests: GuestRecord) -> None:
    _, visit = guests.open()
    guests.keep_plan(visit, plan("a canary"))
    assert "canary" not in repr(guests.plans(visit))


async def test_a_page_knows_the_lanes_of_the_visit(guests: GuestRecord) -> None:
    _, visit = guests.open()
    risk = RiskState(lanes=(LaneLevel(Lane.ABUSE, 3),))
    await guests.keep(turn(visit, 1, "words"), Memory(turns=1, risk=risk))
    assert guests.page(visit).lanes == ("A3",)
