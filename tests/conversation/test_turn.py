from contextlib import aclosing

import anyio
import anyio.lowlevel
import pytest

from holdspace.conversation import take_turn
from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Heard, Memory, Move, Perception, Spoken, Tap
from holdspace.ports import Room
from tests.fakes import (
    FakeGrammar,
    FakeRecord,
    FakeSenses,
    FakeVoice,
    heard,
    room,
)

pytestmark = pytest.mark.anyio
DANGER = "I already took them"


async def spoken(words: Heard, where: Room) -> list[Spoken]:
    """Take one turn to its end."""
    async with aclosing(take_turn(words, where)) as turn:
        return [line async for line in turn]


async def test_a_refused_line_is_never_spoken() -> None:
    record = FakeRecord()
    voice = FakeVoice("That was a long night.", "You have depression.", "More.")
    lines = await spoken(heard(), room(voice, record=record))
    assert lines[0].text == "That was a long night."
    assert all("depression" not in line.text for line in lines)
    assert record.kept[0].said == tuple(lines)


async def test_the_words_are_noted_before_anything_can_fail() -> None:
    record = FakeRecord()
    await spoken(
        heard(), room(FakeVoice(broken=True), record=record, grammar=FakeGrammar(broken=True))
    )
    assert record.noted == [heard()]


async def test_a_client_who_hangs_up_loses_nothing() -> None:
    record = FakeRecord()
    where = room(FakeVoice("One thing.", "Then another."), record=record)
    with anyio.CancelScope() as scope:
        async with aclosing(take_turn(heard(), where)) as turn:
            async for _ in turn:
                scope.cancel()
                await anyio.lowlevel.checkpoint()
    assert [line.text for line in record.kept[0].said] == ["One thing."]


@pytest.mark.parametrize(
    "where",
    [
        pytest.param(lambda: room(grammar=FakeGrammar(broken=True)), id="grammar"),
        pytest.param(lambda: room(senses=FakeSenses(broken=True)), id="senses"),
        pytest.param(lambda: room(FakeVoice(broken=True)), id="voice"),
        pytest.param(lambda: room(record=FakeRecord(broken=("note",))), id="note"),
        pytest.param(lambda: room(record=FakeRecord(broken=("recall",))), id="recall"),
        pytest.param(lambda: room(record=FakeRecord(broken=("keep",))), id="keep"),
    ],
)
async def test_no_broken_part_hides_danger(where: object) -> None:
    assert callable(where)
    lines = await spoken(heard(DANGER), where())
    assert lines
    assert all(line.move is Move.SAF for line in lines)
    assert "emergency" in lines[0].text


async def test_when_nothing_can_be_said_it_points_to_people() -> None:
    lines = await spoken(heard("the light through the window"), room(FakeVoice(broken=True)))
    assert "Help now" in lines[-1].text


async def test_if_noting_fails_the_reply_is_still_made() -> None:
    lines = await spoken(heard(), room(record=FakeRecord(broken=("note",))))
    assert lines[0].text == "That was a long night."


async def test_one_turn_at_a_time_in_a_visit() -> None:
    where = room()
    await spoken(heard(), where)
    assert where.lock.held == [heard().visit]  # type: ignore[attr-defined] # the fake remembers


async def test_a_turn_never_shows_the_words_in_any_rendering() -> None:
    record = FakeRecord()
    await spoken(heard("a canary in the mine"), room(FakeVoice("A canary, then."), record=record))
    turn = record.kept[0]
    assert "canary" not in f"{turn} {turn!r} {record.memory!r} {turn.heard.words}"


async def test_from_r4_no_voice_is_asked() -> None:
    voice = FakeVoice("I would say something warm.")
    memory = Memory(risk=RiskState(tier=Tier.R4))
    lines = await spoken(heard("ok"), room(voice, record=FakeRecord(memory)))
    assert not voice.asked
    assert {line.move for line in lines} == {Move.SAF}


async def test_senses_that_fail_presume_nothing() -> None:
    voice = FakeVoice("Here is a line.")
    record = FakeRecord()
    await spoken(heard("my day"), room(voice, senses=FakeSenses(broken=True), record=record))
    assert record.kept[0].plan.because == "Nothing called for more than listening."
    assert Perception.unknown() == Perception()


async def test_the_button_for_danger_needs_no_reading_of_words() -> None:
    record = FakeRecord()
    lines = await spoken(heard("", Tap.NOT_SAFE), room(FakeVoice("Hm."), record=record))
    assert record.kept[0].tier is Tier.R4
    assert {line.move for line in lines} == {Move.SAF}


async def test_a_message_is_heard_in_the_light_of_what_was_told_and_asked_before_it() -> None:
    record, senses = FakeRecord(), FakeSenses()
    where = room(FakeVoice("That was long.", "Who takes it?"), record=record, senses=senses)
    await spoken(heard("the van failed"), where)
    await spoken(heard("tonight at eight"), where)
    assert [each.before.text for each in senses.heard] == ["", "the van failed Who takes it?"]
    assert record.kept[-1].heard.before == Private("")  # once it was heard it is not kept again


async def test_what_danger_was_asked_about_lends_no_light() -> None:
    asked = (Spoken("Are you thinking of suicide?", Move.SAF, "r2-ask"),)
    memory = Memory(turns=1, recent=asked, scripted=True, last_words=Private("it rained"))
    senses = FakeSenses()
    await spoken(heard("and the bus"), room(record=FakeRecord(memory), senses=senses))
    assert senses.heard[0].before == Private("it rained")
