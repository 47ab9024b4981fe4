"""Whoever is worried about somebody else's life is answered in what they ask, and may say that it is their own."""

import pytest

from holdspace.conversation.decide import decide
from holdspace.conversation.remember import note_said
from holdspace.domain.risk import Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Fixed, Memory, Move, Perception, Spoken
from holdspace.safety.judge import judge
from holdspace.safety.needless import needless
from holdspace.safety.script import steps
from holdspace.safety.worried import OWN

WORRIED = LaneLevel(Lane.THIRD_PARTY)
TAUGHT = note_said(RiskState(lanes=(WORRIED,)), (Spoken("Ask.", Move.SAF, "t-a"),))
KINDS = sorted(
    {name.removeprefix("T-") for name in steps() if name.startswith("T-")} - {"supposed"}
)


def heard(kind: str, likely: float = 0.9, doing: Doing = Doing.TELLING) -> Perception:
    return Perception(evidence=(), doing=doing, perhaps={"worries": {kind: likely}})


def said_to(risk: RiskState, perception: Perception) -> list[str]:
    """Return the ids of the fixed lines that are said."""
    plan = decide(perception, risk, Memory(turns=2, country="GB"))
    return [part.line.id for part in plan.moves if isinstance(part, Fixed)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_asked_is_answered_each_time_otherwise_and_then_left(kind: str) -> None:
    asks = heard(kind)
    first = judge(TAUGHT, Signs(), asks)
    assert said_to(first, asks) == [f"t-{kind}-1"]
    again = judge(note_said(first, (Spoken("x", Move.SAF, f"t-{kind}-1"),)), Signs(), asks)
    assert said_to(again, asks) == [f"t-{kind}-2"]
    more = judge(note_said(again, (Spoken("x", Move.SAF, f"t-{kind}-2"),)), Signs(), asks)
    assert f"t-{kind}-1" not in said_to(more, asks)


def test_nothing_is_heard_before_it_was_taught_to_ask_and_to_stay() -> None:
    assert judge(RiskState(lanes=(WORRIED,)), Signs(), heard("what-to-do")).worried == ""


def test_nothing_is_heard_where_nobody_else_is_in_danger() -> None:
    assert judge(RiskState(asked=("t-a",)), Signs(), heard("what-to-do")).worried == ""


def test_an_unlikely_question_is_left_to_the_talk() -> None:
    assert judge(TAUGHT, Signs(), heard("what-to-do", 0.3)).worried == ""


def test_that_the_friend_is_oneself_is_told_of_oneself() -> None:
    risk = judge(TAUGHT, Signs(), heard(OWN))
    assert risk.tier is Tier.R3
    assert "r3-thanks" in said_to(risk, heard(OWN))


def test_not_me_takes_nothing_back_and_is_not_asked_again() -> None:
    perception = heard("not-me", doing=Doing.CORRECTING)
    risk = judge(TAUGHT, Signs(protests=True), perception)
    assert (risk.lanes, risk.let_go) == ((WORRIED,), False)
    told = note_said(risk, (Spoken("x", Move.SAF, "t-not-me-1"),))
    assert "t-d" in needless(told)


def test_a_worry_that_a_head_alone_heard_is_asked_about_first() -> None:
    supposed = Evidence(rule="meaning-T", span=(0, 9), lane=WORRIED, likely=0.85)
    first = judge(RiskState(), Signs(), Perception(evidence=(supposed,)))
    assert said_to(first, Perception(evidence=())) == ["t-ask"]
    asked = note_said(first, (Spoken("?", Move.SAF, "t-ask"),))
    assert judge(asked, Signs(answer="no"), Perception(evidence=())).lanes == ()
    feared = judge(asked, Signs(answer="yes"), Perception(evidence=()))
    assert said_to(feared, Perception(evidence=())) == ["t-a"]


def test_a_bare_yes_to_having_been_told_to_ask_may_be_their_own() -> None:
    yes = Perception(evidence=(), perhaps={"answers": {"yes": 0.9}})
    assert judge(TAUGHT, Signs(), yes).tier is Tier.R2
    of_them = Perception(
        evidence=(), perhaps={"answers": {"yes": 0.9}, "worries": {"they-said-yes": 0.6}}
    )
    assert judge(TAUGHT, Signs(), of_them).tier < Tier.R2
    assert judge(note_said(TAUGHT, ()), Signs(), yes).tier < Tier.R2
