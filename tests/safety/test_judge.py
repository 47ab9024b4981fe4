from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.risk import HALF_HEARD, Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Perception
from holdspace.safety.judge import CALM_TALK, judge
from holdspace.safety.latch import CALM_TURNS

CALM = Signs()
QUESTIONS = ("r2-ask", "r3-plan", "r3-intent", "r3-hand", "r3-when")


def heard(tier: Tier) -> Signs:
    """Make signs that call for a tier."""
    return Signs(evidence=(Evidence("a-rule", (0, 1), tier=tier),))


def after(risk: RiskState, *signs: Signs) -> RiskState:
    """Return where the visit stands after some messages."""
    for one in signs:
        risk = judge(risk, one, Perception())
    return risk


@given(tier=st.sampled_from(Tier), higher=st.sampled_from(Tier))
def test_a_tier_rises_at_once(tier: Tier, higher: Tier) -> None:
    assert judge(RiskState(tier=tier), heard(higher), Perception()).tier >= higher


@given(
    tier=st.sampled_from([Tier.R2, Tier.R3, Tier.R4, Tier.R5, Tier.R6]), turns=st.integers(0, 30)
)
def test_a_tier_never_falls_without_an_answer(tier: Tier, turns: int) -> None:
    assert after(RiskState(tier=tier), *[CALM] * turns).tier is tier


@given(
    tier=st.sampled_from([Tier.R4, Tier.R5, Tier.R6]),
    answers=st.lists(st.sampled_from(["no", "yes", "unsure", ""]), max_size=40),
)
def test_from_r4_a_visit_never_falls_below_r2(tier: Tier, answers: list[str]) -> None:
    risk = RiskState(tier=tier, asked=("r3-plan",), open="r3-plan")
    for answer in answers:
        risk = judge(risk, Signs(answer=answer), Perception())
        assert risk.tier >= Tier.R2


def test_each_step_down_waits_for_an_answer_of_its_own() -> None:
    risk = after(RiskState(tier=Tier.R4, open="r4-when"), Signs(answer="no"), *[CALM] * 60)
    assert risk.tier is Tier.R3


def test_from_r4_even_answer_after_answer_ends_at_r2() -> None:
    risk = RiskState(tier=Tier.R4)
    for _ in range(6):
        risk = after(replace(risk, open="r4-when"), Signs(answer="no"), *[CALM] * 5)
    assert risk.tier is Tier.R2


def test_a_no_to_something_else_is_no_answer() -> None:
    risk = after(RiskState(tier=Tier.R3, asked=("r3-plan", "r3-person")), Signs(answer="no"))
    assert not risk.denied
    assert after(risk, *[CALM] * 9).tier is Tier.R3


def test_what_is_newly_heard_undoes_an_old_no() -> None:
    risk = after(RiskState(tier=Tier.R2, open="r2-ask"), Signs(answer="no"), heard(Tier.R4))
    assert after(risk, *[CALM] * 9).tier is Tier.R4


def test_after_a_no_and_three_calm_turns_it_falls_by_one_step() -> None:
    asked = RiskState(tier=Tier.R3, open="r3-plan")
    risk = after(asked, Signs(answer="no"), *[CALM] * (CALM_TURNS - 1))
    assert risk.tier is Tier.R3
    assert after(risk, CALM).tier is Tier.R2


@pytest.mark.parametrize(
    ("question", "tier"),
    [
        ("r2-ask", Tier.R3),
        ("r3-plan", Tier.R4),
        ("r3-intent", Tier.R4),
        ("r3-hand", Tier.R4),
        ("r3-when", Tier.R5),
    ],
)
def test_a_yes_raises(question: str, tier: Tier) -> None:
    risk = RiskState(tier=Tier.R2, open=question)
    assert judge(risk, Signs(answer="yes"), Perception()).tier is tier


def test_taking_it_back_keeps_the_tier_and_is_noticed() -> None:
    risk = judge(RiskState(tier=Tier.R2), Signs(minimises=True), Perception())
    assert risk.tier is Tier.R2
    assert risk.minimised


def test_another_persons_words_do_not_raise_a_tier() -> None:
    own = heard(Tier.R3).evidence[0]
    other = replace(own, experiencer=own.experiencer.OTHER)
    assert judge(RiskState(), Signs(evidence=(other,)), Perception()).tier is Tier.R0


def half_heard(before: RiskState) -> RiskState:
    """Return where a visit stands after a message in which a head half heard a wish to die."""
    return judge(before, Signs(), Perception(evidence=(Evidence(rule=HALF_HEARD, span=(0, 9)),)))


def test_what_is_half_heard_calls_for_nothing_once_and_is_asked_about_the_second_time() -> None:
    once = half_heard(RiskState())
    assert once.tier is Tier.R0
    assert half_heard(once).tier is Tier.R2


def test_what_is_half_heard_beside_a_lane_is_asked_about() -> None:
    assert half_heard(RiskState(lanes=(LaneLevel(Lane.INTOXICATION, 2),))).tier is Tier.R2


def test_what_is_half_heard_of_somebody_tired_is_not_asked_about_at_once() -> None:
    assert half_heard(RiskState(tier=Tier.R1)).tier < Tier.R2


