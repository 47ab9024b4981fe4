"""How well a line meets a message: closeness, what was heard, and how readers judged it."""

from dataclasses import replace

import pytest

from holdspace.domain.language import Parse
from holdspace.domain.talk import Perception, Told, Tone
from holdspace.voice.fitness import FEATURES, Judge, Ranking, ranking
from holdspace.voice.lines import bank
from tests.fakes import heard

LINE = bank().meaning["lost-someone"][0]
PERHAPS = {"appraisals": {"lost-someone": 0.6, "left": 0.8}, "feelings": {"grief": 0.7}}
TOLD = Told(
    heard("he died in march"),
    Parse(),
    Perception(tone=Tone.PAINFUL, perhaps=PERHAPS),
    {LINE.id: 0.5},
)


def judge(told: Told = TOLD) -> Judge:
    """Return who judges by the weights that ship."""
    return Judge(told, ranking())


def test_what_speaks_for_a_line_has_a_name_each() -> None:
    assert set(ranking().weights) == set(FEATURES)
    assert (
        len(judge().features(LINE)) == len(FEATURES) - 1
    )  # its worth is no feature of the message


def test_features_are_what_was_heard() -> None:
    near, _, foremost, cue, felt, side, presumes, both = judge().features(
        replace(LINE, feelings=frozenset({"grief"}), tone=Tone.PAINFUL)
    )
    assert (near, cue, felt, side) == (0.5, 0.0, 0.7, 1.0)
    assert foremost == pytest.approx(0.75)
    assert both == pytest.approx(0.3)
    assert presumes == len(LINE.presumes)


def test_what_lies_closer_fits_better() -> None:
    closer = replace(TOLD, near={LINE.id: 0.9})
    assert judge(closer).fitness(LINE) > judge().fitness(LINE)


def test_what_readers_accepted_fits_better() -> None:
    by = ranking()
    liked = replace(by, worth={LINE.id: 0.9})
    missed = replace(by, worth={LINE.id: 0.1})
    assert (
        Judge(TOLD, liked).fitness(LINE)
        > Judge(TOLD, by).fitness(LINE)
        > Judge(TOLD, missed).fitness(LINE)
    )


def test_an_unjudged_line_counts_as_a_usual_one() -> None:
    by = ranking()
    unknown, usual = replace(by, worth={}), replace(by, worth={LINE.id: by.usual})
    assert Judge(TOLD, unknown).fitness(LINE) == Judge(TOLD, usual).fitness(LINE)


def test_every_line_with_a_worth_is_in_the_bank() -> None:
    held = {line.id for lines in bank().meaning.values() for line in lines}
    assert set(ranking().worth) <= held


def test_with_no_weights_nothing_is_likelier_than_not() -> None:
    blank = Ranking(dict.fromkeys(FEATURES, 0.0), 0.0, 0.0, 0.0, {})
    assert Judge(TOLD, blank).fitness(LINE) == 0.5
