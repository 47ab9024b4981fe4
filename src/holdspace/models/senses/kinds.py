"""Tells of which kind a message is, by the place that the upper layers give it.

Which event it tells of, what it asks of the companion itself, how it answers the plain question whether they think of suicide, and what
it asks about somebody else in danger, what it tells, in danger, of reaching a person, and to what in it one would react at once. One weighted sum for each kind, and one for none of them, learnt with those layers
(`tools/upper`); for new kinds alone by `make situations` and `make wishes`.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from holdspace.models.encoder import FOLDER, Place

SITUATIONS = FOLDER / "situations.npz"  # what may have happened
WISHES = FOLDER / "wishes.npz"  # what is said to the companion itself
ANSWERS = FOLDER / "answers.npz"  # to the plain question whether they think of suicide
WORRIES = FOLDER / "worries.npz"  # what is asked and told of somebody else in danger
REACHING = FOLDER / "reaching.npz"  # what is told, in danger, of reaching a person
MOODS = FOLDER / "moods.npz"  # to what in a line of a talk one would react at once
NONE = ""  # the name of what is of no kind that we know
_LEAST = 0.1  # what is less likely is not worth telling


class Places(Protocol):
    """Whatever says where a text lies."""

    def place(self, text: str) -> Place:
        """Return where a text lies among others."""
        ...


class KindEar:
    """Hears of which kind a message is."""

    def __init__(self, places: Places, file: Path) -> None:
        """Take what gives a text its place, and the file of sums; it is read with the first text."""
        self._places, self._file = places, file
        self.is_there = file.exists()

    def load(self) -> None:
        """Read the sums now, if they are there."""
        if self.is_there:
            _ = self._sums

    def hear(self, text: str) -> Mapping[str, float]:
        """Return how likely each kind is that is not ruled out, by its name."""
        if not self.is_there or not text.strip():
            return {}
        names, weights, bias = self._sums
        scores = weights @ self._places.place(text) + bias
        likely = np.exp(scores - scores.max())
        likely /= likely.sum()
        told = zip(names, map(float, likely), strict=True)
        return {name: value for name, value in told if value >= _LEAST and name != NONE}

    @cached_property
    def _sums(self) -> tuple[tuple[str, ...], NDArray[np.float32], NDArray[np.float32]]:
        """Return the names, and the weights and biases of the sums."""
        with np.load(self._file) as held:
            weights, bias = (held[name].astype(np.float32) for name in ("weights", "bias"))
            return tuple(map(str, held["names"])), weights, bias
