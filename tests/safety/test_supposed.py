"""What nothing but one hearing of a head told of is asked about, once, before it is believed."""

import pytest

from holdspace.conversation.decide import decide
from holdspace.conversation.remember import note_said
from holdspace.domain.risk import Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Memory, Move, Perception, Spoken
from holdspace.safety.answers import WHEN_ALONE
from holdspace.safety.judge import judge
from holdspace.safety.people import is_emergency
from holdspace.safety.script import steps
from holdspace.safety.taken_back import ASKS_OF_LANE
from tests.safety.test_dialogue import ids

QUIET = Perception(evidence=())
ASKED = {
    "N1": "n-ask", "N2": "n-ask", "N3": "n3-ask", "V1": "v-ask", "V2": "v-ask", "V3": "v3-ask", "A1": "a1-ask", "A2": "a2-ask", "A3": "a3-ask",
    "P1": "p-ask", "P2": "p-ask", "P3": "p3-ask", "E1": "e-ask", "E2": "e-ask", "E3": "e3-ask", "I1": "i-ask", "I2": "i-ask", "I3": "i3-ask", "M": "m-ask", "T": "t-ask",
    "C1": "c-ask", "C2": "c-ask", "C3": "c3-ask",
}  # fmt: skip

OF_NOW = ["E3", "I3", "N3", "P3", "V3"]


def level(name: str) -> LaneLevel:
    return LaneLevel(Lane(name[0]), int(name[1:] or 0) or None)


def by_a_head(name: str, likely: float = 0.85) -> Perception:
    heard = Evidence(rule=f"meaning-{name}", span=(0, 9), lane=level(name), likely=likely)
    return Perception(evidence=(heard,))


def asked(name: str) -> RiskState:
    """Return where a visit stands after a lane that a head alone heard was asked about."""
    supposed = judge(RiskState(), Signs(), by_a_head(name))
    return after(supposed, ASKED[name])


def after(risk: RiskState, step: str) -> RiskState:
    """Return where a visit stands after a step was said."""
    return note_said(risk, (Spoken("May I ask?", Move.SAF, step),))


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("turns", [0, 3])
def test_each_lane_is_asked_about(name: str, turns: int) -> None:
    supposed = judge(RiskState(), Signs(), by_a_head(name))
    assert ids(decide(QUIET, supposed, Memory(turns=turns))) == [ASKED[name]]


@pytest.mark.parametrize("name", [name for name in ASKED if is_emergency(level(name))])
def test_asked_about_an_emergency_the_number_is_there_already(name: str) -> None:
    says = next(step.says for group in steps().values() for step in group if step.id == ASKED[name])
    assert all("{emergency}" in way for way in says)


@pytest.mark.parametrize("name", ASKED)
def test_a_yes_is_believed_and_a_no_lets_go(name: str) -> None:
    yes = judge(asked(name), Signs(answer="yes"), QUIET)
    assert level(name).lane in yes.heard_well
    said = ids(decide(QUIET, yes, Memory(turns=4, scripted=True)))
    assert said[-1] not in ASKS_OF_LANE
    no = judge(asked(name), Signs(answer="no"), QUIET)
    assert (no.lanes, no.let_go) == (
        ((), True) if name not in OF_NOW else ((level(f"{name[0]}1"),), False)
    )


@pytest.mark.parametrize("name", OF_NOW)
def test_a_no_to_an_emergency_alone_says_nothing_of_the_danger_behind_it(name: str) -> None:
    no = judge(asked(name), Signs(answer="no"), QUIET)
    again = judge(note_said(no, ()), Signs(), by_a_head(f"{name[0]}2"))
    assert level(name).lane in again.heard_well


@pytest.mark.parametrize("name", ["N1", "E2", "P2", "V1", "M", "A3"])
def test_who_goes_on_with_something_else_is_asked_no_more(name: str) -> None:
    on = judge(asked(name), Signs(), QUIET)
    said = ids(decide(QUIET, on, Memory(turns=4, scripted=True)))
    assert not any(step.startswith(name[0].lower()) and step not in ASKS_OF_LANE for step in said)
    assert ASKED[name] not in said


def test_heard_a_second_time_it_is_met_as_it_is() -> None:
    again = judge(asked("E2"), Signs(), by_a_head("E2"))
    assert ids(decide(QUIET, again, Memory(turns=4, scripted=True)))[-1] == "e2-a"


