"""Whom somebody spoke of is counted, offered only where it is safe to, and said again once, by its word."""

from dataclasses import replace
from typing import Any

import anyio
import pytest

from holdspace.conversation import take_turn
from holdspace.conversation.decide import decide
from holdspace.conversation.known import in_sight_of_what_is_known, with_mentions
from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.spoken_of import MOST_KNOWN, Known, Mention, SpokenOf, names_in
from holdspace.domain.talk import (
    Doing,
    Feeling,
    Find,
    Memory,
    Move,
    Perception,
    Spoken,
    State,
    Told,
)
from holdspace.voice.finder import AuthoredVoice
from tests.fakes import FakeDice, FakeRecord, FakeSenses, heard, room
from tests.voice.test_mirror import grammar, told

JUNO = Known(Private("my sister Juno"))
CALM = RiskState()


def mention(word: str, *, person: bool = True) -> Mention:
    return Mention(Private(word), names_in(word), person)


def message(*words: str, hurting: bool = False, **heard_as: Any) -> Told:
    """Return a message that speaks of these."""
    spoken_of = SpokenOf(tuple(map(mention, words)), hurting)
    said = heard(" ".join(words) or "he did it again")
    return Told(said, told("").parse, Perception(**heard_as), spoken_of=spoken_of)


def after(*messages: Told, risk: RiskState = CALM, memory: Memory | None = None) -> Memory:
    """Return the memory after these messages, the last of them at a risk."""
    held = memory or Memory()
    for at, each in enumerate(messages):
        held = replace(held, turns=held.turns + 1)
        held = with_mentions(held, each, risk if at == len(messages) - 1 else CALM)
    return held


def offers(memory: Memory) -> list[str]:
    return [one.word.text for one in memory.offerable]


def known_again(memory: Memory, each: Told, risk: RiskState = CALM) -> Known | None:
    return in_sight_of_what_is_known(each, memory, risk).perception.again


def test_one_person_called_in_two_ways_is_one_by_the_fuller_word() -> None:
    memory = after(message("Juno"), message("my sister Juno"), message("Juno"))
    assert offers(memory) == ["my sister Juno"]
    assert memory.mentions[0].turns == (1, 2, 3)


def test_two_words_for_one_parent_are_one_person() -> None:
    assert offers(after(message("my mum"), message("Mother"))) == ["my mum"]


def test_a_thing_is_offered_once_it_came_up_in_three_turns() -> None:
    thing = replace(message(), spoken_of=SpokenOf((mention("allotment", person=False),)))
    assert offers(after(thing, thing)) == []
    assert offers(after(thing, thing, thing)) == ["allotment"]


def test_few_are_offered_those_spoken_of_most_first() -> None:
    names = ["Ada", "Bo", "Cleo", "Dov", "Eli", "Fay"]
    memory = after(*(message(name) for name in names), message("Fay"))
    assert offers(memory) == ["Fay", "Ada", "Bo", "Cleo", "Dov"]


@pytest.mark.parametrize(
    "risk",
    [
        RiskState(tier=Tier.R2),
        RiskState(lanes=(LaneLevel(Lane.ABUSE, 1),)),
        RiskState(fresh_lanes=(LaneLevel(Lane.THIRD_PARTY),)),
        RiskState(fresh_lanes=(LaneLevel(Lane.OVERWHELM, 1),)),
    ],
)
def test_whom_a_line_about_danger_names_is_offered_neither_then_nor_later(risk: RiskState) -> None:
    memory = after(message("Juno"), message("Juno"), risk=risk)
    assert offers(memory) == []
    assert offers(after(message("Juno"), memory=memory)) == []


def test_whom_a_line_about_hurting_names_is_offered_no_more() -> None:
    memory = after(message("Dan", "Juno"), message("Dan", hurting=True))
    assert offers(memory) == ["Juno"]
    assert offers(after(message("Dan"), memory=memory)) == ["Juno"]


def test_where_it_names_nobody_those_named_just_before_are_left_out() -> None:
    assert offers(after(message("Juno"), message("Dan"), message(hurting=True))) == ["Juno"]


def test_what_was_refused_is_not_offered_nor_what_was_told_just_before() -> None:
    refusal = replace(
        message(about="refusal", doing=Doing.REFUSING),
        heard=heard("I don't want to talk about Bo"),
    )
    memory = after(message("Bo"), message("Juno"), message("Ada"), refusal)
    assert offers(memory) == ["Juno"]


