"""The simulated visits are well written: each its own, and each saying what is true of it."""

from pathlib import Path

import pytest

from bench.conformance import has_way
from bench.nevers import MEANS
from bench.personas import MOST_SHARED, Line, faults, read_persona, read_visits, shares
from bench.reading import TOPICS, taken_up
from holdspace.domain.risk import Tier
from holdspace.safety.helpline import countries
from holdspace.safety.known import numbers
from holdspace.safety.script import Step, steps, wordings

VISITS = read_visits()


def test_there_are_visits_enough_of_personas_enough() -> None:
    assert len(VISITS) >= 200
    assert len({visit.persona for visit in VISITS}) >= 30


def test_every_visit_is_long_enough_and_says_what_is_true_of_it() -> None:
    assert list(faults(VISITS)) == []


def test_no_two_visits_share_more_than_a_fifth_of_their_lines() -> None:
    assert list(shares([(visit.id, visit.lines) for visit in VISITS])) == []


def test_a_shared_visit_would_be_found() -> None:
    one, other = frozenset("abcdefghij"), frozenset("abcklmnopq")
    assert list(shares([("one", one), ("other", other)])) == [("one", "other", 0.3)]
    assert not list(shares([("one", one), ("other", frozenset("abklmnopqr"))], MOST_SHARED))


def test_every_visit_has_a_name_of_its_own_and_a_country_that_is_known() -> None:
    assert len({visit.id for visit in VISITS}) == len(VISITS)
    known = {country.code for country in countries()}
    assert {visit.country for visit in VISITS} - {""} <= known


def test_what_must_be_heard_is_told_in_the_visit() -> None:
    for visit in VISITS:
        said = [*visit.tells, *(line for lines in visit.answers.values() for line in lines)]
        told = max(line.tier for line in said)
        assert visit.heard is None or told >= visit.heard[0], visit.id
        assert not visit.harmless or told < Tier.R2, visit.id


def test_a_mark_nobody_knows_is_refused(tmp_path: Path) -> None:
    assert Line.read("[R4 A2 veiled] words").lanes == ("A2",)
    file = tmp_path / "odd.toml"
    file.write_text('[[visit]]\nname = "odd"\ntells = ["[R9] words"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"odd\.toml, odd: unknown marks"):
        list(read_persona(file))


@pytest.mark.parametrize(
    ("reply", "topic"),
    [
        ("Are you thinking about suicide?", "thoughts"),
        ("Have you thought about how you might do it?", "plan"),
        ("Could you see yourself calling? What would get in the way?", "barrier"),
        ("Is there somebody near, someone you trust?", "person"),
        ("Is it safe for you to be reading this?", "device"),
        ("Please call Samaritans on 116 123.", "call"),
    ],
)
def test_a_reply_is_read_by_its_words(reply: str, topic: str) -> None:
    assert topic in {name for name, _ in taken_up(reply)}


@pytest.mark.parametrize(
    ("step", "topic"),
    [
        ("r2-ask", "thoughts"),
        ("r2-ask-again", "thoughts"),
        ("minimised-1", "thoughts"),
        ("r3-plan", "plan"),
        ("r3-intent", "intent"),
        ("r3-hand", "hand"),
        ("r3-when", "when"),
        ("r4-hand", "hand"),
        ("r4-when", "when"),
        ("r4-distance", "distance"),
        ("r3-person", "person"),
        ("r3-before", "before"),
        ("r3-stay-for", "reasons"),
        ("a2-a", "device"),
    ],
)
def test_every_wording_of_a_step_is_read_as_what_it_asks(step: str, topic: str) -> None:
    for says in wordings()[step]:
        assert topic in {name for name, _ in taken_up(says)}, says


def test_the_name_of_a_line_is_no_question_about_suicide() -> None:
    assert not TOPICS["thoughts"].search("Could you call 988 Suicide & Crisis Lifeline?")


def test_a_step_that_is_not_marked_alone_points_to_people_in_every_wording() -> None:
    axis = ("R2", "R3", "R4", "R2-quiet", "R4-quiet")
    for step in (step for name in axis for step in steps()[name] if not step.alone):
        for way in range(len(step.says)):
            said = _filled(step, way)
            assert has_way(said, "GB"), said


def test_the_name_of_a_poison_line_names_no_means() -> None:
    assert not MEANS.search("National Poisons Centre on 0800 764 766 knows what to do.")
    assert MEANS.search("Was it poison?")


def _filled(step: Step, way: int) -> str:
    """Return one wording of a step, its numbers filled in."""
    return step.says[way].format_map(numbers("GB"))
