"""Lays what was shown into weeks from Monday on; a week in which nothing was shown is a week like any other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from holdspace.domain.shared import Listed

_DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """One week, and what was shown in it, earliest first; often nothing."""

    first: date
    shown: tuple[Listed, ...] = ()

    @property
    def last(self) -> date:
        """Its Sunday."""
        return self.first + timedelta(days=_DAYS - 1)


def week_of(on: date) -> date:
    """Return the Monday of a day's week."""
    return on - timedelta(days=on.weekday())


def every_week(shown: Iterable[Listed], first: date, last: date) -> tuple[Week, ...]:
    """Return each week between two days, both included, with what was shown in it."""
    held = sorted(shown, key=lambda each: each.on)
    mondays = range(0, (week_of(last) - week_of(first)).days + 1, _DAYS)
    return tuple(_week(week_of(first) + timedelta(days=days), held) for days in mondays)


def _week(monday: date, shown: Iterable[Listed]) -> Week:
    """Return one week."""
    return Week(monday, tuple(each for each in shown if week_of(each.on) == monday))
