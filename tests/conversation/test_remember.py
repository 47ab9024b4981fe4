"""Holds what of the turns before colours the next one."""

from dataclasses import replace

import pytest

from holdspace.conversation.hearing import NOT_SO, NOT_YET, TOLD_AND_GOODBYE
from holdspace.conversation.remember import (
    LATELY,
    THREADS,
    in_its_light,
    leaves_a_thread,
    remember,
    with_thread,
)
from holdspace.domain.manner import Manner
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import (
    Doing,
    Feeling,
    Memory,
    Move,
    Past,
    Perception,
    Plan,
    State,
    Thread,
    Tone,
    Turn,
)
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


def test_joy_is_met_in_the_midst_of_pain_only_where_it_is_named() -> None:
    hurt = after(Past(tone=Tone.PAINFUL))
    named, guessed = Feeling("joy", named=True), Feeling("joy", named=False)
    lit = in_its_light(Perception(tone=Tone.PLEASANT, feelings=(named, guessed)), hurt)
    assert lit.feelings == (named,)


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


@pytest.mark.parametrize(
    ("lanes", "left"),
    [((), True), (("B",), True), (("D", "T"), True), (("A",), False), (("B", "N"), False)],
)
def test_a_loss_may_be_spoken_of_again_and_a_danger_not(lanes: tuple[str, ...], left: bool) -> None:
    risk = RiskState(lanes=tuple(LaneLevel(Lane(lane)) for lane in lanes))
    assert leaves_a_thread(Perception(), risk) is left


def test_what_was_told_last_is_let_go_where_it_is_refused() -> None:
    told = Thread("you sold the van", (), frozenset({"van"}), frozenset())
    memory = with_thread(Memory(turns=2), told)
    turn = Turn(3, heard(), Plan((), 1, "."), Tier.R0, (), ())
    assert remember(memory, turn, Perception(about="skip"), RiskState()).threads == ()
    assert remember(memory, turn, Perception(), RiskState()).threads[0].turn == 2


def test_things_told_do_not_grow_without_end() -> None:
    memory = Memory()
    for turn in range(THREADS + 3):
        memory = with_thread(
            replace(memory, turns=turn), Thread(f"you saw {turn}", (), frozenset(), frozenset())
        )
    assert [thread.turn for thread in memory.threads] == list(range(3, THREADS + 3))


def test_a_wish_about_manner_holds_and_a_name_is_kept() -> None:
    turn = Turn(1, heard(), Plan((), 1, "."), Tier.R0, (), ())
    memory = remember(Memory(), turn, Perception(about="call-me", called="Sam"), RiskState())
    memory = remember(memory, turn, Perception(about="shorter"), RiskState())
    assert memory.manner == Manner(brief=True, called="Sam")


def test_whoever_asked_for_plainer_words_is_met_with_fewer() -> None:
    turn = Turn(1, heard(), Plan((), 1, "."), Tier.R0, (), ())
    memory = remember(Memory(), turn, Perception(about="plainer"), RiskState())
    assert memory.manner == Manner(brief=True)


def test_what_comes_after_a_mending_is_the_fuller_telling() -> None:
    told = Perception(about="correction", doing=Doing.CORRECTING)
    mended = Past(Tone.UNKNOWN, State.UNKNOWN, (Move.RPR,))
    said_back = replace(mended, moves=(Move.SRF,))
    assert in_its_light(told, after(mended)).doing is Doing.TELLING
    assert in_its_light(told, after(mended, said_back)) == told


def test_nobody_corrects_before_anything_was_said() -> None:
    told = Perception(about="correction", doing=Doing.CORRECTING)
    assert in_its_light(told, Memory()).doing is Doing.TELLING


def test_nobody_is_taken_to_go_who_has_only_come_unless_they_say_so() -> None:
    going, bye = (Perception(about=about, doing=Doing.LEAVING) for about in ("going", "goodbye"))
    assert in_its_light(going, Memory(turns=1)).doing is Doing.TELLING
    assert in_its_light(going, Memory(turns=2)).doing is Doing.LEAVING
    assert in_its_light(bye, Memory()).doing is Doing.LEAVING


def test_what_somebody_came_to_tell_is_met_before_the_goodbye_after_it() -> None:
    told = Perception(about=TOLD_AND_GOODBYE, doing=Doing.LEAVING)
    assert in_its_light(told, Memory()).doing is Doing.TELLING
    assert in_its_light(replace(told, tone=Tone.PLEASANT), Memory()).doing is Doing.LEAVING
    assert in_its_light(told, Memory(turns=1)).doing is Doing.LEAVING


def test_a_no_corrects_what_was_said_back_and_nothing_else() -> None:
    no = Perception(about=NOT_SO)
    said_back, asked = (Past(moves=(move,)) for move in (Move.SRF, Move.OQ))
    assert in_its_light(no, after(said_back)).doing is Doing.CORRECTING
    for memory in (Memory(), after(asked), replace(after(said_back), permission_for="ideas")):
        assert in_its_light(no, memory) == Perception()


def test_a_no_to_what_was_asked_corrects_nothing() -> None:
    no = Perception(about=NOT_YET)
    said_back = after(Past(moves=(Move.CRF,)))
    assert in_its_light(no, said_back).doing is Doing.CORRECTING
    assert in_its_light(no, replace(said_back, asked_last=True)) == Perception()


def test_within_a_talk_an_event_must_be_clearer() -> None:
    told = Perception(situation="situation-a", perhaps={"situations": {"situation-a": 0.4}})
    assert in_its_light(told, Memory(turns=1)).situation == "situation-a"
    assert not in_its_light(told, Memory(turns=2)).situation
