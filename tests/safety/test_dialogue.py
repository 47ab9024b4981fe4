"""Whole conversations in danger, script by script: what is said, in what order, and what never."""

from dataclasses import replace
from itertools import pairwise

import pytest

from holdspace.conversation.danger import signs
from holdspace.conversation.decide import decide
from holdspace.conversation.hearing import attend
from holdspace.conversation.remember import note_said
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Fixed, Heard, Memory, Move, Perception, Plan, Said, Spoken
from holdspace.safety.gates import refusal
from holdspace.safety.judge import judge
from holdspace.safety.script import acknowledgements, points_to_people, steps
from tests.fakes import NOON, VISIT

PLACES = ("", "US", "IE", "GB", "AU", "NL")
LIMITS = {Tier.R3: 60, Tier.R4: 40, Tier.R5: 25, Tier.R6: 25}


def talk(*messages: str, place: str = "IE", way: int = 0) -> list[tuple[Plan, RiskState]]:
    """Return the plan and the risk after each message, remembering what was said."""
    risk, memory, turns = RiskState(), Memory(country=place, way=way), []
    for words in messages:
        heard = Heard(VISIT, Private(words), NOON)
        risk = judge(risk, signs(heard, Parse()), Perception())
        plan = decide(attend(heard, Perception()), risk, memory)
        turns.append((plan, risk))
        said = tuple(
            Spoken(part.line.says, part.line.move, part.line.id)
            for part in plan.moves
            if isinstance(part, Fixed)
        )
        scripted = [s.line_id for s in said if s.move in {Move.SAF, Move.BRG}]
        pointed = any(map(points_to_people, scripted))
        risk = note_said(risk, said)
        asked = any("?" in spoken.text for spoken in said)
        memory = replace(
            memory,
            turns=memory.turns + 1,
            risk=risk,
            scripted=bool(scripted),
            pointed=pointed,
            asked_last=asked,
        )
    return turns


def ids(plan: Plan) -> list[str]:
    """Return the ids of a plan's fixed lines."""
    return [part.line.id for part in plan.moves if isinstance(part, Fixed)]


def texts(plan: Plan) -> list[str]:
    """Return a plan's fixed lines."""
    return [part.line.says for part in plan.moves if isinstance(part, Fixed)]


def words(plan: Plan) -> int:
    """Return how many words a plan's fixed lines have."""
    return sum(len(part.line.says.split()) for part in plan.moves if isinstance(part, Fixed))


def test_thoughts_of_suicide_are_asked_about_in_order_one_a_turn() -> None:
    said = [
        ids(plan)
        for plan, _ in talk("I want to kill myself", "no", "maybe", "no", "tomorrow I have work")
    ]
    assert said[0] == ["r3-thanks", "r3-plan"]
    assert said[1][-1] == "r3-intent"
    assert said[2][0].startswith("r4")


def test_two_denials_make_the_next_questions_needless() -> None:
    said = [
        step
        for plan, _ in talk("I want to kill myself", "no", "no", "ok", "ok")
        for step in ids(plan)
    ]
    assert "r3-hand" not in said
    assert "r3-when" not in said
    assert "r3-barrier" in said
    assert "r3-person" in said


def test_a_yes_to_a_plan_is_met_as_r4() -> None:
    plan, risk = talk("I want to kill myself", "yes")[-1]
    assert risk.tier is Tier.R4
    assert ids(plan) == ["r4-today"]


def test_the_unclear_is_asked_about_once_and_a_no_is_heard() -> None:
    turns = talk("I don't want to wake up tomorrow", "no", "it's the bills mostly")
    assert ids(turns[0][0]) == ["r2-ask"]
    assert ids(turns[1][0]) == ["r2-heard-no"]
    assert "r2-ask" not in ids(turns[2][0])


def test_an_unanswered_question_is_not_repeated_and_people_are_named() -> None:
    turns = talk(
        "I wish I was dead", "my sister rang", "she talked about curtains", "the curtains are green"
    )
    said = [step for plan, _ in turns for step in ids(plan)]
    assert said.count("r2-ask") == 1
    assert "r2-people" in said


@pytest.mark.parametrize(("themes", "says"), [((), "r2-unsaid"), (("death-wish",), "r2-people")])
def test_what_a_head_alone_heard_and_nobody_confirmed_is_not_taken_for_a_yes(
    themes: tuple[str, ...], says: str
) -> None:
    asked = RiskState(tier=Tier.R2, asked=("r2-ask",), open="r2-ask", themes=frozenset(themes))
    memory = Memory(country="IE", turns=4, risk=asked, scripted=True, asked_last=True)
    plan = decide(Perception(), replace(asked, open=""), memory)
    assert says in ids(plan)
    assert any(points_to_people(step) for step in ids(plan))


