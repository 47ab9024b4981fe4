"""Scores over time, of questionnaires filled in here or typed from paper: by measure and version, each beside the one before it and beside the first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import groupby

from holdspace.domain.filled import FilledIn
from holdspace.journey.measures.change import Label, change
from holdspace.journey.measures.measure import Item, Measure, Method
from holdspace.journey.measures.result import plainly
from holdspace.journey.measures.scoring import Score


@dataclass(frozen=True, slots=True)
class Scored:
    """What one measure came to at one time; its own title is told where the measure is here no more, or in another version."""

    measure: str
    version: str
    title: str
    on: date
    at: datetime
    came_to: str
    id: str = ""  # its row, where it can be removed


@dataclass(frozen=True, slots=True)
class Row:
    """One score, and how it stands to the one before and to the first; None for the first itself."""

    on: date
    came_to: str
    before: Label | None = None
    first: Label | None = None
    id: str = ""


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
    """Return what was filled in, by measure, with each answer that was given; two versions of one are not compared."""
    ordered = sorted(filled, key=lambda each: (*_whose(each), each.at))
    by_version = (tuple(same) for _, same in groupby(ordered, _whose))
    return tuple(
        replace(_series(tuple(map(_scored, same)), measures), answers=_answers(same, measures))
        for same in by_version
    )


def beside_each_other(
    scored: Iterable[Scored], measures: Mapping[str, Measure]
) -> tuple[Series, ...]:
    """Return scores by measure, earliest first; two versions of one are not compared."""
    ordered = sorted(scored, key=lambda each: (*_whose(each), each.on, each.at))
    return tuple(_series(tuple(same), measures) for _, same in groupby(ordered, _whose))


def _whose(each: Scored | FilledIn) -> tuple[str, str]:
    """Return of which measure, and which version of it, something is."""
    return each.measure, each.version


def _scored(filled: FilledIn) -> Scored:
    """Return what a questionnaire came to."""
    title, at = filled.title, filled.at
    return Scored(filled.measure, filled.version, title, at.date(), at, filled.came_to)


def _series(same: tuple[Scored, ...], measures: Mapping[str, Measure]) -> Series:
    """Return one measure over time; without words where it is here no more, or in another version."""
    measure = _standing(same[0], measures)
    if measure is None:
        rows = tuple(Row(each.on, each.came_to, id=each.id) for each in same)
        return Series(f"{same[0].title} ({same[0].version})", "", "", rows)
    low, high = map(plainly, measure.scoring.range)
    if measure.scoring.method is Method.NONE:
        low = high = ""
    reliable = measure.reliable_change
    source = reliable.source if reliable and measure.stands("reliable_change") else ""
    return Series(measure.title, low, high, tuple(_rows(same, measure)), source)


def _standing(one: Scored | FilledIn, measures: Mapping[str, Measure]) -> Measure | None:
    """Return the measure something is of, where it is here in the same version."""
    measure = measures.get(one.measure)
    return measure if measure and measure.version == one.version else None


def _rows(same: tuple[Scored, ...], measure: Measure) -> Iterator[Row]:
    """Yield each score beside the one before it and beside the first."""
    scores = tuple(_score(each.came_to) for each in same)
    for at, each in enumerate(same):
        before, first = (
            change(measure, scores[other], scores[at]).told if at else None for other in (at - 1, 0)
        )
        yield Row(each.on, each.came_to, before, first, each.id)


def _score(came_to: str) -> Score | None:
    """Return a figure as a score; None where there were too few answers for one."""
    try:
        return Score(value=Decimal(came_to))
    except InvalidOperation:
        return None


def _answers(
    same: tuple[FilledIn, ...], measures: Mapping[str, Measure]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each question that was answered at some time, in the words of the measure, and what was answered each time."""
    measure = _standing(same[0], measures)
    every = ((item, tuple(_said(item, each.by_question.get(item.number)) for each in same)) for item in (measure.items if measure else ()))  # fmt: skip
    return tuple((item.text or str(item.number), said) for item, said in every if any(said))


def _said(item: Item, value: int | None) -> str:
    """Return an answer in the words of its question; empty where there was none."""
    if value is None:
        return ""
    return next((each.text for each in item.options if each.value == value), "") or str(value)
