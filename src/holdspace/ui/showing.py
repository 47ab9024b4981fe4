"""Lays out what one shows another, the same for whoever previews it and whoever opens it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from holdspace.domain.days import Day
from holdspace.domain.shared import Shared, Sort
from holdspace.journey import felt
from holdspace.journey.by_week import Week
from holdspace.journey.felt import Course, Picture, Span
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.series import Series, series_of


@dataclass(frozen=True, slots=True)
class Drawn:
    """Days, with the picture and the words for how they went."""

    days: tuple[Day, ...]
    span: Span
    picture: Picture
    course: Course | None


@dataclass(frozen=True, slots=True)
class View:
    """A share as a page lays it out."""

    shared: Shared
    drawn: Drawn | None = None
    series: tuple[Series, ...] = ()


def view_of(shared: Shared, measures: Mapping[str, Measure]) -> View:
    """Return a share laid out."""
    return View(shared, drawn(shared.days), series_of(shared.filled, measures))


def drawn(days: Sequence[Day]) -> Drawn | None:
    """Return days with their picture; None where there are none. Nothing is drawn before the first of them or after the last."""
    if not days:
        return None
    ordered = tuple(sorted(days, key=_day))
    span = Span(ordered[0].on, ordered[-1].on)
    return Drawn(ordered, span, felt.drawn(ordered, span), felt.course_of(ordered, span))


def together(shares: Iterable[Shared]) -> tuple[Day, ...]:
    """Return the days of several shares, each once, as it was shown last."""
    shown = sorted((each for each in shares if each.sort is Sort.DAYS), key=lambda each: each.on)
    return tuple({day.on: day for each in shown for day in each.days}.values())


def _day(day: Day) -> date:
    """Return which day it is."""
    return day.on


@dataclass(frozen=True, slots=True)
class Faced:
    """One week of a therapist's facing page: each thing that was opened, with the answers to it; often nothing."""

    week: Week
    opened: tuple[tuple[View, tuple[Shared, ...]], ...] = ()


def faced(
    week: Week,
    opened: Mapping[str, Shared],
    replies: Iterable[Shared],
    *,
    measures: Mapping[str, Measure],
) -> Faced:
    """Return a week as it faces the client's own pages; `opened` holds what was opened of it, by share."""
    said = tuple(replies)
    seen = (each for each in week.shown if each.id in opened)
    return Faced(
        week,
        tuple(
            (
                view_of(opened[each.id], measures),
                tuple(reply for reply in said if reply.answers == each.id),
            )
            for each in seen
        ),
    )
