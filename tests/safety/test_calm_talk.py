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
from holdspace.domain.talk import Doing, Fixed, Memory, Perception, Spoken
from holdspace.safety.judge import (
    CALM_TALK,
    HALF_A_LANE,
    HALF_A_WISH,
    SURER,
    SURER_LANE,
    SUREST,
    judge,
)
from holdspace.safety.latch import ASKS_NOW, CALM_TURNS_SUPPOSED, CALM_TURNS_UNWORDED, WAS_HIGH
from holdspace.safety.script import points_to_people
from holdspace.safety.supposed_wish import CERTAIN as BELIEVED
from holdspace.safety.supposed_wish import CERTAIN_OF_AN_ATTEMPT
from tests.safety.test_dialogue import ids

CALM = Signs()
TALKED = RiskState(calm_turns=CALM_TALK)
MEDICAL = LaneLevel(Lane.MEDICAL)
ABUSE = LaneLevel(Lane.ABUSE, 1)
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


CERTAIN = by_a_head(SUREST, Tier.R2)


def supposed(*later: tuple[Signs, Perception]) -> RiskState:
    """Return where a calm talk stands in which a head alone was certain, it was asked about, and more was said."""
    risk = replace(judge(TALKED, CALM, CERTAIN), asked=("r2-ask",), open="r2-ask")
    for signs, perception in later:
        risk = judge(risk, signs, perception)
    return risk


PASSES_OVER = (CALM, Perception())


def test_what_a_head_alone_supposed_is_let_go_where_they_were_asked_and_went_on() -> None:
    assert supposed(*[PASSES_OVER] * (CALM_TURNS_SUPPOSED - 1)).tier is Tier.R2
    assert supposed(*[PASSES_OVER] * CALM_TURNS_SUPPOSED).tier < Tier.R2


def test_it_is_not_let_go_before_it_was_asked_about() -> None:
    unasked = replace(supposed(), asked=(), open="")
    for _ in range(9):
        unasked = judge(unasked, *PASSES_OVER)
    assert unasked.tier is Tier.R2


def test_what_words_told_as_well_is_held_however_much_else_is_said() -> None:
    words = Signs(evidence=(Evidence("tired-of-life", (0, 9), tier=Tier.R2),))
    assert supposed((words, Perception()), *[PASSES_OVER] * 9).tier is Tier.R2


def test_heard_again_it_waits_anew() -> None:
    again = supposed(PASSES_OVER, (CALM, CERTAIN))
    assert again.tier is Tier.R2
    assert judge(again, *PASSES_OVER).tier is Tier.R2


def test_what_a_certain_head_heard_in_the_very_first_message_is_held_longer_than_what_one_supposed() -> (
    None
):
    first = replace(judge(RiskState(), CALM, by_a_head(BELIEVED, Tier.R2)), asked=("r2-ask",))
    assert not first.supposed
    for _ in range(CALM_TURNS_UNWORDED - 1):
        first = judge(first, *PASSES_OVER)
    assert first.tier is Tier.R2
    assert judge(first, *PASSES_OVER).tier < Tier.R2


@pytest.mark.parametrize("tier", [Tier.R3, Tier.R4, Tier.R5])
def test_near_danger_that_no_word_told_of_falls_to_unclear_and_then_to_nothing(tier: Tier) -> None:
    near = replace(judge(RiskState(), CALM, by_a_head(BELIEVED, tier)), asked=("r3-plan",))
    for stands in (Tier.R2, Tier.R1):
        for _ in range(CALM_TURNS_UNWORDED):
            assert near.tier > stands
            near = judge(near, *PASSES_OVER)
        assert near.tier is stands


@pytest.mark.parametrize("tier", [Tier.R3, Tier.R4, Tier.R5])
def test_near_danger_that_words_told_of_is_held_however_much_else_is_said(tier: Tier) -> None:
    words = Signs(evidence=(Evidence("active-thoughts", (0, 9), tier=tier),))
    near = replace(judge(RiskState(), words, Perception(evidence=())), asked=("r3-plan",))
    for _ in range(9):
        near = judge(near, *PASSES_OVER)
    assert near.tier is tier


@pytest.mark.parametrize("tier", [Tier.R3, Tier.R4, Tier.R5])
def test_what_is_nearer_than_a_question_is_believed_of_a_certain_head(tier: Tier) -> None:
    near = judge(TALKED, CALM, by_a_head(BELIEVED, tier))
    assert near.tier is tier
    assert not near.supposed


@pytest.mark.parametrize("said", [Signs(answer="yes"), Signs(reached=("cannot-call",))])
def test_near_danger_that_an_answer_in_words_bears_out_is_held(said: Signs) -> None:
    near = judge(RiskState(), CALM, by_a_head(BELIEVED, Tier.R5))
    near = judge(replace(near, asked=(ASKS_NOW,), open=ASKS_NOW), said, Perception(evidence=()))
    for _ in range(9):
        near = judge(near, *PASSES_OVER)
    assert near.tier is Tier.R5


