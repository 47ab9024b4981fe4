"""Until which day something shown may lie unread, going by how soon a therapist says that they answer: the latest it can mean."""

import re
from datetime import date, timedelta

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SPAN = re.compile(
    rf"\b(\d{{1,3}}|an?|{'|'.join(_NUMBERS)})[\s-]+(working|business|week)?[\s-]*(hour|day|week)s?\b",
    re.IGNORECASE,
)
_WORKING = frozenset({"working", "business", "week"})
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7}
_WORKING_DAYS = 5  # of a week, from Monday on
_LONGEST = 60  # days; what is longer is no answer to go by


def unread_until(answers_within: str, today: date) -> date | None:
    """Return the day until which it may not be seen; None where their words name no time one can reckon with.

    Of several times the longest counts, a begun day is a whole one, and working days skip Saturdays and Sundays.
    """
    longest = max((_after(today, *found) for found in _SPAN.findall(answers_within)), default=None)
    if longest is None or not 0 < (longest - today).days <= _LONGEST:
        return None
    return longest


def _after(today: date, count: str, working: str, unit: str) -> date:
    """Return the day a span of time leads to."""
    number = int(count) if count.isdigit() else _named(count.lower())
    days = max(-int(-number * _DAYS[unit.lower()] // 1), 1)
    if working.lower() in _WORKING:
        return _working_days_after(today, days)
    return today + timedelta(days=days)


def _named(count: str) -> int:
    """Return what a number word counts; "a" and "an" count one."""
    return _NUMBERS.index(count) + 1 if count in _NUMBERS else 1


def _working_days_after(today: date, days: int) -> date:
    """Return the last of so many working days after today."""
    on = today
    while days:
        on += timedelta(days=1)
        days -= on.weekday() < _WORKING_DAYS
    return on
