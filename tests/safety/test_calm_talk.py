"""In a talk that was calm so far a head alone must be surer, and an emergency it heard once is not repeated for ever."""

from dataclasses import replace
from itertools import pairwise

import pytest

from holdspace.conversation.decide import decide
from holdspace.conversation.remember import note_said
from holdspace.domain.risk import (
    FAINT,
    HALF_HEARD,
    Evidence,
    Lane,
    LaneLevel,
    RiskState,
    Signs,
    Tier,
)
from holdspace.domain.talk import Fixed, Memory, Perception, Spoken
from holdspace.safety.judge import CALM_TALK, HALF_A_LANE, SURER, SURER_LANE, SUREST, judge
from holdspace.safety.respond import TWICE
from holdspace.safety.script import points_to_people

CALM = Signs()
TALKED = RiskState(calm_turns=CALM_TALK)
MEDICAL = LaneLevel(Lane.MEDICAL)
BY_WORDS = Signs(evidence=(Evidence("chest", (0, 9), lane=MEDICAL),))


def by_a_head(likely: float, tier: Tier = Tier.R0, lane: LaneLevel | None = None) -> Perception:
    """Make what a head heard, this likely."""
    heard = Evidence(f"meaning-{lane or tier.name}", (0, 9), tier=tier, lane=lane, likely=likely)
    return Perception(evidence=(heard,))


UNSURE = by_a_head(SURER - 0.01, Tier.R2)
UNSURE_LANE = by_a_head(SURER_LANE - 0.01, lane=MEDICAL)


def test_at_the_beginning_a_head_counts_as_it_stands() -> None:
    assert judge(RiskState(), CALM, UNSURE).tier is Tier.R2
    assert judge(RiskState(), CALM, UNSURE_LANE).lanes == (MEDICAL,)


def test_in_a_calm_talk_an_unsure_head_counts_the_second_time() -> None:
    once = judge(TALKED, CALM, UNSURE)
    assert once.tier is Tier.R0
    assert HALF_HEARD in once.themes
    assert judge(once, CALM, UNSURE).tier is Tier.R2
    lane = judge(TALKED, CALM, UNSURE_LANE)
    assert lane.lanes == ()
    assert judge(lane, CALM, UNSURE_LANE).lanes == (MEDICAL,)


def test_in_a_calm_talk_a_lane_that_is_unlikely_is_let_go_however_often() -> None:
    unlikely = by_a_head(HALF_A_LANE - 0.01, lane=MEDICAL)
    assert judge(judge(TALKED, CALM, unlikely), CALM, unlikely).lanes == ()
    loss = LaneLevel(Lane.GRIEF)
    assert judge(TALKED, CALM, by_a_head(HALF_A_LANE - 0.01, lane=loss)).lanes == (loss,)


@pytest.mark.parametrize("theme", ["soon", "means", "farewell"])
def test_a_theme_of_any_talk_leaves_it_calm(theme: str) -> None:
    talk = replace(TALKED, themes=frozenset({theme}))
    assert judge(talk, CALM, UNSURE).tier is Tier.R0
    assert judge(replace(talk, themes=frozenset({theme, "burden"})), CALM, UNSURE).tier is Tier.R2


def test_in_a_calm_talk_what_is_surer_counts_at_once() -> None:
    assert judge(TALKED, CALM, by_a_head(SURER, Tier.R2)).tier is Tier.R2
    assert judge(TALKED, CALM, by_a_head(SURER_LANE, lane=MEDICAL)).lanes == (MEDICAL,)


def test_in_a_calm_talk_a_head_alone_asks_plainly_and_leaves_how_near_it_is_to_the_answer() -> None:
    near = by_a_head(SUREST - 0.01, Tier.R5)
    asked = judge(TALKED, CALM, near)
    assert asked.tier is Tier.R2
    assert judge(asked, CALM, near).tier is Tier.R5
    assert judge(RiskState(), CALM, near).tier is Tier.R5
    assert judge(TALKED, CALM, by_a_head(SUREST, Tier.R5)).tier is Tier.R5


