"""The same turns as a guest's, sealed: noted, recalled, kept, taken back, read again, searched, removed."""

from contextlib import aclosing
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from holdspace.conversation import take_turn
from holdspace.domain.errors import NothingHere, RecordBusy, VisitFull
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.talk import Heard, Memory, Move, Plan, Spoken, Turn
from holdspace.ports import Record, VisitPage
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.guest import GuestRecord
from holdspace.vault.kept import MOST_MESSAGE_BYTES, KeptRecord
from holdspace.vault.loose import Belongings
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.tables import entry
from holdspace.vault.taking import Taken
from holdspace.vault.vault import Vault
from holdspace.work.local import SystemDice
from tests.fakes import FakeClock, FakeVoice, room
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import entry_ids

pytestmark = pytest.mark.anyio


@pytest.fixture
def earlier(vault: Vault, keys: ClientKeys) -> EarlierVisits:
    return EarlierVisits(vault, keys)


@pytest.fixture
def stranger(accounts: Accounts) -> ClientKeys:
    return accounts.make(Private("Ivo"), PASSPHRASE)


def turn(heard: Heard, number: int, said: str) -> Turn:
    """Make a finished exchange."""
    spoken = (Spoken(said, Move.SRF, "mirror", ((0, 3),)),)
    return Turn(number, heard, Plan((), 40, "Because."), Tier.R1, ("T",), spoken)


async def say(record: KeptRecord, visit: VisitId, words: str) -> None:
    """Note and keep one exchange, as a turn does."""
    heard = Heard(visit, Private(words), record._vault.clock.now())
    await record.note(heard)
    memory = await record.recall(visit)
    done = turn(heard, memory.turns + 1, f"{words}, said back.")
    after = replace(memory, turns=memory.turns + 1, recent=done.said, last_words=Private(words))
    await record.keep(done, after)


def words_of(page: VisitPage) -> list[str | None]:
    """Return what was heard in each exchange of a page."""
    return [e.words.text if e.words else None for e in page.exchanges]


async def test_what_was_said_is_kept_and_read_again(vault: Vault, keys: ClientKeys) -> None:
    first = KeptRecord(vault, keys)
    visit = first.open()
    await say(first, visit, "the river was high")
    await say(first, visit, "and the bridge was shut")
    page = KeptRecord(vault, keys).page(visit)
    assert words_of(page) == ["the river was high", "and the bridge was shut"]
    assert [e.number for e in page.exchanges] == [1, 2]
    assert page.exchanges[0].said == (
        Spoken("the river was high, said back.", Move.SRF, "mirror", ((0, 3),)),
    )
    assert (page.exchanges[0].because, page.exchanges[0].lanes) == ("Because.", ("T",))
    assert (await KeptRecord(vault, keys).recall(visit)).turns == 2


async def test_words_are_kept_before_any_reply_is_found(vault: Vault, keys: ClientKeys) -> None:
    record = KeptRecord(vault, keys)
    visit = record.open()
    await record.note(Heard(visit, Private("the river was high"), vault.clock.now()))
    (exchange,) = KeptRecord(vault, keys).page(visit).exchanges
    assert exchange.words == Private("the river was high")
    assert exchange.said == ()


