"""After a visit at R3 the next one asks once, plainly, how it is."""

import pytest

from holdspace.conversation.decide import decide
from holdspace.conversation.remember import note_said
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Find, Fixed, Memory, Move, Perception, Plan, Spoken, State
from holdspace.safety.coming_back import CHECK_IN, ask_how_it_is
from holdspace.safety.judge import judge

OWED = RiskState(check_in_owed=True)
TELLING = Perception(evidence=())


def asks(plan: Plan) -> bool:
    return any(isinstance(part, Fixed) and part.line.id == CHECK_IN for part in plan.moves)


def test_the_first_reply_after_a_dark_visit_asks_plainly() -> None:
    plan = decide(TELLING, OWED, Memory())
    assert asks(plan)
    says = next(part.line.says for part in plan.moves if isinstance(part, Fixed))
    assert "ending your life" in says or "suicide" in says


def test_a_greeting_is_answered_first() -> None:
    plan = decide(Perception(about="greeting", doing=Doing.SMALL, evidence=()), OWED, Memory())
    assert plan.moves[0] == Find(Move.PRS, "greeting")
    assert asks(plan)


def test_where_nothing_is_owed_nothing_is_asked() -> None:
    assert not asks(decide(TELLING, RiskState(), Memory()))


@pytest.mark.parametrize("doing", [Doing.LEAVING, Doing.REFUSING, Doing.CORRECTING])
def test_who_leaves_or_refuses_is_not_asked(doing: Doing) -> None:
    assert not asks(decide(Perception(doing=doing, about="x", evidence=()), OWED, Memory()))


def test_a_flood_and_a_danger_come_first() -> None:
    flooded = RiskState(check_in_owed=True, fresh_lanes=(LaneLevel(Lane.OVERWHELM),))
    assert not asks(decide(TELLING, flooded, Memory()))
    plan = Plan((), 20, ".")
    assert ask_how_it_is(plan, Perception(state=State.HIGH), OWED, Memory()) is plan
    assert (
        ask_how_it_is(plan, TELLING, RiskState(tier=Tier.R2, check_in_owed=True), Memory()) is plan
    )


def test_later_in_a_visit_it_would_come_out_of_the_blue() -> None:
    assert asks(decide(TELLING, OWED, Memory(turns=2)))
    assert not asks(decide(TELLING, OWED, Memory(turns=3)))


def test_it_is_asked_once() -> None:
    said = (Spoken("x", Move.SAF, CHECK_IN),)
    after = note_said(OWED, said)
    assert after.open == CHECK_IN
    assert not after.check_in_owed
    assert not judge(after, Signs(answer="no"), TELLING).check_in_owed


@pytest.mark.parametrize(
    ("answer", "tier"), [("yes", Tier.R3), ("unsure", Tier.R2), ("no", Tier.R0), ("", Tier.R0)]
)
def test_an_answer_is_heard_and_none_is_owed(answer: str, tier: Tier) -> None:
    asked = note_said(OWED, (Spoken("x", Move.SAF, CHECK_IN),))
    assert judge(asked, Signs(answer=answer), TELLING).tier is tier


def test_who_says_yes_is_owed_it_once_more() -> None:
    asked = note_said(OWED, (Spoken("x", Move.SAF, CHECK_IN),))
    assert judge(asked, Signs(answer="yes"), TELLING).check_in_owed
