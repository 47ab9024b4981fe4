"""Tells of which kind a message is, by the place that the upper layers give it.

One weighted sum for each kind, and one for none of them. Those for events are learnt with those layers (`tools/upper`), and for new kinds
alone by `make situations`; all others are fitted over the places that they give, by `make wishes`.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from holdspace.models.encoder import FOLDER, Place

HEARD = (  # by the names of their files
    "situations",  # what may have happened
    "wishes",  # what is said to the companion itself
    "answers",  # to the plain question whether they think of suicide
    "worries",  # what is asked and told of somebody else in danger
    "reaching",  # what is told, in danger, of reaching a person
    "moods",  # to what in a line of a talk one would react at once
)
SUMS: Mapping[str, Path] = {name: FOLDER / f"{name}.npz" for name in HEARD}
SITUATIONS, WISHES = SUMS["situations"], SUMS["wishes"]
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