@pytest.mark.parametrize(
    ("messages", "tier"),
    [
        (("I want to kill myself", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"), Tier.R3),
        (("I have a plan", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"), Tier.R4),
        (
            ("I'm going to kill myself tonight", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok"),
            Tier.R5,
        ),
        (("I already took them", "ok", "ok", "ok", "ok", "ok", "ok", "ok"), Tier.R6),
    ],
)
@pytest.mark.parametrize("place", PLACES)
def test_messages_stay_short_whole_and_never_the_same_twice_running(
    messages: tuple[str, ...], tier: Tier, place: str
) -> None:
    turns = talk(*messages, place=place)
    before: list[str] = []
    for plan, risk in turns:
        assert risk.tier >= tier
        assert words(plan) <= LIMITS[tier]
        assert ids(plan)
        assert ids(plan) != before
        before = ids(plan)
        assert not any("{" in part.line.says for part in plan.moves if isinstance(part, Fixed))
    if tier >= Tier.R4:
        assert all(
            isinstance(part, Fixed) and part.line.move in {Move.SAF, Move.BRG}
            for plan, _ in turns
            for part in plan.moves
        )


def test_every_turn_in_danger_points_to_a_person_within_two() -> None:
    turns = talk("everyone would be happier if I wasn't here", "no", *["the kettle is on"] * 8)
    scripted = [bool(ids(plan)) for plan, risk in turns if risk.tier >= Tier.R2]
    assert scripted
    assert all(a or b for a, b in pairwise(scripted))


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("he's in the next room, can't talk", "a3-a"),
        ("he hits me when he drinks", "a2-a"),
        ("the cut won't stop bleeding", "n3-a"),
        ("I cut earlier, it's fine", "n2-a"),
        ("i'm going to kill him tonight", "v3-a"),
        ("i want to stab him", "v2-a"),
        ("the radio is telling me to do it", "p3-a"),
        ("i fainted because i haven't eaten", "e3-a"),
        ("i made myself sick after dinner again", "e2-a"),
        ("he won't wake up, he took too much", "i3-a"),
        ("chest is tight and my arm hurts", "m-a"),
        ("my friend said she wants to die", "t-a"),
        ("i'm 14 and i cant tell my mum", "c1-a"),
        ("i think my neighbour is hitting his kids", "c3-a"),
    ],
)
def test_each_other_danger_is_met_with_its_own_first_line(said: str, first: str) -> None:
    assert first in ids(talk(said)[0][0])


def test_an_emergency_of_the_body_speaks_before_low_mood() -> None:
    plan, _ = talk("I'm so done with everything, my chest is tight and my arm hurts")[0]
    assert ids(plan)[0] == "m-a"


@pytest.mark.parametrize("name", sorted(steps()))
def test_every_fixed_line_passes_the_gates(name: str) -> None:
    said = Said(Plan((), 75, "."), RiskState(tier=Tier.R6))
    for step in steps()[name]:
        for says in step.says:
            assert refusal(Spoken(says, Move.SAF, step.id), said) is None, says


def test_acknowledgements_pass_every_gate_and_repeat_nothing() -> None:
    said = Said(Plan((), 75, "."), RiskState(tier=Tier.R3))
    for fixed in acknowledgements():
        assert refusal(Spoken(fixed.line.says, fixed.line.move, fixed.line.id), said) is None


@pytest.mark.parametrize(
    ("said", "step"),
    [
        ("I've called", "reached-called-now-1"),
        ("someone is with me", "reached-with-someone-now-1"),
        ("I can't call", "reached-cannot-call-now-1"),
        ("I rang and nobody picked up", "reached-hung-up-now-1"),
        ("my sister is here now", "reached-with-someone-now-1"),
    ],
)
@pytest.mark.parametrize("danger", ["I already took them", "I'm going to kill myself tonight"])
def test_what_they_say_of_reaching_someone_is_answered(danger: str, said: str, step: str) -> None:
    turns = talk(danger, said, "ok")
    assert ids(turns[1][0]) == [step]
    assert ids(turns[2][0])
    assert turns[2][1].tier >= Tier.R5


def test_a_wound_is_not_lost_beside_a_wish_to_be_dead() -> None:
    said = [
        ids(plan)
        for plan, _ in talk("I cut earlier, I wish I was dead", "no", "it stings", "a bit")
    ]
    assert said[0] == ["r2-ask"]
    assert said[1] == ["r2-heard-no"]
    assert ["n2-a"] in said
    assert not any("n2-b" in steps for steps in said)


def test_a_hurt_at_home_is_not_lost_behind_the_questions_of_r3() -> None:
    said = [
        step
        for plan, _ in talk("he hits me and I want to kill myself", *["no"] * 2, *["ok"] * 4)
        for step in ids(plan)
    ]
    assert "a2-a" in said


def test_who_may_be_deluded_is_neither_believed_nor_doubted_but_asked_if_they_are_safe() -> None:
    said = [
        text
        for plan, _ in talk("I hear voices telling me things", "ok", "he hits me", "no", "ok")
        for text in texts(plan)
    ]
    assert any("your safety comes first" in text.lower() for text in said)
    assert not any("I believe you" in text for text in said)


def test_an_emergency_and_a_wish_to_die_as_near_speak_in_turn() -> None:
    said = [
        step
        for plan, _ in talk("the voices tell me to jump", "I will kill myself tonight", *["ok"] * 5)
        for step in ids(plan)
    ]
    assert any(step.startswith("p3-") for step in said)
    assert any(step.startswith("r5-") for step in said)


def test_an_urge_to_cut_is_asked_about_plainly_and_a_no_is_heard() -> None:
    said = [ids(plan) for plan, _ in talk("i want to cut so bad", "the urge to cut is back", "no")]
    assert said == [["n1-a"], ["n1-c"], ["r2-heard-no"]]


def test_something_in_reach_beside_a_plan_is_met_as_r5() -> None:
    turns = talk("I have a plan", "ok", "yes")
    assert ids(turns[1][0]) == ["r4-distance"]
    assert talk("I have a plan", "ok", "ok", "yes")[-1][1].tier is Tier.R5


def test_a_no_with_a_shrug_is_heard_as_a_no() -> None:
    turns = talk("I don't want to wake up tomorrow", "no, I was just being dramatic")
    assert ids(turns[1][0]) == ["r2-heard-no"]


def test_taking_it_back_without_an_answer_is_asked_about_once() -> None:
    said = [
        ids(plan)
        for plan, _ in talk(
            "I wish I was dead", "forget I said it", "never mind me", "the bus is late"
        )
    ]
    assert said[1][0] == "minimised-1"
    assert sum(step == "minimised-1" for steps in said for step in steps) == 1


def test_falling_back_to_r2_does_not_begin_the_questions_again() -> None:
    turns = talk("I want to kill myself", "no", "no", *["the bus is late"] * 8)
    later = [step for plan, risk in turns[5:] if risk.tier is Tier.R2 for step in ids(plan)]
    assert "r2-ask" not in later
    assert "r2-heard-no" not in later


def test_no_question_is_ever_asked_twice() -> None:
    asking = {step.id for group in steps().values() for step in group if step.asks}
    for opening in ("I wish I was dead", "I want to kill myself", "I have a plan", "I cut earlier"):
        for answer in ("no", "yes", "I don't know", "leave me alone", "the bus is late"):
            said = [step for plan, _ in talk(opening, *[answer] * 12) for step in ids(plan)]
            questions = [step for step in said if step in asking]
            assert len(questions) == len(set(questions)), (opening, answer)


@pytest.mark.parametrize(
    "yes", ["yes, sometimes", "I've thought about it on and off", "it crosses my mind", "a bit"]
)
def test_a_yes_in_other_words_is_a_yes(yes: str) -> None:
    assert talk("I don't see the point of any of it anymore", yes)[-1][1].tier is Tier.R3


def test_having_no_plan_is_no_denial_of_the_thoughts() -> None:
    turns = talk("I don't see the point of any of it anymore", "no I haven't got a plan")
    assert not turns[-1][1].denied
    assert "r2-heard-no" not in ids(turns[-1][0])
    assert (
        talk("I want to kill myself", "no, I haven't got a plan")[-1][1].answered["r3-plan"] == "no"
    )


def test_no_two_replies_in_a_row_leave_people_out_while_danger_stands() -> None:
    for opening in ("I want to kill myself", "I have thought of how I'd do it, I want to die"):
        said = [ids(plan) for plan, _ in talk(opening, "no", *["it rained"] * 14)]
        named = [any(map(points_to_people, steps_said)) for steps_said in said]
        assert all(one or other for one, other in pairwise(named)), opening


def test_an_emergency_stays_in_sight_after_its_lines_until_someone_is_there() -> None:
    said = [ids(plan) for plan, _ in talk("my chest hurts and my left arm is numb", *["ok"] * 9)]
    assert said[0] == ["m-a"]
    assert all(one or other for one, other in pairwise(said))
    said = [
        ids(plan)
        for plan, _ in talk(
            "my chest hurts and my left arm is numb", "I'm on the phone with the ambulance now"
        )
    ]
    assert said[1][0].startswith("now-with")


def test_a_child_in_danger_right_now_is_pointed_to_a_grown_up_and_a_youth_line() -> None:
    said = [
        text
        for plan, _ in talk("I'm 13", "I'm going to kill myself tonight", "no", "no", place="GB")
        for text in texts(plan)
    ]
    assert any("grown-up" in line and "Childline" in line and "999" in line for line in said)
