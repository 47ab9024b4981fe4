"""A low answer after a visit begins a repair in the next: one line, once, and never in danger or in the way of a wish."""

from dataclasses import replace

import anyio
import pytest

from holdspace.conversation import take_turn
from holdspace.conversation.decide import decide
from holdspace.conversation.mending import BEGINNING
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import (
    Doing,
    Feeling,
    Find,
    Memory,
    Move,
    Perception,
    Plan,
    Spoken,
    State,
    Tone,
)
from holdspace.voice.finder import AuthoredVoice
from holdspace.voice.lines import bank
from tests.fakes import FakeDice, FakeRecord, FakeSenses, heard, room

CALM = RiskState()
TOLD = Perception(feelings=(Feeling("sadness"),), tone=Tone.PAINFUL, doing=Doing.TELLING)
MISSED = Memory(mend=("heard", "pace"))


def abouts(plan: Plan) -> list[str]:
    return [part.about for part in plan.moves if isinstance(part, Find)]


def test_the_first_reply_begins_with_what_was_missing_and_goes_on_as_it_would_have() -> None:
    mended, usual = decide(TOLD, CALM, MISSED), decide(TOLD, CALM, Memory())
    assert mended.moves[0] == Find(Move.RPR, "mend-heard")
    assert mended.moves[1:] == usual.moves
    assert mended.budget > usual.budget
    assert mended.because != usual.because


def test_a_hello_is_answered_first() -> None:
    hello = Perception(doing=Doing.SMALL, about="greeting")
    assert abouts(decide(hello, CALM, MISSED))[-1] == "mend-heard"
    assert len(abouts(decide(hello, CALM, MISSED))) == 2


@pytest.mark.parametrize("tier", [tier for tier in Tier if tier >= Tier.R2])
def test_in_danger_nothing_stands_before_safety(tier: Tier) -> None:
    risk = RiskState(tier=tier, fresh=True)
    assert decide(TOLD, risk, MISSED) == decide(TOLD, risk, Memory())


@pytest.mark.parametrize(
    "perception",
    [
        Perception(doing=Doing.LEAVING),
        Perception(doing=Doing.REFUSING, about="refusal"),
        Perception(doing=Doing.CORRECTING, about="correction"),
        Perception(state=State.HIGH, about="overwhelm"),
        Perception(about="practice-wanted", doing=Doing.REQUESTING),
        replace(TOLD, rupture=True),
    ],
)
def test_it_stands_in_the_way_of_no_wish(perception: Perception) -> None:
    assert not any("mend" in about for about in abouts(decide(perception, CALM, MISSED)))


def test_too_much_at_once_is_met_alone() -> None:
    flooded = RiskState(fresh_lanes=(LaneLevel(Lane.OVERWHELM),))
    assert not any("mend" in about for about in abouts(decide(TOLD, flooded, MISSED)))


def test_in_the_middle_of_a_visit_it_does_not_come_out_of_the_blue() -> None:
    later = replace(MISSED, turns=BEGINNING)
    assert not any("mend" in about for about in abouts(decide(TOLD, CALM, later)))


def test_it_is_said_once_and_then_forgotten() -> None:
    record = FakeRecord(MISSED)
    made = room(record=record, senses=FakeSenses(Perception(doing=Doing.SMALL)))
    here = replace(made, voice=AuthoredVoice(FakeDice()))

    async def say(words: str) -> list[Spoken]:
        return [spoken async for spoken in take_turn(heard(words), here)]

    first, second = anyio.run(say, "the day was long"), anyio.run(say, "and the night too")
    assert [spoken.line_id.rpartition("-")[0] for spoken in first].count("mend-heard") == 1
    assert record.memory.mend == ()
    assert not any(spoken.line_id.startswith("mend-") for spoken in second)


@pytest.mark.parametrize("what", ["heard", "pace", "useful"])
def test_each_line_thanks_or_offers_and_asks_nothing(what: str) -> None:
    lines = bank().others[f"mend-{what}"]
    assert len(lines) >= 3
    for line in lines:
        assert "?" not in line.says
        assert "last time" in line.says.lower()
        assert "since" not in line.says.lower().split()
