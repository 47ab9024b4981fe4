"""Lints every line of the bank: tone, length, reading grade, doubles, and what it presumes."""

import re
from collections import Counter
from itertools import combinations

import pyphen
import pytest

from holdspace.domain.errors import BrokenData
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken, Tone
from holdspace.domain.words import split
from holdspace.safety.gates import asks_one_thing, does_not_shout, says_nothing_refused
from holdspace.voice import lines, lint
from holdspace.voice.lines import MeaningLine, OtherLine, bank

BANK = bank()
MEANING = [line for group in BANK.meaning.values() for line in group]
OTHERS = [line for group in BANK.others.values() for line in group]
EVERY: list[MeaningLine | OtherLine] = [*MEANING, *OTHERS]
SAID = Said(Plan((), 60, "."), RiskState())
SYLLABLES = pyphen.Pyphen(lang="en_GB")
FEELINGS = frozenset(
    [
        "sadness",
        "anger",
        "fear",
        "worry",
        "shame",
        "guilt",
        "loneliness",
        "hurt",
        "disgust",
        "tiredness",
        "numbness",
        "confusion",
        "envy",
        "longing",
        "grief",
        "overwhelm",
        "disappointment",
        "frustration",
        "relief",
        "joy",
        "gratitude",
        "pride",
        "love",
        "hope",
        "calm",
        "surprise",
        "tenderness",
        "interest",
    ]
)
WORN = re.compile(r"\b(carry|carrying|heavy|hold|holding|weight|quiet|quietly)\b", re.IGNORECASE)
FRAMES = ("it sounds", "and not one", "as if")
EVENTS = re.compile(r"\b(boss|mother|exam|school|job|husband|wife|doctor|money)\b", re.IGNORECASE)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text, its syllables counted by a dictionary."""
    return lint.grade(text, lambda word: len(SYLLABLES.inserted(word).split("-")))


def ids(line: MeaningLine | OtherLine) -> str:
    """Name a line in a test's id."""
    return line.id


def test_the_bank_is_large_enough() -> None:
    assert len(BANK.meaning) >= 30
    assert len(MEANING) >= 300


@pytest.mark.parametrize("line", EVERY, ids=ids)
def test_a_line_passes_every_gate_of_tone(line: MeaningLine | OtherLine) -> None:
    spoken = Spoken(line.says, line.move, line.id)
    for gate in (says_nothing_refused, asks_one_thing, does_not_shout):
        assert gate(spoken, SAID) is None
    assert line.says.rstrip("'\"")[-1] in ".?"
    assert line.says[0].isupper()


@pytest.mark.parametrize("line", EVERY, ids=ids)
def test_a_line_is_easy_to_read(line: MeaningLine | OtherLine) -> None:
    assert (
        grade(line.says) <= 9 or len(line.says.split()) <= 5
    )  # a grade means nothing of so few words


@pytest.mark.parametrize("appraisal", sorted(BANK.meaning))
def test_a_file_of_the_bank_is_easy_to_read(appraisal: str) -> None:
    group = BANK.meaning[appraisal]
    assert sum(grade(line.says) for line in group) / len(group) <= 6


@pytest.mark.parametrize("line", MEANING, ids=ids)
def test_a_meaning_line_says_when_it_may_be_said(line: MeaningLine) -> None:
    assert len(line.fits) >= 5
    assert line.move in {Move.CRF, Move.VAL, Move.GEN, Move.NRM}
    assert line.feelings <= FEELINGS
    assert 1 <= line.intensity[0] <= line.intensity[1] <= 5
    assert line.states
    assert 3 <= len(line.says.split()) <= 18


@pytest.mark.parametrize("line", MEANING, ids=ids)
def test_a_meaning_line_names_no_event(line: MeaningLine) -> None:
    topics = EVENTS.findall(line.says)
    assert not topics or line.appraisal == "not-enough-money"


def test_what_a_line_presumes_can_be_proved_by_what_it_fits() -> None:
    weak = [
        line.id
        for line in MEANING
        if line.presumes
        and sum(line.presumes <= BANK.evidence.tells(split(said)) for said in line.fits) < 3
    ]
    assert not weak


def test_no_two_lines_say_nearly_the_same() -> None:
    said = [(line.id, frozenset(word.text for word in split(line.says))) for line in MEANING]
    doubles = [
        (one, other)
        for (one, a), (other, b) in combinations(said, 2)
        if len(a & b) / len(a | b) >= 0.75
    ]
    assert not doubles


def test_no_text_stands_twice() -> None:
    counts = Counter([*(line.says for line in MEANING), *(line.says for line in OTHERS)])
    assert not [text for text, count in counts.items() if count > 1]


def test_worn_words_and_frames_stay_rare() -> None:
    worn = [line.id for line in MEANING if WORN.search(line.says)]
    assert len(worn) <= 0.03 * len(MEANING)
    for frame in FRAMES:
        framed = [line.id for line in MEANING if frame in line.says.lower()]
        assert len(framed) <= 0.05 * len(MEANING), frame


def test_every_appraisal_has_a_tone_and_a_meaning_a_person_can_read() -> None:
    for appraisal, means in BANK.means.items():
        assert 2 <= len(means.split()) <= 12, appraisal
        assert not means.endswith(".")
        assert BANK.meaning[appraisal][0].tone in {Tone.PAINFUL, Tone.PLEASANT, Tone.MIXED}


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        (lambda: lines.check_ids(("a", "b", "a")), "two lines called a"),
        (lambda: list(lines._of_meaning("x", {"appraisal": "y", "means": "m"})), "its name"),
        (
            lambda: list(lines.other_lines("first", {"line": [{"id": "a-1", "says": "Hm."}]})),
            "a-1: check about, move",
        ),
    ],
)
def test_a_broken_bank_file_names_itself(check: object, wrong: str) -> None:
    assert callable(check)
    with pytest.raises(BrokenData, match=wrong):
        check()
