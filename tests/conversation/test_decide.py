from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from holdspace.conversation.decide import CONSIDERATIONS, decide
from holdspace.domain.manner import Manner
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import (
    UNASKING,
    Doing,
    Feeling,
    Find,
    Fixed,
    Memory,
    Move,
    Past,
    Perception,
    Plan,
    Spoken,
    State,
    Tone,
    Walk,
)


def moves(plan: Plan) -> list[Move]:
    """Return the moves of a plan, in order."""
    return [part.line.move if isinstance(part, Fixed) else part.move for part in plan.moves]


def test_the_order_of_considerations_is_policy() -> None:
    assert [consider.__name__ for consider in CONSIDERATIONS] == [
        "stay_safe",
        "lead_on",
        "honour_a_stop",
        "keep_their_pace",
        "repair_first",
        "steady_overwhelm",
        "use_the_permission_given",
        "answer_what_was_said",
        "go_softly",
        "listen",
    ]


@given(
    tier=st.sampled_from([Tier.R3, Tier.R4, Tier.R5, Tier.R6]),
    doing=st.sampled_from(Doing),
    about=st.sampled_from(["", "goodbye", "skip", "slower", "rupture-confrontation", "greeting"]),
    rupture=st.booleans(),
    slower=st.booleans(),
    walk=st.sampled_from([None, Walk("look-around", at="3")]),
)
def test_nothing_outranks_safety(  # noqa: PLR0913, PLR0917 - every wish at once is the point
    tier: Tier, doing: Doing, about: str, rupture: bool, slower: bool, walk: Walk | None
) -> None:
    goes = "next" if walk else ""
    perception = Perception(doing=doing, about=about, rupture=rupture, goes=goes)
    plan = decide(
        perception,
        RiskState(tier=tier, fresh=True),
        Memory(manner=Manner(slower=slower), walk=walk),
    )
    assert Move.SAF in moves(plan)


def test_a_wish_to_stop_is_never_argued_with() -> None:
    plan = decide(Perception(doing=Doing.LEAVING, about="goodbye"), RiskState(), Memory())
    assert moves(plan) == [Move.CLS]


def test_leaving_while_at_r2_still_points_to_people() -> None:
    risk = RiskState(tier=Tier.R2, asked=("r2-ask",), answered={"r2-ask": "skip"})
    plan = decide(Perception(doing=Doing.LEAVING, about="goodbye"), risk, Memory(risk=risk))
    assert set(moves(plan)) & {Move.BRG, Move.SAF}


MENDED = Past(moves=(Move.RPR,))


def test_a_third_complaint_in_a_few_turns_is_shown_the_ways_out_once() -> None:
    complaint = Perception(doing=Doing.CORRECTING, about="not-quite")
    mended, ways_out = Find(Move.RPR, "not-quite"), Find(Move.RPR, "third-repair")
    twice = Memory(turns=9, lately=(MENDED, Past(), MENDED))
    shown = replace(twice, recent=(Spoken("This isn't working.", Move.RPR, "third-repair-01"),))
    assert decide(complaint, RiskState(), Memory(lately=(MENDED,))).moves[0] == mended
    assert decide(complaint, RiskState(), twice).moves[0] == ways_out
    assert decide(complaint, RiskState(), shown).moves[0] == Find(Move.RPR, f"not-quite{UNASKING}")


def test_what_only_puts_a_word_right_is_never_answered_with_the_ways_out() -> None:
    correction = Perception(doing=Doing.CORRECTING, about="correction")
    often = Memory(turns=9, lately=(MENDED, MENDED, MENDED))
    assert decide(correction, RiskState(), often).moves[0] == Find(Move.RPR, "correction")


def test_overwhelm_is_met_in_few_words_and_nothing_is_asked() -> None:
    flooded = RiskState(
        lanes=(LaneLevel(Lane.OVERWHELM),), fresh_lanes=(LaneLevel(Lane.OVERWHELM),)
    )
    plan = decide(Perception(), flooded, Memory())
    assert plan.budget == 15
    assert Move.OQ not in moves(plan)


def test_what_may_be_too_much_is_said_back_with_something_steady_and_no_question() -> None:
    perhaps = (LaneLevel(Lane.OVERWHELM, 1),)
    risk = RiskState(lanes=perhaps, fresh_lanes=perhaps)
    plan = decide(Perception(), risk, Memory(reflections=8))
    assert plan.moves == (Find(Move.SRF, "happened"), Find(Move.PRS, "steady"))


def test_a_tired_person_gets_a_short_reply_and_no_question() -> None:
    plan = decide(Perception(state=State.TIRED), RiskState(), Memory(reflections=8))
    assert plan.budget <= 25
    assert Move.OQ not in moves(plan)


def test_only_listening_means_no_question() -> None:
    within = Perception(state=State.WITHIN)
    asking = decide(within, RiskState(), Memory(reflections=8))
    listening = decide(within, RiskState(), Memory(reflections=8, manner=Manner(just_listen=True)))
    assert Move.OQ in moves(asking)
    assert Move.OQ not in moves(listening)


def test_a_question_never_follows_a_question() -> None:
    plan = decide(
        Perception(state=State.WITHIN), RiskState(), Memory(reflections=8, asked_last=True)
    )
    assert Move.OQ not in moves(plan)


def test_hard_words_about_oneself_are_met_gently() -> None:
    plan = decide(Perception(self_attack=True), RiskState(), Memory())
    assert Move.GEN in moves(plan)


def test_a_strong_painful_feeling_is_validated() -> None:
    strong = Perception(feelings=(Feeling("grief", 5),), tone=Tone.PAINFUL)
    assert Move.VAL in moves(decide(strong, RiskState(), Memory()))


@given(about=st.text(max_size=12), state=st.sampled_from(State), tone=st.sampled_from(Tone))
def test_every_plan_has_a_reason_and_a_budget(about: str, state: State, tone: Tone) -> None:
    plan = decide(Perception(about=about, state=state, tone=tone), RiskState(), Memory())
    assert plan.because.endswith(".")
    assert 0 < plan.budget <= 60


def test_three_things_are_gathered_now_and_then_where_something_was_understood() -> None:
    within = Perception(state=State.WITHIN)
    lately = (Past(tone=Tone.PAINFUL),) * 3
    due = Memory(turns=9, reflections=8, lately=lately)
    assert decide(within, RiskState(), due).moves[0] == Find(Move.SUM, "sum")
    plain = Memory(turns=9, reflections=8, lately=(Past(),) * 3)
    assert decide(within, RiskState(), plain).moves[0] == Find(Move.SRF, "happened")


def test_what_is_told_is_joined_to_what_came_before_and_not_every_time() -> None:
    thread = Find(Move.SRF, "thread")
    told = Perception(state=State.TIRED)
    assert thread not in decide(told, RiskState(), Memory(turns=1)).moves
    assert thread in decide(told, RiskState(), Memory(turns=5)).moves
    joined = Memory(turns=5, recent=(Spoken("…", Move.SRF, "thread-same-01"),))
    assert thread not in decide(told, RiskState(), joined).moves


def test_an_event_is_asked_about_before_anything_else_is_said_of_it() -> None:
    event = Perception(situation="situation-pet-died")
    moves = decide(event, RiskState(), Memory()).moves
    assert moves.index(Find(Move.OQ, "open-question")) == 1
