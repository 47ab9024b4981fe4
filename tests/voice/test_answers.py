"""Asked, it answers: short, plain, with a source for every fact, and only what was asked."""

import re

import pytest

from holdspace.conversation.hearing import CLOSE_ENOUGH, answer_for
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Doing, Move, Perception, Plan, Said, Spoken
from holdspace.safety.gates import refusal
from holdspace.voice.answers import Answer, answers
from tests.voice.test_bank import grade

ALL = answers()
SAID = Said(Plan((), 60, "."), RiskState())
ASKING, TELLING = Perception(doing=Doing.ASKING), Perception(doing=Doing.TELLING)
ENOUGH, NEARLY = CLOSE_ENOUGH[Doing.ASKING] + 0.01, CLOSE_ENOUGH[Doing.ASKING] - 0.01


def about(answer: Answer) -> str:
    """Name an answer in a test's id."""
    return answer.about


def test_there_are_a_hundred_each_about_something_else() -> None:
    assert len(ALL) >= 100
    assert len({answer.about for answer in ALL}) == len(ALL)
    assert len({answer.says for answer in ALL}) == len(ALL)


@pytest.mark.parametrize("answer", ALL, ids=about)
def test_an_answer_is_short_plain_and_passes_every_gate(answer: Answer) -> None:
    assert len(answer.says.split()) <= 50
    assert grade(answer.says) <= 9
    assert refusal(Spoken(answer.says, Move.INF, answer.id), SAID) is None


@pytest.mark.parametrize("answer", ALL, ids=about)
def test_a_source_is_a_title_and_an_address(answer: Answer) -> None:
    assert not answer.source or re.search(r"\S.*(?:,| —) https?://\S+", answer.source)


def test_nobody_asks_for_two_answers_with_the_same_words() -> None:
    asks = [ask for answer in ALL for ask in answer.asks]
    assert len(set(asks)) == len(asks)
    assert all(not set(answer.asks) & set(answer.unlike) for answer in ALL)


def test_the_closest_answer_is_meant_where_it_is_close_enough() -> None:
    assert answer_for(ASKING, {"answer-a": ENOUGH, "answer-b": NEARLY, "low-01": 1.0}) == "answer-a"
    assert answer_for(ASKING, {"answer-a": NEARLY}) == ""
    assert answer_for(ASKING, {}) == ""


def test_what_is_no_question_must_come_closer() -> None:
    assert answer_for(TELLING, {"answer-a": ENOUGH}) == ""
    assert answer_for(TELLING, {"answer-a": 0.99}) == "answer-a"


def test_a_small_message_or_a_wish_asks_for_no_answer() -> None:
    assert answer_for(Perception(doing=Doing.REFUSING), {"answer-a": 1.0}) == ""
    assert answer_for(Perception(doing=Doing.ASKING, about="are-you-real"), {"answer-a": 1.0}) == ""
