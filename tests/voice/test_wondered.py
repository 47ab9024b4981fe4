"""A question that has no answer here is said back as a question, turned to them; what judges them, or is asked of us, never is."""

from dataclasses import replace

import pytest

from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Move, Plan, Said
from holdspace.safety.gates import refusal
from holdspace.voice.wondered import wondered
from tests.voice.test_mirror import told

SAID = Said(Plan((), 60, "."), RiskState())


def first(words: str, said: Said = SAID) -> str:
    return next((line.text for line in wondered(told(words), said)), "")


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Will he ever forgive me?", "whether he will ever forgive you"),
        ("what do I say to my boss", "what you say to your boss"),
        ("Why can't I just be happy for her?", "why you can't just be happy for her"),
        ("Does it ever get easier?", "whether it ever gets easier"),
        (
            "He left on Monday. How do people do this every day?",
            "how people do this every day",
        ),
        ("Am I going to see her again?", "whether you are going to see her again"),
        ("What am I meant to tell them?", "what you are meant to tell them"),
        ("Do you think she'd want to know about it?", "whether she would want to know about it"),
        (
            "How long do you have to know a person before it counts?",
            "how long you have to know a person before it counts",
        ),
        ("when does it stop", "when it stops"),
        ("does that count as a day or nah", "whether that counts as a day"),
    ],
)
def test_a_question_is_turned_to_them(words: str, asked: str) -> None:
    assert first(words) == f"I don't know {asked}."


@pytest.mark.parametrize(
    "words",
    [
        "Am I a bad mother?",
        "What is wrong with me?",
        "Is it my fault?",
        "Is it weird to ring him about it?",
        "What would you do with the house?",
        "Have you ever lost somebody?",
        "so what are you exactly?",
        "Why did he leave?",  # its verb would have to change
        "Why's a person stop doing it?",
        "is it okay to want to die",
        "I sold the van on Tuesday",
        "knee?",
    ],
)
def test_what_judges_them_or_is_asked_of_us_is_not_said_back(words: str) -> None:
    assert first(words) == ""


def test_in_danger_and_to_who_is_hard_on_themselves_no_question_is_said_back() -> None:
    assert first("Will he ever forgive me?", replace(SAID, risk=RiskState(tier=Tier.R2))) == ""
    asks = told("Will he ever forgive me?")
    hard = replace(asks, perception=replace(asks.perception, self_attack=True))
    assert not list(wondered(hard, SAID))


def test_every_frame_marks_their_words_and_passes_every_gate() -> None:
    lines = list(wondered(told("Will he ever come back to the shop?"), SAID))
    assert len({line.line_id for line in lines}) == len(lines) > 3
    for line in lines:
        assert line.move is Move.BND
        assert line.line_id.startswith("wondered")
        assert refusal(line, SAID) is None
        theirs = " ".join(line.text[start:end] for start, end in line.own)
        assert "come back to the shop" in theirs
