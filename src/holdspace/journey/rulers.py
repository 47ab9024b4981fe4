"""The rulers somebody may lay beside a goal or a visit: what is asked, both ends in words, and a word for every step between."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.hopes import HIGHEST, LOWEST
from holdspace.journey.measures.library import measure

GOAL, VISIT = "goal-rating", "visit-check"
STEPS = range(LOWEST, HIGHEST + 1)


@dataclass(frozen=True, slots=True)
class Ruler:
    """One thing that can be said from 0 to 10."""

    id: str
    asks: str
    low: str
    high: str


@cache
def rulers(of: str) -> tuple[Ruler, ...]:
    """Return the rulers of a measure of ours, in order. Raises LookupError where there is none."""
    found = measure(of)
    if found is None:
        raise LookupError(of)
    names = {item: part.id for part in found.parts for item in part.items}
    return tuple(
        Ruler(names.get(item.number, of), item.text, item.options[0].text, item.options[-1].text)
        for item in found.counted
    )


def in_words(at: int) -> str:
    """Return how near a goal felt, in words."""
    rungs = _words()["near"]
    return str(rungs[bisect_right([rung["from"] for rung in rungs], at) - 1]["says"])


def step(sent: str) -> int | None:
    """Return the step of a ruler that was sent, or None where none was."""
    return int(sent) if sent in {str(each) for each in STEPS} else None


@cache
def _words() -> Mapping[str, Any]:
    """Read the words, once."""
    return shelf.read("journey", "nearness", "en.toml")