async def test_a_turn_whose_memory_could_not_be_recalled_overwrites_no_other(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    await say(record, visit, "one")
    await say(record, visit, "two")
    heard = Heard(visit, Private("three"), vault.clock.now())
    await record.note(heard)
    await record.keep(turn(heard, 1, "said"), Memory(turns=1))
    assert words_of(record.page(visit)) == ["one", "two", "three"]
    unnoted = Heard(visit, Private("four"), vault.clock.now())
    await record.keep(turn(unnoted, 1, "said"), Memory(turns=1))
    assert words_of(record.page(visit)) == ["one", "two", "three", "four"]
    assert (await record.recall(visit)).turns == 4


async def test_a_reply_that_comes_after_they_left_is_let_go(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    heard = Heard(visit, Private("one"), vault.clock.now())
    await record.note(heard)
    record.close(visit)
    await record.keep(turn(heard, 1, "said"), Memory(turns=1))
    with pytest.raises(NothingHere):
        await record.note(heard)
    with pytest.raises(NothingHere):
        record.page(visit)


async def test_a_message_larger_than_a_visit_is_refused(record: KeptRecord, vault: Vault) -> None:
    visit = record.open()
    with pytest.raises(VisitFull):
        await record.note(Heard(visit, Private("x" * (MOST_MESSAGE_BYTES + 1)), vault.clock.now()))


async def test_a_visit_closes_after_an_hour_of_quiet_and_its_turns_stay(
    record: KeptRecord, earlier: EarlierVisits, clock: FakeClock
) -> None:
    visit = record.open()
    clock.wait(59)
    await say(record, visit, "still here")
    clock.wait(59)
    assert record.current() == visit
    clock.wait(2)
    assert record.current() is None
    (listed,) = earlier.listed().visits
    assert listed.closed_at == listed.opened_at.replace(hour=12, minute=59)
    assert earlier.exchanges(visit)[0].words == Private("still here")


async def test_what_outlives_a_visit_is_how_to_meet_them_and_one_bit(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    record.meet(visit, Manner(slower=True, called="Juno"))
    heard = Heard(visit, Private("one"), vault.clock.now())
    await record.note(heard)
    memory = await record.recall(visit)
    risk = RiskState(tier=Tier.R3, themes=frozenset({"theme"}), check_in_owed=True)
    after = replace(memory, risk=risk, not_now=(Private("my brother"),))
    await record.keep(turn(heard, 1, "said"), after)
    following = await record.recall(record.open())
    assert following.manner == Manner(slower=True, called="Juno")
    assert following.not_now == (Private("my brother"),)
    assert following.risk == RiskState(check_in_owed=True)
    assert following.turns == 0


async def test_an_unsaid_message_is_gone_from_page_memory_and_row(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    await say(record, visit, "one")
    await say(record, visit, "two")
    rows = entry_ids(vault)
    assert record.unsay(visit, 2)
    exchange = record.page(visit).exchanges[1]
    memory = await record.recall(visit)
    assert (exchange.number, exchange.words, exchange.said, exchange.because) == (2, None, (), "")
    assert exchange.tier is Tier.R1
    assert not memory.recent
    assert not memory.last_words
    (gone,) = rows - entry_ids(vault)
    assert gone in vault.tombstones.ids()
    assert not record.unsay(visit, 2)
    assert not record.unsay(visit, 7)
    assert not record.unsay(visit, 0)
    await say(record, visit, "three")
    assert words_of(record.page(visit)) == ["one", None, "three"]


async def test_a_message_taken_back_while_its_reply_was_found_stays_gone(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    heard = Heard(visit, Private("one"), vault.clock.now())
    await record.note(heard)
    assert record.unsay(visit, 1)
    await record.keep(turn(heard, 1, "one, said back"), Memory(turns=1))
    assert words_of(record.page(visit)) == [None]


async def test_a_guests_visit_is_kept_whole(
    record: KeptRecord, vault: Vault, keys: ClientKeys, clock: FakeClock
) -> None:
    guests = GuestRecord(clock, SystemDice())
    _, visit = guests.open(Manner(brief=True))
    for number, words in enumerate(("one", "two", "three"), 1):
        heard = Heard(visit, Private(words), clock.now())
        await guests.note(heard)
        await guests.keep(turn(heard, number, "said"), Memory(turns=number))
    guests.unsay(visit, 2)
    guests.keep_plan(visit, SafetyPlan(signs=Private("less sleep")))
    page, memory = guests.page(visit), await guests.recall(visit)
    assert record.keep_visit(Taken(page, memory, guests.plans(visit))) == visit
    assert record.page(visit).exchanges == page.exchanges
    assert await record.recall(visit) == memory
    assert Belongings(vault, keys).plans() == guests.plans(visit)
    await say(record, visit, "four")
    assert words_of(record.page(visit)) == ["one", None, "three", "four"]


async def test_keeping_fails_whole_or_not_at_all(record: KeptRecord, vault: Vault) -> None:
    visit = record.open()
    await say(record, visit, "one")
    (exchange,) = record.page(visit).exchanges
    page = replace(record.page(visit), visit=VisitId("new"), exchanges=(exchange, exchange))
    record.close(visit)
    before = entry_ids(vault)
    with pytest.raises(RecordBusy):
        record.keep_visit(Taken(page, Memory()))
    assert entry_ids(vault) == before


async def test_only_what_was_heard_can_be_kept(record: KeptRecord, earlier: EarlierVisits) -> None:
    empty = VisitPage(VisitId("a-visit"), (), Tier.R0, Manner())
    record.keep_visit(Taken(empty, Memory(), summary=(Private("You are tired."),)))
    assert earlier.summary(VisitId("a-visit")) == (Private("You are tired."),)
    assert earlier.exchanges(VisitId("a-visit")) == ()


async def test_a_guests_plan_joins_the_one_that_is_kept_already(
    record: KeptRecord, vault: Vault, keys: ClientKeys, clock: FakeClock
) -> None:
    belongings = Belongings(vault, keys)
    belongings.keep_plan(SafetyPlan(signs=Private("kept")))
    guests = GuestRecord(clock, SystemDice())
    _, visit = guests.open()
    guests.keep_plan(visit, SafetyPlan(signs=Private("a guest's")))
    record.keep_visit(Taken(guests.page(visit), Memory(), guests.plans(visit)))
    said = [(v.number, v.safety_plan.signs.text) for v in belongings.plans()]
    assert said == [(2, "a guest's"), (1, "kept")]


async def test_earlier_visits_are_listed_by_date_and_searched(
    record: KeptRecord, earlier: EarlierVisits, clock: FakeClock
) -> None:
    first = record.open()
    await say(record, first, "the River was high")
    clock.wait(60 * 24)
    second = record.open()
    await say(record, second, "a calm day")
    await say(record, second, "back at the river")
    listed = earlier.listed()
    assert [each.visit for each in listed.visits] == [second, first]
    assert listed.broken == 0
    found = {
        (each.earlier.visit, each.exchange.number) for each in earlier.search(Private(" RIVER "))
    }
    assert found == {(first, 1), (second, 2)}
    assert earlier.search(Private("  ")) == ()
    assert earlier.search(Private("nowhere")) == ()


async def test_nobody_finds_anything_of_anybody_elses(
    record: KeptRecord, vault: Vault, stranger: ClientKeys
) -> None:
    visit = record.open()
    await say(record, visit, "one")
    theirs, theirs_earlier = KeptRecord(vault, stranger), EarlierVisits(vault, stranger)
    heard = Heard(visit, Private("x"), vault.clock.now())
    for missing in (visit, VisitId("never-was")):
        with pytest.raises(NothingHere):
            await theirs.note(replace(heard, visit=missing))
        with pytest.raises(NothingHere):
            await theirs.recall(missing)
        for ask in (theirs.page, theirs.close, theirs_earlier.exchanges, theirs_earlier.remove,
                    theirs_earlier.summary):  # fmt: skip
            with pytest.raises(NothingHere):
                ask(missing)
        with pytest.raises(NothingHere):
            theirs_earlier.remove_turn(missing, 1)
        with pytest.raises(NothingHere):
            theirs.meet(missing, Manner())
        assert not theirs.unsay(missing, 1)
        await theirs.keep(turn(replace(heard, visit=missing), 1, "said"), Memory())
    assert theirs.current() is None
    assert theirs_earlier.listed().visits == ()
    assert theirs_earlier.search(Private("one")) == ()
    assert words_of(record.page(visit)) == ["one"]


async def test_a_removed_visit_takes_its_entries_along(
    record: KeptRecord, vault: Vault, earlier: EarlierVisits
) -> None:
    first = record.open()
    await say(record, first, "goes")
    second = record.open()
    await say(record, second, "stays")
    earlier.remove(first)
    assert [each.visit for each in earlier.listed().visits] == [second]
    with pytest.raises(NothingHere):
        earlier.exchanges(first)
    assert first in vault.tombstones.ids()
    with vault.database.reading() as connection:
        left = select(func.count()).select_from(entry).where(entry.c.visit == first)
        assert connection.scalar(left) == 0


async def test_no_column_but_the_sealed_ones_tells_kinds_apart(
    record: KeptRecord, vault: Vault, keys: ClientKeys
) -> None:
    visit = record.open()
    await say(record, visit, "one")
    belongings = Belongings(vault, keys)
    belongings.keep_plan(SafetyPlan(signs=Private("less sleep")))
    belongings.keep_draft(Private("x" * 200))
    with vault.database.reading() as connection:
        rows = connection.execute(select(entry).where(entry.c.visit.is_(None))).all()
    assert len({(row.visit, row.number, len(row.wrap), len(row.envelope)) for row in rows}) == 1
    assert len(rows) == 2


async def test_a_whole_turn_is_kept_and_one_that_is_hung_up_on_too(
    record: KeptRecord, vault: Vault
) -> None:
    visit = record.open()
    kept: Record = record
    voice = FakeVoice("That was a long night.", "And the next one too.")
    here = replace(room(voice), record=kept)
    spoken = [line async for line in take_turn(heard_in(visit, vault, "I can't sleep"), here)]
    async with aclosing(take_turn(heard_in(visit, vault, "still awake"), here)) as lines:
        async for line in lines:
            spoken.append(line)
            break
    first, second = record.page(visit).exchanges
    assert first.words == Private("I can't sleep")
    assert second.words == Private("still awake")
    assert (*first.said, *second.said) == tuple(spoken)


def heard_in(visit: VisitId, vault: Vault, words: str) -> Heard:
    """Make what was heard in a visit, now."""
    return Heard(visit, Private(words), vault.clock.now())
