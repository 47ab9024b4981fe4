"""The people in a message are found as they were called, and nobody is where that is not plain."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Plan, Said, Told
from holdspace.safety.gates import refusal
from holdspace.voice.known import again
from holdspace.voice.people import spoken_of
from tests.voice.test_mirror import told

FOLDER = Path(__file__).parents[2] / "corpora" / "people"
TUNE, HOLD = (
    tomllib.loads((FOLDER / f"{half}.toml").read_text(encoding="utf-8"))["line"]
    for half in ("tune", "hold")
)
PRECISION, RECALL = 0.95, 0.9  # silence is better than a wrong guess
ANY = Said(Plan((), 60, "."), RiskState())


def offered(says: str) -> set[str]:
    """Return the people that would be offered of one message."""
    found = spoken_of(told(says))
    return set() if found.hurting else {one.word.text for one in found.mentions if one.person}


def things(*says: str) -> list[str]:
    return [one.word.text for line in says for one in _of(told(line)) if not one.person]


def _of(message: Told) -> tuple[Any, ...]:
    return spoken_of(message).mentions


@pytest.mark.parametrize("line", TUNE, ids=lambda line: line["says"][:40])
def test_nobody_is_found_who_is_not_there(line: dict[str, Any]) -> None:
    assert offered(line["says"]) <= set(line["names"])


@pytest.mark.parametrize("half", [TUNE, HOLD], ids=["tune", "hold"])
def test_most_are_found_and_hardly_ever_a_wrong_one(half: list[dict[str, Any]]) -> None:
    pairs = [(offered(line["says"]), set(line["names"])) for line in half]
    right = sum(len(found & named) for found, named in pairs)
    assert right >= PRECISION * sum(len(found) for found, _ in pairs)
    assert right >= RECALL * sum(len(named) for _, named in pairs)


def test_half_of_the_sentences_are_traps_and_no_two_are_alike() -> None:
    for half in (TUNE, HOLD):
        assert len(half) >= 60
        assert 0.4 <= sum(not line["names"] for line in half) / len(half) <= 0.6
    says = [line["says"] for line in (*TUNE, *HOLD)]
    assert len(set(says)) == len(says)


def test_somebody_said_with_a_name_once_and_without_is_found_each_time() -> None:
    called = [
        one.names for one in _of(told("my sister Juno rang. Juno laughed at me.")) if one.person
    ]
    assert called == [{"sister", "juno"}, {"juno"}]


def test_a_thing_is_kept_in_their_own_word_and_nothing_vague_is() -> None:
    assert things("The allotments need rain and the day went by.") == ["allotments", "rain"]


@pytest.mark.parametrize(
    "says",
    ["the chemo starts on Monday", "his affair came out", "the vodka was gone", "my anxiety is up"],
)
def test_nobodys_illness_or_deed_is_a_thing_to_know(says: str) -> None:
    assert things(says) == []


@pytest.mark.parametrize("word", ["Juno", "my sister Juno", "our kids", "Mum", "my best friend"])
def test_every_line_about_somebody_known_passes_every_gate_and_marks_their_word(word: str) -> None:
    lines = again(Known(Private(word)))
    assert len(lines) >= 8
    for line in lines:
        assert refusal(line, ANY) is None, line.text
        (own,) = (line.text[start:end] for start, end in line.own)
        assert word.endswith(own)
        assert " my " not in f" {line.text} "
        assert "remember" not in line.text


def test_every_line_about_a_thing_known_passes_every_gate_too() -> None:
    lines = again(Known(Private("allotment"), person=False))
    assert len(lines) >= 8
    for line in lines:
        assert refusal(line, ANY) is None, line.text
        assert "allotment" in line.text
        assert "remember" not in line.text


def test_my_is_said_as_your() -> None:
    assert "You spoke of your sister Juno before." in [
        line.text for line in again(Known(Private("my sister Juno")))
    ]