def test_nothing_left_alone_is_offered_by_whatever_name_it_goes() -> None:
    memory = replace(after(message("my mother")), not_now=(Private("my mum's house"),))
    assert offers(memory) == []


def test_what_is_known_already_is_not_offered_again() -> None:
    memory = after(message("Juno"))
    assert offers(replace(memory, known=(JUNO,))) == []
    full = tuple(Known(Private(f"name{at}")) for at in range(MOST_KNOWN))
    assert offers(replace(memory, known=full)) == []


def test_what_is_remembered_of_whom_they_spoke_does_not_grow_without_end() -> None:
    memory = after(*(message(f"Ana{chr(97 + at % 26)}o{chr(97 + at // 26)}") for at in range(90)))
    assert len(memory.mentions) == 60


def test_it_is_said_again_once_and_not_at_first() -> None:
    memory = Memory(turns=1, known=(JUNO,))
    assert known_again(memory, message("Juno")) == JUNO
    assert known_again(replace(memory, turns=0), message("Juno")) is None
    assert known_again(replace(memory, reminded=True), message("Juno")) is None


def test_somebody_known_by_name_is_not_taken_for_whoever_is_the_same_to_them() -> None:
    assert known_again(Memory(turns=1, known=(JUNO,)), message("my sister")) is None
    sister = Known(Private("my sister"))
    assert known_again(Memory(turns=1, known=(sister,)), message("my sister")) == sister


@pytest.mark.parametrize(
    ("memory", "heard_as", "risk"),
    [
        (Memory(not_now=(Private("Juno"),)), {}, CALM),
        (Memory(not_now=(Private("my sister's wedding"),)), {}, CALM),
        (Memory(hushed=("juno",)), {}, CALM),
        (Memory(), {"hurting": True}, CALM),
        (Memory(), {"self_attack": True}, CALM),
        (Memory(), {"state": State.HIGH}, CALM),
        (Memory(), {"feelings": (Feeling("grief", 5),)}, CALM),
        (Memory(), {"doing": Doing.ASKING}, CALM),
        (Memory(), {}, RiskState(tier=Tier.R2)),
        (Memory(), {}, RiskState(fresh_lanes=(LaneLevel(Lane.OVERWHELM, 1),))),
        (Memory(), {}, RiskState(lanes=(LaneLevel(Lane.ABUSE, 1),))),
    ],
)
def test_it_is_silent_where_it_was_left_alone_or_the_turn_is_not_calm(
    memory: Memory, heard_as: dict[str, Any], risk: RiskState
) -> None:
    memory = replace(memory, turns=3, known=(JUNO,))
    assert known_again(memory, message("Juno", **heard_as), risk) is None


def test_it_never_begins_a_reply_and_gives_way_to_what_safety_asks() -> None:
    spoken = replace(Perception(), again=JUNO)
    part = Find(Move.SRF, "again")
    plan = decide(spoken, CALM, Memory(turns=2))
    assert part in plan.moves[1:]
    assert part not in decide(spoken, RiskState(tier=Tier.R2), Memory(turns=2)).moves


def talk(memory: Memory, *says: str) -> tuple[list[tuple[Spoken, ...]], Memory]:
    """Say some things to the real voice; return what came back to each, and the memory then."""
    record = FakeRecord(memory)
    house = replace(
        room(senses=FakeSenses(), record=record),
        voice=AuthoredVoice(FakeDice()),
        grammar=grammar(),
    )
    replies = [anyio.run(_reply, words, house) for words in says]
    return replies, record.memory


async def _reply(words: str, house: Any) -> tuple[Spoken, ...]:
    return tuple([line async for line in take_turn(heard(words), house)])


def test_in_a_talk_it_comes_once_beside_their_own_words() -> None:
    said, memory = talk(
        Memory(known=(JUNO,)),
        "Juno sold the boat.",
        "Juno texted me about the boat.",
        "I told Juno that the boat can wait.",
    )
    about = [[line for line in reply if line.line_id.startswith("again-")] for reply in said]
    assert [len(lines) for lines in about] == [0, 1, 0]
    assert about[1][0].text == "You spoke of your sister Juno before."
    assert memory.reminded


def test_in_a_talk_whoever_was_spoken_of_is_found_by_the_real_grammar() -> None:
    _, memory = talk(Memory(), "My sister Juno rang.", "I told Esme about it.", "Dan hit me again.")
    assert offers(memory) == ["my sister Juno", "Esme"]
