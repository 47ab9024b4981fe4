"""What the tests of measures share: every measure with its packs, and a second way to reckon that knows no file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Measure

ROOM = Path(library.__file__).parent
PACKS = ROOM / "packs"


def row(file: Path) -> dict[str, Any]:
    """Return a file as it stands."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def packed() -> tuple[Measure, ...]:
    """Return every pack that lies in the repository, read as a keeper's would be."""
    return tuple(
        library.pack(file.parent.name, row(file), (file.parent / "LICENSE.txt").read_text("utf-8"))
        for file in sorted(PACKS.glob("*/measure.toml"))
    )


EVERY: Mapping[str, Measure] = library.measures(packed())


def with_wording(measure: Measure) -> Measure:
    """Return a measure with stand-ins where its wording would be."""
    items = tuple(
        replace(
            item,
            text=f"Question {item.number}",
            options=tuple(
                replace(option, text=f"answer {option.value}") for option in item.options
            ),
        )
        for item in measure.items
    )
    return replace(measure, items=items)


def answers_of(measure: Measure, *, all_of_them: bool = True) -> st.SearchStrategy[dict[int, int]]:
    """Return any answers to a measure: to each counted question, or to any of them."""
    one = {
        item.number: st.sampled_from([option.value for option in item.options])
        for item in measure.counted
    }
    return st.fixed_dictionaries(one) if all_of_them else st.fixed_dictionaries({}, optional=one)


@dataclass(frozen=True)
class Rule:
    """How a measure is reckoned, written down a second time from the table of scoring facts alone."""

    count: int
    lowest: int
    highest: int
    turned: tuple[int, ...] = ()
    kind: str = "sum"
    times: int = 1
    may_miss: int = 0


RULES = {
    "phq-9": Rule(9, 0, 3, may_miss=2),
    "phq-2": Rule(2, 0, 3),
    "phq-4": Rule(4, 0, 3),
    "gad-7": Rule(7, 0, 3, may_miss=1),
    "gad-2": Rule(2, 0, 3),
    "pcl-5": Rule(20, 0, 4),
    "pc-ptsd-5": Rule(5, 0, 1),
    "k10": Rule(10, 1, 5),
    "k6": Rule(6, 0, 4),
    "scs-sf": Rule(12, 1, 5, (1, 4, 8, 9, 11, 12), "mean"),
    "wsas": Rule(5, 0, 8),
    "ucla-3": Rule(3, 1, 3),
    "pss-10": Rule(10, 0, 4, (4, 5, 7, 8)),
    "who-5": Rule(5, 0, 5, times=4),
    "core-10": Rule(10, 0, 4, (2, 3), "mean", 10, 1),
    "brs": Rule(6, 1, 5, (2, 4, 6), "mean"),
    "dass-21": Rule(21, 0, 3, kind="parts"),
    "c-nip": Rule(18, -3, 3, kind="parts"),
}


def again(rule: Rule, answers: Mapping[int, int]) -> float | None:
    """Reckon a whole the plain way: a list, a loop, and no thought of parts."""
    if rule.kind == "parts":
        return None
    points = []
    for number in range(1, rule.count + 1):
        if number not in answers:
            continue
        value = answers[number]
        points.append(rule.lowest + (rule.highest - value) if number in rule.turned else value)
    if not points or rule.count - len(points) > rule.may_miss:
        return None
    if rule.kind == "mean":
        thousands = sum(points) * rule.times * 1000 // len(points)
        return (thousands + 5) // 10 / 100
    twice = 2 * sum(points) * rule.count
    return (twice + len(points)) // (2 * len(points)) * rule.times
