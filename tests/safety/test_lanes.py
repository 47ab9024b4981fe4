"""Other dangers by the words alone: in each lane and level, what must be heard and what must not."""

import tomllib
from pathlib import Path

import pytest

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import LaneLevel, RiskState
from holdspace.domain.talk import Perception
from holdspace.safety.hear import listen
from holdspace.safety.judge import judge

_SENTENCES = tomllib.loads(Path(__file__).with_name("lanes.toml").read_text(encoding="utf-8"))
_ACTED_ON = 2  # the level from which a lane is met with its own lines


def _lanes(words: str) -> tuple[LaneLevel, ...]:
    """Return the lanes a message alone is heard in."""
    return judge(RiskState(), listen(Private(words), Parse()), Perception()).lanes


def _rows(kind: str) -> list[tuple[str, str]]:
    """Return each sentence of one kind with its lane and level."""
    return [(words, code) for code, row in _SENTENCES.items() for words in row[kind]]


@pytest.mark.parametrize(("words", "code"), _rows("heard"))
def test_it_is_heard_plainly_said(words: str, code: str) -> None:
    assert code in {str(lane) for lane in _lanes(words)}


@pytest.mark.parametrize(("words", "code"), _rows("not"))
def test_what_only_sounds_like_it_is_left_in_peace(words: str, code: str) -> None:
    level = int(code[1:] or 1)
    heard = {lane.level or 1 for lane in _lanes(words) if lane.lane == code[0]}
    least = level if code[0] == "C" else min(level, _ACTED_ON)
    assert not any(one >= least for one in heard)


def test_every_lane_and_level_has_its_sentences() -> None:
    assert all(len(row["heard"]) >= 8 and len(row["not"]) >= 8 for row in _SENTENCES.values())
    assert {code[0] for code in _SENTENCES} == set("NVACPEIMDBTL")
