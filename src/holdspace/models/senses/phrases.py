"""Joins what is heard of danger: by the encoder, in a line alone and in its light, and by the words of the line, whatever their order.

The words are a second opinion of another sort: one weighted sum for each kind, learnt by `make phrases` from the same
sentences. What both find likely is likelier than either says.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from holdspace.models.encoder import FOLDER
from holdspace.models.odds import likelihood, odds

FILE = FOLDER / "phrases.npz"
SLOTS = 1 << 16  # of the sums; words that share one are told apart by the others of their text
_LIT = 0.7  # how much of the encoder's word is what it hears in the light of what went before
_WEIGHT = 0.8  # log odds that the second opinion adds where it is as sure as it usually is: the curve is in decision 46
_WORD = re.compile(r"[\w']+")
_PARTS = range(3, 6)  # letters of a part of a word, its ends included

_NOT_BY_WORDS = frozenset({"R3", "R4", "R5", "R6", "C1"})

Sums = NDArray[np.float32]


class Reads(Protocol):
    """Whatever says how likely meanings are."""

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return for each text how likely each meaning is, in the light of what went before it."""
        ...


class Opinions:
    """Reads a line alone and in the light of what went before it, and lets the words themselves say more or less."""

    def __init__(self, encoder: Reads, file: Path = FILE) -> None:
        """Take the encoder, and the file of sums, which is read with the first text."""
        self._encoder, self._file = encoder, file

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        """Return for each text how likely each meaning is, in the light of what went before it."""
        alone = self._encoder.read(texts)
        lit = self._encoder.read(texts, before) if before else alone
        return tuple(map(self._joined, texts, alone, lit))

    def load(self) -> None:
        """Read the sums now."""
        _ = self._sums

    def _joined(
        self, text: str, alone: Mapping[str, float], lit: Mapping[str, float]
    ) -> Mapping[str, float]:
        """Return what all opinions come to."""
        kinds, rare, weights, bias = self._sums
        slots, shares = sums_of(text)
        shares = shares * rare[slots]
        length = float(np.linalg.norm(shares)) or 1.0
        second = dict(zip(kinds, weights[slots].T @ (shares / length) + bias, strict=True))
        return {
            name: likelihood(
                _LIT * odds(lit[name])
                + (1 - _LIT) * odds(one)
                + _WEIGHT * second.get(kind_of(name), 0.0)
            )
            for name, one in alone.items()
        }

    @cached_property
    def _sums(self) -> tuple[tuple[str, ...], Sums, Sums, Sums]:
        """Return the kinds, how rare what falls into each slot is, and the weights and biases of the sums."""
        with np.load(self._file) as held:
            figures = [held[name].astype(np.float32) for name in ("rare", "weights", "bias")]
            return tuple(map(str, held["kinds"])), figures[0], figures[1], figures[2]


def kind_of(name: str) -> str:
    """Return of which kind a meaning is; nothing for how near a wish to die is, or how old somebody is: words alone cannot know."""
    return "" if name in _NOT_BY_WORDS else name[0]


def sums_of(text: str) -> tuple[NDArray[np.intp], Sums]:
    """Return into which slots the words of a text fall, and how much each weighs; words and parts of words weigh alike."""
    words = _WORD.findall(text.lower())
    slots: list[int] = []
    shares: list[float] = []
    for found in (Counter(_phrases(words)), Counter(_parts(words))):
        weights = [1 + log(times) for times in found.values()]
        length = sum(weight * weight for weight in weights) ** 0.5
        slots += [zlib.crc32(each.encode()) % SLOTS for each in found]
        shares += [weight / length for weight in weights]
    return np.array(slots, dtype=np.intp), np.array(shares, dtype=np.float32)


def _phrases(words: Sequence[str]) -> Iterator[str]:
    """Yield each word, and each two that stand together."""
    yield from words
    yield from map(" ".join, pairwise(words))


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Yield the parts of each word, its ends marked, so that slips and other forms share most of them."""
    for word in words:
        whole = f"<{word}>"
        for length in _PARTS:
            yield from (whole[at : at + length] for at in range(len(whole) - length + 1))