def test_what_words_told_is_met_as_it_is() -> None:
    told = Evidence(rule="he-hits", span=(0, 9), lane=level("A3"))
    risk = judge(RiskState(), Signs(evidence=(told,)), QUIET)
    assert ids(decide(QUIET, risk, Memory(turns=3))) == ["a3-a"]


def test_in_danger_of_dying_an_emergency_is_not_asked_about() -> None:
    before = Memory(turns=3, risk=RiskState(tier=Tier.R3))
    risk = judge(before.risk, Signs(), by_a_head("M"))
    assert "m-ask" not in ids(decide(QUIET, risk, before))


def test_who_leaves_is_told_how_to_close_the_page_only_where_abuse_was_told() -> None:
    leaving = Perception(evidence=(), doing=Doing.LEAVING)
    told = "a-leaving-1"
    assert told not in ids(decide(leaving, asked("A2"), Memory(turns=4, scripted=True)))
    yes = judge(asked("A2"), Signs(answer="yes"), QUIET)
    assert ids(decide(leaving, yes, Memory(turns=5, scripted=True))) == [told]


def test_somebody_being_there_bears_no_danger_out() -> None:
    there = judge(asked("A3"), Signs(reached=("with-someone",)), QUIET)
    assert Lane.ABUSE not in there.heard_well
    hung_up = judge(asked("A3"), Signs(reached=("hung-up",)), QUIET)
    assert Lane.ABUSE in hung_up.heard_well


@pytest.mark.parametrize("kind", ["nobody-to-call", "cannot-call"])
def test_what_is_said_of_much_else_answers_no_question_about_a_lane(kind: str) -> None:
    """ "Twenty minutes, with nobody getting up"; "I can't talk about what could have happened"."""
    assert Lane.ABUSE not in judge(asked("A2"), Signs(reached=(kind,)), QUIET).heard_well


def test_what_stands_in_the_way_bears_out_only_what_was_just_spoken_of() -> None:
    later = note_said(judge(asked("A3"), Signs(), QUIET), ())
    assert Lane.ABUSE not in judge(later, Signs(reached=("not-private",)), QUIET).heard_well
    assert Lane.ABUSE in judge(asked("A3"), Signs(reached=("not-private",)), QUIET).heard_well


def test_a_time_alone_answers_no_question_about_a_lane() -> None:
    morning = judge(asked("P2"), Signs(answer=WHEN_ALONE), QUIET)
    assert Lane.PSYCHOSIS not in morning.heard_well


def test_of_several_heard_once_one_is_asked_about_and_the_others_when_heard_again() -> None:
    heard = tuple(piece for name in ("A3", "C2", "V2") for piece in by_a_head(name).evidence or ())
    first = judge(RiskState(calm_turns=0), Signs(), Perception(evidence=heard))
    said = decide(Perception(evidence=heard), first, Memory())
    assert ids(said)[-1] == "a3-ask"
    on = judge(after(first, "a3-ask"), Signs(), QUIET)
    assert not ASKS_OF_LANE.keys() & set(ids(decide(QUIET, on, Memory(turns=1, scripted=True))))
    again = judge(on, Signs(), by_a_head("V2"))
    assert ids(decide(QUIET, again, Memory(turns=2)))[-1] == "v2-a"


def test_in_danger_of_dying_violence_is_asked_about_all_the_same() -> None:
    """ "He's got my face in his hands": mostly somebody who helps."""
    before = Memory(turns=3, risk=RiskState(tier=Tier.R5, asked=("r5-now",)))
    risk = judge(before.risk, Signs(), by_a_head("A3"))
    assert ids(decide(QUIET, risk, before)) == ["a3-ask"]


def test_an_emergency_beside_a_wish_that_is_only_supposed_is_asked_about() -> None:
    before = Memory(turns=3, risk=RiskState(tier=Tier.R2, supposed=True))
    risk = judge(before.risk, Signs(), by_a_head("M"))
    assert "m-ask" in ids(decide(QUIET, risk, before))


def test_what_is_supposed_is_no_nearer_by_something_unlikely() -> None:
    def wish(tier: Tier, likely: float) -> Perception:
        heard = Evidence(rule=f"meaning-{tier.name}", span=(0, 9), tier=tier, likely=likely)
        return Perception(evidence=(heard,))

    supposed = judge(RiskState(calm_turns=3), Signs(), wish(Tier.R2, 0.8))
    assert judge(supposed, Signs(), wish(Tier.R5, 0.6)).tier is Tier.R2
    assert judge(supposed, Signs(), wish(Tier.R5, 0.7)).tier is Tier.R5