def test_in_a_calm_talk_overwhelm_that_a_head_alone_heard_is_met_softly_the_first_time() -> None:
    overwhelmed = LaneLevel(Lane.OVERWHELM)
    heard = by_a_head(1.0, lane=overwhelmed)
    once = judge(TALKED, CALM, heard)
    assert once.fresh_lanes == (LaneLevel(Lane.OVERWHELM, 1),)
    assert judge(once, CALM, heard).fresh_lanes == (overwhelmed,)
    assert judge(RiskState(), CALM, heard).fresh_lanes == (overwhelmed,)


def test_a_faint_hearing_stays_faint() -> None:
    faint = Perception(evidence=(Evidence(FAINT, (0, 9), likely=0.2),))
    assert HALF_HEARD not in judge(TALKED, CALM, faint).themes


def test_what_is_asked_of_the_companion_itself_is_no_wish_to_die_unless_it_is_surer() -> None:
    wish = replace(UNSURE, about="no-questions")
    assert judge(RiskState(), CALM, wish).tier is Tier.R0
    surer = replace(by_a_head(SURER, Tier.R2), about="no-questions")
    assert judge(RiskState(), CALM, surer).tier is Tier.R2


def test_words_count_at_once_in_any_talk() -> None:
    assert judge(TALKED, BY_WORDS, Perception()).lanes == (MEDICAL,)
    told = Signs(evidence=(Evidence("dead", (0, 9), tier=Tier.R2),))
    assert judge(TALKED, told, Perception()).tier is Tier.R2


@pytest.mark.parametrize(
    "before",
    [
        replace(TALKED, tier=Tier.R2),
        replace(TALKED, lanes=(LaneLevel(Lane.ABUSE, 1),)),
        replace(TALKED, themes=frozenset({"hopeless"})),
    ],
)
def test_a_talk_in_which_danger_was_told_is_not_calm(before: RiskState) -> None:
    assert judge(before, CALM, UNSURE).tier is Tier.R2
    assert MEDICAL in judge(before, CALM, UNSURE_LANE).lanes


def said_after(*messages: tuple[Signs, Perception]) -> list[list[str]]:
    """Return the ids of the fixed lines said to each message."""
    risk, memory, said = RiskState(), Memory(country="IE"), []
    for signs, perception in messages:
        risk = judge(risk, signs, perception)
        plan = decide(perception, risk, memory)
        lines = [part.line for part in plan.moves if isinstance(part, Fixed)]
        said.append([line.id for line in lines])
        risk = note_said(risk, tuple(Spoken(line.says, line.move, line.id) for line in lines))
        pointed = any(points_to_people(line.id) for line in lines)
        memory = replace(memory, risk=risk, scripted=bool(lines), pointed=pointed)
    return said


QUIET = (CALM, Perception(evidence=()))
HEARD_ONCE = (CALM, by_a_head(0.9, lane=MEDICAL))


def test_an_emergency_that_a_head_heard_once_is_met_twice_and_then_let_be() -> None:
    said = said_after(HEARD_ONCE, *[QUIET] * 8)
    assert said[0] == ["m-a"]
    assert all(said[:TWICE])
    assert not any(said[TWICE:])


def test_one_told_in_words_or_heard_again_stays_in_sight() -> None:
    for opening in ([(BY_WORDS, Perception(evidence=()))], [HEARD_ONCE, QUIET, QUIET, HEARD_ONCE]):
        said = said_after(*opening, *[QUIET] * 8)[len(opening) :]
        assert all(one or other for one, other in pairwise(said))


def test_whoever_says_what_stands_in_the_way_of_help_is_believed() -> None:
    calling = (Signs(reached=("hung-up",)), Perception(evidence=()))
    said = said_after(HEARD_ONCE, calling, *[QUIET] * 6)
    assert all(one or other for one, other in pairwise(said))


def test_another_danger_that_a_head_heard_once_is_met_once() -> None:
    said = said_after((CALM, by_a_head(0.9, lane=LaneLevel(Lane.THIRD_PARTY))), *[QUIET] * 4)
    assert said[0] == ["t-a"]
    assert not any(said[1:])
