"""Holds what of the turns before colours the next one."""

from holdspace.conversation.remember import LATELY, in_its_light, remember
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Feeling, Memory, Past, Perception, Plan, State, Tone, Turn
from tests.fakes import heard


def after(*pasts: Past) -> Memory:
    """Return the memory of a visit in which these turns went by."""
    return Memory(turns=len(pasts), lately=pasts)


def test_what_has_no_tone_takes_that_of_the_talk() -> None:
    lit = in_its_light(Perception(), after(Past(tone=Tone.PAINFUL)))
    assert lit.tone is Tone.PAINFUL


def test_a_good_memory_in_the_midst_of_pain_is_both() -> None:
    warm = Perception(tone=Tone.PLEASANT, feelings=(Feeling("joy"),))
    assert in_its_light(warm, after(Past(tone=Tone.PAINFUL))).tone is Tone.MIXED


def test_pain_guessed_in_the_midst_of_gladness_is_not_met_as_pain() -> None:
    guessed = Perception(tone=Tone.PAINFUL, appraisals=(("waiting", 0.7),))
    assert in_its_light(guessed, after(Past(tone=Tone.PLEASANT))).appraisals == ()


def test_pain_that_is_named_is_met_whatever_came_before() -> None:
    named = Perception(
        tone=Tone.PAINFUL, feelings=(Feeling("grief"),), appraisals=(("missing", 0.7),)
    )
    assert in_its_light(named, after(Past(tone=Tone.PLEASANT))) == named


def test_tiredness_holds_for_two_turns_and_no_longer() -> None:
    tired, rested = Past(state=State.TIRED), Past(state=State.WITHIN)
    within = Perception(state=State.WITHIN)
    assert in_its_light(within, after(tired, rested)).state is State.TIRED
    assert in_its_light(within, after(tired, rested, rested)).state is State.WITHIN


def test_what_is_remembered_of_turns_does_not_grow() -> None:
    memory = after(*(Past() for _ in range(LATELY)))
    assert len(_remembered(memory).lately) == LATELY


def _remembered(memory: Memory) -> Memory:
    """Return the memory after one more turn with nothing in it."""
    turn = Turn(memory.turns + 1, heard(), Plan((), 1, "."), Tier.R0, (), ())
    return remember(memory, turn, Perception(), RiskState())
