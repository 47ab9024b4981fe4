"""Names days, months and years shortly, as a chart and a table have room for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import format_date, format_skeleton

from holdspace.journey.felt import Span, after_month
from holdspace.ui.charts import Tick

_A_WEEK = 7
_BY_WEEKS, _BY_MONTHS = 62, 550  # days of a span up to which weeks, and then months, are named
_CLEAR = (
    0.8  # of the room each named day has: nearer to the end nothing is named but the end itself
)


@dataclass(frozen=True, slots=True)
class Naming:
    """In which language days are named, and by which word today is."""

    language: str
    today: date
    says_today: str


def short_day(on: date, language: str) -> str:
    """Return a day of the week with its date."""
    return format_skeleton("MMMEd", on, locale=language)


def day_near(on: date, today: date, language: str) -> str:
    """Return a day to come: by its weekday alone where that can mean no other, else in full."""
    if 0 < (on - today).days < _A_WEEK:
        return str(format_date(on, "EEEE", locale=language))
    return str(format_date(on, "full", locale=language))


def dated(on: date, language: str) -> str:
    """Return a day, its month and its year, shortly."""
    return format_skeleton("yMMMd", on, locale=language)


def date_alone(on: date, language: str) -> str:
    """Return a day and its month."""
    return format_skeleton("MMMd", on, locale=language)


def month(on: date, language: str) -> str:
    """Return a month with its year."""
    return format_skeleton("yMMMM", on, locale=language)


def month_alone(on: date, language: str) -> str:
    """Return a month by its short name."""
    return format_date(on, "LLL", locale=language)


def ticks(span: Span, naming: Naming, most: int) -> tuple[Tick, ...]:
    """Return which days are named below a chart: weeks, months or years, as many as there is room for, and today."""
    ends = span.last == naming.today
    named = [
        each
        for each in _named(span, naming)
        if each.at < span.days * (1 - _CLEAR / most) or not ends
    ]
    step = -(-len(named) // (most - ends)) or 1
    shown = named[::step]
    return (*shown, Tick(span.days - 1, naming.says_today)) if ends else tuple(shown)


def _named(span: Span, naming: Naming) -> Iterator[Tick]:
    """Yield every day that could be named."""
    if span.days <= _BY_WEEKS:
        for at in range(0, span.days, _A_WEEK):
            yield Tick(at, date_alone(span.first + timedelta(days=at), naming.language))
        return
    first = span.first if span.first.day == 1 else after_month(span.first)
    while first <= span.last:
        at = (first - span.first).days
        if span.days <= _BY_MONTHS:
            yield Tick(at, month_alone(first, naming.language))
        elif first.month == 1:
            yield Tick(at, str(first.year))
        first = after_month(first)
