"""Whole conversations in danger, script by script: what is said, in what order, and what never."""

from itertools import pairwise

import pytest

from holdspace.conversation.decide import decide
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Fixed, Memory, Move, Perception, Plan, Said, Spoken
from holdspace.safety.gates import refusal
from holdspace.safety.hear import listen
from holdspace.safety.judge import judge
from holdspace.safety.script import acknowledgements, steps

PLACES = ("", "US", "IE", "GB", "AU", "NL")
LIMITS = {Tier.R3: 60, Tier.R4: 40, Tier.R5: 25, Tier.R6: 25}


def talk(*messages: str, place: str = "IE") -> list[tuple[Plan, RiskState]]:
    """Return the plan and the risk after each message, remembering what was said."""
    risk, memory, turns = RiskState(), Memory(country=place), []
    for words in messages:
        risk = judge(risk, listen(Private(words), Parse()), Perception())
        plan = decide(Perception(), risk, memory)
        turns.append((plan, risk))
        said = tuple(
            Spoken(part.line.says, part.line.move, part.line.id)
            for part in plan.moves
            if isinstance(part, Fixed)
        )
        scripted = tuple(spoken.line_id for spoken in said if spoken.move in {Move.SAF, Move.BRG})
        risk = RiskState(
            tier=risk.tier,
            lanes=risk.lanes,
            themes=risk.themes,
            asked=(*risk.asked, *scripted),
            answered=risk.answered,
            calm_turns=risk.calm_turns,
        )
        memory = Memory(
            pointed=bool(scripted),
            turns=memory.turns + 1,
            recent=(*memory.recent, *said),
            risk=risk,
            country=place,
        )
    return turns


def ids(plan: Plan) -> list[str]:
    """Return the ids of a plan's fixed lines."""
    return [part.line.id for part in plan.moves if isinstance(part, Fixed)]


def words(plan: Plan) -> int:
    """Return how many words a plan's fixed lines have."""
    return sum(len(part.line.says.split()) for part in plan.moves if isinstance(part, Fixed))


def test_thoughts_of_suicide_are_asked_about_in_order_one_a_turn() -> None:
    said = [
        ids(plan)
        for plan, _ in talk("I want to kill myself", "no", "maybe", "no", "tomorrow I have work")
    ]
    assert said[0] == ["r3-thanks", "r3-plan"]
    assert said[1] == ["r3-intent"]
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
            isinstance(part, Fixed) and part.line.move is Move.SAF
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
        assert refusal(Spoken(step.says, Move.SAF, step.id), said) is None, step.id


def test_acknowledgements_pass_every_gate_and_repeat_nothing() -> None:
    said = Said(Plan((), 75, "."), RiskState(tier=Tier.R3))
    for fixed in acknowledgements():
        assert refusal(Spoken(fixed.line.says, fixed.line.move, fixed.line.id), said) is None
