"""Questionnaires filled in over time, by measure and version, each beside the one before it and beside the first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby

from holdspace.domain.filled import FilledIn
from holdspace.journey.measures.change import Label, change
from holdspace.journey.measures.measure import Item, Measure, Method
from holdspace.journey.measures.result import plainly
from holdspace.journey.measures.scoring import Score


@dataclass(frozen=True, slots=True)
class Row:
    """One filling in: what it came to, and how that stands to the one before and to the first; None for the first itself."""

    on: date
    came_to: str
    before: Label | None = None
    first: Label | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over time, and whose figure the words go by; empty where there is none to go by."""

    title: str
    low: str
    high: str
    rows: tuple[Row, ...]
    source: str = ""
    answers: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # each question, with its answers in the order of the rows


def series_of(filled: Iterable[FilledIn], measures: Mapping[str, Measure]) -> tuple[Series, ...]:
    """Return what was filled in, by measure; two versions of one are not compared."""
    ordered = sorted(filled, key=lambda each: (*_whose(each), each.at))
    return tuple(
        _series(tuple(same), measures.get(whose[0])) for whose, same in groupby(ordered, _whose)
    )


def _whose(filled: FilledIn) -> tuple[str, str]:
    """Return of which measure, and which version of it, something is."""
    return filled.measure, filled.version


def _series(same: tuple[FilledIn, ...], measure: Measure | None) -> Series:
    """Return one measure over time; without words where it is here no more, or in another version."""
    if measure is None or measure.version != same[0].version:
        rows = tuple(Row(each.at.date(), each.came_to) for each in same)
        return Series(f"{same[0].title} ({same[0].version})", "", "", rows)
    low, high = map(plainly, measure.scoring.range)
    scores = tuple(_score(each.came_to) for each in same)
    rows = tuple(
        Row(
            each.at.date(),
            each.came_to,
            change(measure, scores[at - 1], scores[at]).told if at else None,
            change(measure, scores[0], scores[at]).told if at else None,
        )
        for at, each in enumerate(same)
    )
    tells = measure.reliable_change is not None and measure.stands("reliable_change")
    source = measure.reliable_change.source if measure.reliable_change and tells else ""
    if measure.scoring.method is Method.NONE:
        low = high = ""
    return Series(measure.title, low, high, rows, source, tuple(_answers(same, measure)))


def _score(came_to: str) -> Score | None:
    """Return a figure as a score; None where there were too few answers for one."""
    try:
        return Score(value=Decimal(came_to))
    except InvalidOperation:
        return None


def _answers(same: tuple[FilledIn, ...], measure: Measure) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each question that was answered at some time, in the words of the measure, and what was answered each time."""
    for item in measure.items:
        said = tuple(_said(item, each.by_question.get(item.number)) for each in same)
        if any(said):
            yield item.text or str(item.number), said


def _said(item: Item, value: int | None) -> str:
    """Return an answer in the words of its question; empty where there was none."""
    if value is None:
        return ""
    return next((each.text for each in item.options if each.value == value), "") or str(value)