NEARER = {Tier.R3: "r2-ask", Tier.R4: "r2-ask", Tier.R5: ASKS_NOW}


def near_and_asked(tier: Tier) -> RiskState:
    """Return where a calm talk stands in which a head alone supposed near danger, and it was asked about."""
    near = judge(TALKED, CALM, by_a_head(SUREST, tier))
    assert (near.tier, near.supposed) == (tier, True)
    (*_, question) = ids(decide(Perception(), near, Memory(turns=4)))
    assert question == NEARER[tier]
    return replace(near, asked=(question,), open=question, said_last=(question,), fresh=False)


@pytest.mark.parametrize("tier", NEARER)
def test_near_danger_that_a_head_alone_supposed_is_asked_about_first(tier: Tier) -> None:
    asked = near_and_asked(tier)
    assert judge(asked, Signs(answer="yes"), Perception(evidence=())).tier >= min(tier, Tier.R3)
    no = judge(asked, Signs(answer="no"), Perception(evidence=()))
    assert (no.tier, no.denied) == (Tier.R2, True)
    assert judge(no, *PASSES_OVER).tier < Tier.R2


@pytest.mark.parametrize("tier", NEARER)
def test_it_is_no_nearer_than_unclear_where_they_speak_of_something_else(tier: Tier) -> None:
    went_on = judge(near_and_asked(tier), *PASSES_OVER)
    assert (went_on.tier, went_on.supposed) == (Tier.R2, True)
    assert WAS_HIGH not in went_on.themes
    assert not went_on.check_in_owed


@pytest.mark.parametrize(
    ("signs", "perception"),
    [
        (Signs(answer="stop"), Perception(evidence=())),
        (Signs(answer="skip"), Perception(evidence=())),
        (Signs(answer="quiet"), Perception(evidence=())),
        (Signs(reached=("hung-up",)), Perception(evidence=())),
        (CALM, Perception(doing=Doing.LEAVING, evidence=())),
        (CALM, by_a_head(BELIEVED, Tier.R2)),
    ],
)
def test_near_danger_stands_where_anything_bears_it_out(
    signs: Signs, perception: Perception
) -> None:
    later = judge(near_and_asked(Tier.R5), signs, perception)
    assert (later.tier, later.supposed) == (Tier.R5, False)


def test_an_attempt_is_believed_at_once() -> None:
    tried = judge(TALKED, CALM, by_a_head(SUREST, Tier.R6))
    assert not tried.supposed
    assert ids(decide(Perception(), tried, Memory(turns=4)))[0] == "r6-call"


def test_an_attempt_that_a_head_is_unsure_of_is_asked_about_with_the_number_first() -> None:
    perhaps = judge(RiskState(), CALM, by_a_head(CERTAIN_OF_AN_ATTEMPT - 0.01, Tier.R6))
    assert (perhaps.tier, perhaps.supposed) == (Tier.R6, True)
    assert ids(decide(Perception(), perhaps, Memory())) == [ASKS_NOW]
    asked = replace(perhaps, asked=(ASKS_NOW,), open=ASKS_NOW)
    assert judge(asked, Signs(answer="yes"), Perception(evidence=())).tier is Tier.R6
    assert judge(asked, Signs(answer="no"), Perception(evidence=())).tier is Tier.R2


def test_in_a_calm_talk_what_is_unlikely_only_seconds_what_words_told() -> None:
    unlikely = by_a_head(HALF_A_WISH - 0.01, Tier.R2)
    assert judge(judge(TALKED, CALM, unlikely), CALM, unlikely).tier is Tier.R0
    done = Signs(evidence=(Evidence("done", (0, 9), tier=Tier.R2, unsure=True),))
    assert judge(TALKED, done, unlikely).tier is Tier.R2
    assert judge(TALKED, done, Perception(evidence=())).tier is Tier.R1


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
        replace(TALKED, lanes=(ABUSE,), heard_well=frozenset({Lane.ABUSE})),
        replace(TALKED, themes=frozenset({"hopeless"})),
    ],
)
def test_a_talk_in_which_danger_was_told_is_not_calm(before: RiskState) -> None:
    assert judge(before, CALM, UNSURE).tier is Tier.R2
    assert MEDICAL in judge(before, CALM, UNSURE_LANE).lanes


def test_a_lane_that_a_head_heard_once_leaves_a_talk_calm() -> None:
    once = replace(TALKED, lanes=(ABUSE,))
    assert judge(once, CALM, UNSURE_LANE).lanes == (ABUSE,)


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


def test_an_emergency_that_a_head_heard_once_is_asked_about_with_the_number_and_then_let_be() -> (
    None
):
    said = said_after(HEARD_ONCE, *[QUIET] * 8)
    assert said[0] == ["m-ask"]
    assert not any(said[1:])


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
    assert said[0] == ["t-ask"]
    assert not any(said[1:])
