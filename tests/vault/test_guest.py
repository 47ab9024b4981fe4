import pytest

from holdspace.domain.errors import HouseFull, VisitFull
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.vault.guest import MOST_BYTES, GuestRecord
from tests.fakes import FakeClock, FakeDice

pytestmark = pytest.mark.anyio


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def guests(clock: FakeClock) -> GuestRecord:
    return GuestRecord(clock, FakeDice(), most=2)


def turn(visit: VisitId, number: int, words: str, said: str = "Said back.") -> Turn:
    """Make a finished exchange."""
    heard = Heard(visit, Private(words), FakeClock().time)
    plan = Plan((), 40, "Because.")
    return Turn(number, heard, plan, Tier.R0, (), (Spoken(said, Move.SRF, "mirror"),))


async def say(guests: GuestRecord, visit: VisitId, number: int, words: str) -> None:
    """Note and keep one exchange."""
    exchange = turn(visit, number, words, f"{words}, said back.")
    await guests.note(exchange.heard)
    await guests.keep(
        exchange, Memory(turns=number, recent=exchange.said, last_words=Private(words))
    )


async def test_a_visit_is_found_by_its_key_alone(guests: GuestRecord) -> None:
    key, visit = guests.open()
    assert guests.find(key) == visit
    assert guests.find("somebody-elses") is None
    assert key != visit


async def test_a_visit_ends_after_an_hour_of_quiet(guests: GuestRecord, clock: FakeClock) -> None:
    key, visit = guests.open()
    clock.wait(59)
    await guests.note(Heard(visit, Private("still here"), clock.now()))
    clock.wait(59)
    assert guests.find(key) == visit
    clock.wait(2)
    assert guests.find(key) is None


async def test_what_was_said_is_on_the_page(guests: GuestRecord) -> None:
    _, visit = guests.open()
    await say(guests, visit, 1, "the river was high")
    exchange = guests.page(visit).exchanges[0]
    assert exchange.words == Private("the river was high")
    assert exchange.because == "Because."


async def test_an_unsaid_message_is_gone_from_page_and_memory(guests: GuestRecord) -> None:
    _, visit = guests.open()
    await say(guests, visit, 1, "the river was high")
    assert guests.unsay(visit, 1)
    exchange, memory = guests.page(visit).exchanges[0], await guests.recall(visit)
    assert exchange.words is None
    assert not exchange.said
    assert not memory.recent
    assert not memory.last_words
    assert not guests.unsay(visit, 1)
    assert not guests.unsay(visit, 7)


async def test_unsaying_keeps_a_raised_tier(guests: GuestRecord) -> None:
    _, visit = guests.open()
    exchange = turn(visit, 1, "words")
    await guests.keep(exchange, Memory(turns=1, risk=RiskState(tier=Tier.R4)))
    guests.unsay(visit, 1)
    assert (await guests.recall(visit)).risk.tier is Tier.R4


async def test_leaving_leaves_nothing(guests: GuestRecord) -> None:
    key, visit = guests.open()
    guests.close(key)
    assert guests.find(key) is None
    await guests.keep(turn(visit, 1, "too late"), Memory())
    assert guests.find(key) is None


async def test_a_full_house_says_so_until_someone_goes(
    guests: GuestRecord, clock: FakeClock
) -> None:
    first, _ = guests.open()
    guests.open()
    with pytest.raises(HouseFull):
        guests.open()
    guests.close(first)
    guests.open()
    clock.wait(61)
    guests.open()


async def test_a_visit_holds_only_so_much_and_lets_the_oldest_go(guests: GuestRecord) -> None:
    _, visit = guests.open()
    for number in range(1, 30):
        await say(guests, visit, number, "x" * 19_000)
    shown = guests.page(visit).exchanges
    assert shown[-1].number == 29
    assert shown[0].number > 1
    held = sum(len(e.words.text) + len(e.said[0].text) for e in shown if e.words)
    assert held <= MOST_BYTES


async def test_a_message_larger_than_a_whole_visit_is_refused(guests: GuestRecord) -> None:
    _, visit = guests.open()
    with pytest.raises(VisitFull):
        await guests.note(Heard(visit, Private("x" * (MOST_BYTES + 1)), FakeClock().time))


async def test_no_rendering_shows_the_words(guests: GuestRecord) -> None:
    _, visit = guests.open()
    await say(guests, visit, 1, "a canary")
    assert "canary" not in repr(guests.page(visit))
    assert "canary" not in repr(await guests.recall(visit))
