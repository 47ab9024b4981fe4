"""Says how well a line meets what was told, as readers who judged thousands of pairs would.

It weighs how close the message lies to the line's examples, how likely its meaning and feelings were heard, and how often
readers accepted the line where it was offered before. The weights come from `corpora/voice`, by `make ranking`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import Any

from holdspace.domain.talk import Told, Tone
from holdspace.shelf import read
from holdspace.voice.lines import MeaningLine

FEATURES = ("near", "meant", "foremost", "cue", "felt", "side", "presumes", "both", "worth")
_SOFT = 0.02  # keeps what is sure from weighing without end
_HEARD, _VERY_CLOSE = 0.5, 0.75
_SIDES = {Tone.PLEASANT: 1, Tone.PAINFUL: -1}


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights, from which fitness a line may be said, and how often readers accepted each line."""

    weights: Mapping[str, float]
    bias: float
    least: float
    usual: float  # how often readers accept a line, all in all
    worth: Mapping[str, float]


class Judge:
    """Judges lines as answers to one message."""

    def __init__(self, told: Told, by: Ranking) -> None:
        """Take the message, with all that was understood of it."""
        self._told, self._by = told, by
        self._weights = [by.weights[name] for name in FEATURES]
        self._meant = told.perception.perhaps.get("appraisals", {})
        self._felt = told.perception.perhaps.get("feelings", {})
        self._foremost = max(self._meant.values(), default=0.0) or 1.0
        self._cues = frozenset(dict(told.perception.appraisals))
        self._side = _SIDES.get(told.perception.tone, 0)

    def is_heard(self, line: MeaningLine) -> bool:
        """Whether a line's meaning was heard by words or heads, or half heard where it lies very close."""
        near = self._told.near.get(line.id, 0.0)
        likely = self._meant.get(line.appraisal, 0.0) >= _HEARD
        return likely or line.appraisal in self._cues or near >= _VERY_CLOSE

    def fitness(self, line: MeaningLine) -> float:
        """Return how likely a reader would accept a line, from 0 to 1."""
        values = (*self.features(line), self._by.worth.get(line.id, self._by.usual))
        score = sum(map(mul, self._weights, values), self._by.bias)
        return 1 / (1 + math.exp(-score))

    def features(self, line: MeaningLine) -> tuple[float, ...]:
        """Return what speaks for a line, in the order of `FEATURES`, but for how readers judged it."""
        near = self._told.near.get(line.id, 0.0)
        meant = self._meant.get(line.appraisal, 0.0)
        return (
            near,
            math.log((meant + _SOFT) / (1 + _SOFT - meant)),
            meant / self._foremost,
            float(line.appraisal in self._cues),
            max((self._felt.get(name, 0.0) for name in line.feelings), default=0.0),
            float(_SIDES.get(line.tone, 0) * self._side),
            float(len(line.presumes)),
            near * meant,
        )


@cache
def ranking(language: str = "en") -> Ranking:
    """Return how lines are ranked, read once."""
    table: Mapping[str, Any] = read("voice", "ranking", f"{language}.toml")
    return Ranking(**table)
