"""Tells how close a message lies to examples of what the voice can say, by the place the trained senses give to each.

The places of all examples that come with Holdspace are made beforehand, by `make places`; a keeper's own are read when
the house starts.
"""

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import anyio
import anyio.to_thread
import numpy as np
from numpy.typing import NDArray

from holdspace.domain.people import Private
from holdspace.domain.talk import Examples
from holdspace.models.encoder import Place
from holdspace.models.senses.heads import FOLDER, HeadEar

PLACES = FOLDER / "places.npz"
SIZE = 128  # figures of a place
GRAIN = np.float32(
    240
)  # steps in which a figure of a place is kept, as a whole number: few come near 0.5
FEW = 3  # examples that a message must come close to: one alone may be close by its topic
ALL_OF_THEM = Callable[[], Mapping[str, Examples]]


class EmbeddedMeaning:
    """Compares places, off the event loop; without a model nothing is close to anything."""

    def __init__(self, heads: HeadEar, examples: ALL_OF_THEM, made: Path = PLACES) -> None:
        """Take what gives a text its place, the examples, and the file of places made beforehand."""
        self._heads, self._examples, self._made = heads, examples, made
        self._turn = anyio.CapacityLimiter(1)

    @property
    def ready(self) -> bool:
        """Whether every example has its place in memory."""
        return "_known" in vars(self) or not self._heads.is_there

    def load(self) -> None:
        """Find the place of every example now."""
        if self._heads.is_there:
            _ = self._known

    async def closeness(self, words: Private) -> Mapping[str, float]:
        """Return how close a message comes to each sentence, up to 1; 0 where it is nearer to what is unlike."""
        if not self._heads.is_there or not words.text.strip():
            return {}
        return await anyio.to_thread.run_sync(self._compare, words.text, limiter=self._turn)

    def _compare(self, text: str) -> Mapping[str, float]:
        """Compare the place of a text with those of all examples."""
        ids, like, unlike = self._known
        place = self._heads.place(text)
        near, off = like.closest(place, FEW), unlike.closest(place, 1)
        closeness = np.where(near > off, near, 0.0)
        return dict(zip(ids, map(float, closeness), strict=True))

    @cached_property
    def _known(self) -> "tuple[tuple[str, ...], _Groups, _Groups]":
        """Return the sentences, and the places of what each is like and unlike."""
        examples, made = self._examples(), places_made(self._made)
        like = _Groups([self._placed(each.like, made) for each in examples.values()])
        unlike = _Groups([self._placed(each.unlike, made) for each in examples.values()])
        return tuple(examples), like, unlike

    def _placed(self, texts: tuple[str, ...], made: Mapping[int, Place]) -> list[Place]:
        """Return the places of some texts, from the file where they are in it."""
        held = ((made.get(key_of(text)), text) for text in texts)
        return [self._heads.place(text) if place is None else place for place, text in held]


class _Groups:
    """Places in groups: one table, and for each group which rows are its own."""

    def __init__(self, groups: list[list[Place]]) -> None:
        """Put the groups into one table, and below it a row that stands for none."""
        every = [place for group in groups for place in group]
        self._table = np.array([*every, np.zeros(SIZE)], dtype=np.float32)
        widest = max((FEW, *map(len, groups)))
        self._rows = np.full((len(groups), widest), len(every))
        for row, (first, group) in enumerate(zip(_firsts(groups), groups, strict=True)):
            self._rows[row, : len(group)] = range(first, first + len(group))

    def closest(self, place: Place, few: int) -> NDArray[np.float32]:
        """Return for each group how close the closest few of it come to a place, on average."""
        closeness = (self._table @ place)[self._rows]
        nearest = np.partition(closeness, -few, axis=1)[:, -few:]
        mean: NDArray[np.float32] = nearest.mean(axis=1)
        return mean


def _firsts(groups: list[list[Place]]) -> list[int]:
    """Return at which row each group begins."""
    return [0, *accumulate(map(len, groups))][:-1]


def places_made(file: Path = PLACES) -> Mapping[int, Place]:
    """Return the places made beforehand, by the key of their text; none where there is no file."""
    if not file.exists():
        return {}
    with np.load(file) as held:
        keys, places = held["keys"], held["places"] / GRAIN
    return dict(zip(map(int, keys), places, strict=True))


def key_of(text: str) -> int:
    """Return the number by which the place of a text is kept."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