def test_what_is_half_heard_after_a_no_is_not_asked_about_again() -> None:
    answered = RiskState(themes=frozenset({HALF_HEARD}), answered={"r2-ask": "no"})
    assert half_heard(answered).tier is Tier.R0


def test_an_exercise_waved_away_is_not_taken_by_a_head_alone_for_a_wish_to_stop_breathing() -> None:
    read = (Evidence(rule="meaning-R2", span=(0, 9), tier=Tier.R2),)
    waved = Perception(about="breath-declined", evidence=read)
    assert judge(RiskState(), Signs(), waved).tier < Tier.R2
    assert judge(RiskState(), Signs(), replace(waved, about="")).tier is Tier.R2
    assert judge(RiskState(), heard(Tier.R3), waved).tier is Tier.R3


ROOF = Evidence("imminent-said-shortly", (0, 9), tier=Tier.R5, unsure=True)
CHEST = Evidence("medical", (0, 9), lane=LaneLevel(Lane.MEDICAL))
RULED_OUT = Perception(evidence=(), ruled_out=frozenset("RM"))


def test_what_may_be_grave_is_asked_about_unless_a_head_rules_it_out() -> None:
    signs = Signs(evidence=(ROOF,))
    assert judge(RiskState(), signs, Perception(evidence=())).tier is Tier.R2
    assert judge(RiskState(), signs, RULED_OUT).tier is Tier.R1
    assert judge(RiskState(), signs, Perception()).tier is Tier.R5  # nothing could listen


def test_no_head_rules_out_what_is_said_outright() -> None:
    assert judge(RiskState(), heard(Tier.R3), RULED_OUT).tier is Tier.R3


def test_a_lane_that_a_head_rules_out_is_not_heard_by_words_alone() -> None:
    signs = Signs(evidence=(CHEST,))
    assert judge(RiskState(), signs, RULED_OUT).lanes == ()
    assert judge(RiskState(), signs, Perception(evidence=())).lanes == (CHEST.lane,)
    assert judge(RiskState(), signs, Perception()).lanes == (CHEST.lane,)
    held = RiskState(lanes=(LaneLevel(Lane.MEDICAL),))
    assert judge(held, signs, RULED_OUT).fresh_lanes == (CHEST.lane,)


LEAVES = Perception(doing=Doing.LEAVING, evidence=(Evidence("meaning-R5", (0, 1), tier=Tier.R5),))


def test_who_leaves_a_calm_visit_is_asked_and_not_alarmed_by_a_head_alone() -> None:
    talked = RiskState(calm_turns=CALM_TALK)
    assert judge(talked, CALM, LEAVES).tier is Tier.R2
    faint = replace(LEAVES, evidence=(Evidence("meaning-R2", (0, 1), tier=Tier.R2),))
    assert judge(talked, CALM, faint).tier is Tier.R1


def test_a_farewell_that_is_the_first_thing_said_counts_as_it_stands() -> None:
    assert judge(RiskState(), CALM, LEAVES).tier is Tier.R5


def test_a_farewell_that_a_cue_hears_too_counts_as_it_stands() -> None:
    farewell = Signs(evidence=(Evidence("theme-farewell", (0, 1), theme="farewell"),))
    assert judge(RiskState(), farewell, LEAVES).tier is Tier.R5


def test_leave_taken_after_signs_of_danger_counts_as_it_stands() -> None:
    for before in (RiskState(tier=Tier.R1), RiskState(themes=frozenset({"hopeless"}))):
        assert judge(before, CALM, LEAVES).tier is Tier.R5


def test_naming_what_one_would_use_says_yes_where_that_was_asked() -> None:
    named = Signs(evidence=(Evidence("theme-means", (0, 8), theme="means"),))
    for question, tier in (("r3-plan", Tier.R4), ("r3-hand", Tier.R4), ("r4-hand", Tier.R5)):
        asked = RiskState(tier=Tier.R3, open=question)
        assert judge(asked, named, Perception()).tier is tier
    assert judge(RiskState(tier=Tier.R3, open="r3-intent"), named, Perception()).tier is Tier.R3
    unsure = replace(named, answer="no")
    assert judge(RiskState(tier=Tier.R3, open="r3-plan"), unsure, Perception()).tier is Tier.R3


def test_low_mood_in_the_very_same_words_seconds_nothing() -> None:
    said = Evidence("no-way-on", (0, 13), tier=Tier.R2, unsure=True)
    low = Evidence("low-mood", (0, 13), tier=Tier.R1)
    nothing_heard = Perception(evidence=())
    same, apart = Signs(evidence=(said, low)), Signs(evidence=(said, replace(low, span=(20, 30))))
    assert judge(RiskState(), same, nothing_heard).tier is Tier.R1
    assert judge(RiskState(), apart, nothing_heard).tier is Tier.R2


def test_an_exercise_that_is_waved_away_beside_danger_in_words_seconds_it_as_ever() -> None:
    """ "I already took them all. NO": a no is heard as one to breathing, and the head with the words as what it is."""
    words = Evidence(rule="taken", span=(0, 9), tier=Tier.R6, unsure=True)
    head = Evidence(rule="meaning-R6", span=(0, 9), tier=Tier.R6, likely=0.99)
    heard = Perception(evidence=(head,), about="breath-declined")
    assert judge(RiskState(), Signs(evidence=(words,)), heard).tier is Tier.R6
