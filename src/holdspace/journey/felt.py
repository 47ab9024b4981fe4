"""How days felt, seen together: one set of thresholds for picture, sentence and table; nothing is guessed of open days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import exp
from statistics import median_high, median_low

from holdspace.domain.days import Day, Felt

FEWEST = 7  # noted days under which nothing is said of how they went
OPENS = 2  # open days in a row that break the ribbon
FOUR_WEEKS = 28
LOWEST, HIGHEST = 0.5, 5.5  # the edges of the outermost bands
_EDGES = (1.5, 2.5, 3.5, 4.5)  # between the five bands, which the picture draws too
_BANDS = tuple(Felt)
_WIDTH = 30  # the ribbon weighs days by how near they lie: one part of the span in so many, and never less than
_LEAST_WIDTH = 1.9  # days
_FARTHEST = 3  # widths beyond which a day weighs nothing
_STEPS = 120  # places at which a ribbon is drawn, at most, over a whole span
_APART = 2  # bands between what is usual and a day that is worth a word
_LAST_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """The days one looks at, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last - self.first).days + 1

    def among(self, days: Iterable[Day]) -> tuple[Day, ...]:
        """Return the noted days that lie in it."""
        return tuple(day for day in days if self.first <= day.on <= self.last)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a chart draws: places count days from the first one of the span, heights are 1 heaviest to 5 lightest."""

    days: int
    dots: tuple[tuple[int, int], ...] = ()
    ribbons: tuple[tuple[tuple[float, float], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Course:
    """How the days went, in bands: what was usual at first, in the middle and at the end, where these differ; else what stands out."""

    bands: tuple[Felt, ...]
    beside: tuple[Felt, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month in words: what was usual in it, and between what its days lay; none where no word was chosen."""

    first: date
    usual: Felt | None = None
    heaviest: Felt | None = None
    lightest: Felt | None = None


def height_of(felt: Felt) -> int:
    """Return where a word lies, from 1 for the heaviest to 5."""
    return _BANDS.index(felt) + 1


def band_of(height: float) -> Felt:
    """Return the word for a height."""
    return _BANDS[sum(height >= edge for edge in _EDGES)]


def four_weeks(today: date) -> Span:
    """Return the last four weeks."""
    return Span(today - timedelta(days=FOUR_WEEKS - 1), today)


def month_of(day: date) -> Span:
    """Return the whole month of a day."""
    return Span(day.replace(day=1), after_month(day) - timedelta(days=1))


def after_month(day: date) -> date:
    """Return the first day of the month after that of a day."""
    if day.month == _LAST_OF_YEAR:
        return date(day.year + 1, 1, 1)
    return day.replace(month=day.month + 1, day=1)


def year_of(day: date) -> Span:
    """Return the whole year of a day."""
    return Span(date(day.year, 1, 1), date(day.year, 12, 31))


def whole(days: Sequence[Day], today: date) -> Span:
    """Return all the time in which something was noted, four weeks at the least."""
    weeks = four_weeks(max((today, *(day.on for day in days))))
    return Span(min((weeks.first, *(day.on for day in days))), weeks.last)


def drawn(days: Iterable[Day], span: Span) -> Picture:
    """Return the picture of a span: a dot for each noted day, and a ribbon that is broken wherever days were left open."""
    dots = tuple(
        ((day.on - span.first).days, height_of(day.felt)) for day in span.among(days) if day.felt
    )
    ribbons = (_ribbon(run, dots, span.days) for run in _runs(dots))
    return Picture(span.days, dots, tuple(ribbon for ribbon in ribbons if len(ribbon) > 1))


def course_of(days: Iterable[Day], span: Span) -> Course | None:
    """Return how the days of a span went, as three even parts of those noted; None where too few were to say anything.

    What was usual is always a word that was chosen; of two, the one that claims less.
    """
    heights = [height_of(day.felt) for day in span.among(days) if day.felt]
    if len(heights) < FEWEST:
        return None
    third = len(heights) / 3
    cuts = [round(third * part) for part in range(4)]
    usual = [_usual(heights[start:end]) for start, end in pairwise(cuts)]
    bands = tuple(band for at, band in enumerate(usual) if at == 0 or band is not usual[at - 1])
    return Course(bands, _beside(heights, bands[0]) if len(bands) == 1 else ())


def months_of(days: Iterable[Day]) -> tuple[Month, ...]:
    """Return each month in which something was noted, the latest first."""
    inside: dict[date, list[int]] = {}
    for day in days:
        heights = inside.setdefault(day.month, [])
        if day.felt:
            heights.append(height_of(day.felt))
    return tuple(_month(first, inside[first]) for first in sorted(inside, reverse=True))


def pinned(days: Iterable[Day], apart: int, most: int) -> tuple[Day, ...]:
    """Return the noted days whose notes get a place in the picture: the latest, as many as stand clear of each other."""
    chosen: list[Day] = []
    for day in sorted(days, key=lambda each: each.on, reverse=True):
        clear = not chosen or (chosen[-1].on - day.on).days >= apart
        if day.felt and day.note and clear and len(chosen) < most:
            chosen.append(day)
    return tuple(reversed(chosen))


def _month(first: date, heights: list[int]) -> Month:
    """Return one month in words."""
    if not heights:
        return Month(first)
    return Month(first, _usual(heights), band_of(min(heights)), band_of(max(heights)))


def _usual(heights: Sequence[int]) -> Felt:
    """Return the word in the middle of some; where two are, the one nearer to in between."""
    two = (median_low(heights), median_high(heights))
    return band_of(min(two, key=lambda height: abs(height - height_of(Felt.BETWEEN))))


def _beside(heights: list[int], usual: Felt) -> tuple[Felt, ...]:
    """Return the words of the days farthest from what was usual, heaviest first; none where none was far."""
    middle = height_of(usual)
    ends = dict.fromkeys((min(heights), max(heights)))
    return tuple(band_of(end) for end in ends if abs(end - middle) >= _APART)


def _runs(dots: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of each stretch in which no two days in a row were left open."""
    if not dots:
        return
    first = last = dots[0][0]
    for place, _ in dots[1:]:
        if place - last > OPENS:
            yield first, last
            first = place
        last = place
    yield first, last


def _ribbon(
    run: tuple[int, int], dots: Sequence[tuple[int, int]], days: int
) -> tuple[tuple[float, float], ...]:
    """Return one stretch of the ribbon: at each place what the days around it weigh together."""
    width = max(_LEAST_WIDTH, days / _WIDTH)
    first, last = run
    steps = max(1, min(last - first, round(_STEPS * (last - first) / days)))
    places = dict.fromkeys(first + (last - first) * step / steps for step in range(steps + 1))
    return tuple((place, _weighed(place, dots, width)) for place in places)


def _weighed(place: float, dots: Sequence[tuple[int, int]], width: float) -> float:
    """Return the mean height around a place, near days weighing most."""
    far = _FARTHEST * width
    near = dots[bisect_left(dots, (place - far, 0)) : bisect_right(dots, (place + far, HIGHEST))]
    weights = [exp(-0.5 * ((place - at) / width) ** 2) for at, _ in near]
    return sum(w * height for w, (_, height) in zip(weights, near, strict=True)) / sum(weights)
