"""Dates and numbers in a text, found by their shape alone."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from holdspace import shelf

_YEAR = r"(?:19|20)\d\d"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth"
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth"
_ORDINALS = "|".join((*_UNITS.split(), *_TEENS.split()))
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:twenty-|thirty-)?(?:{_ORDINALS}))"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_AGE = rf"(?:\d{{1,3}}|(?:{_TENS})(?:-[a-z]+)?|ten|eleven|twelve|[a-z]{{3,6}}teen)"
# How long, how often and how much on a scale says nothing of who.
_SPARED = (
    r"(?! ?(?:minutes?|mins?|hours?|days?|weeks?|months?|sessions?|times|percent|out of|%|to \d))"
)
_NUMBERS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:https?://|www\.)[^\s,;)]+",
    r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    r"(?i:number|flat|house|apartment|apt|room|unit) \d+[a-z]?",
    rf"(?i:aged) {_AGE}",
    rf"{_AGE}[ -]years?[ -]old",
    rf"(?<=turned ){_AGE}|(?<=turning ){_AGE}|(?<=turns ){_AGE}",
    rf"(?:(?<=is )|(?<=was )|(?<='s ))\d{{1,3}}(?![\d.,:/]\d){_SPARED}",
    r"\+?\d[\d ()-]{5,}\d",
    r"[A-Z]{1,4}[-/ ]?\d{2,}(?:[-/]\d+)*",
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?",
    rf"\d{{3,}}{_SPARED}",
)


def dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield where dates stand in a text; a day of the week alone is none."""
    return _found(_dates(), text)


def numbers(text: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers, ages and addresses stand, without how long and how often."""
    return _found(_numbers(), text)


def _found(patterns: Sequence[re.Pattern[str]], text: str) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        for found in pattern.finditer(text):
            yield found.span()


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    lists = shelf.read("access", "identifiers", "en.toml")
    whole = "|".join(each.title() for each in lists["months"])
    short = "|".join(each.title() for each in lists["short_months"])
    month = rf"(?:(?:{whole})|(?:{short})\.?)"
    weekday = "|".join(each.title() for each in lists["weekdays"])
    return _compiled(
        rf"(?:(?:{weekday}),? )?(?:the )?{_DAY}(?: of)? {month}(?:,? {_YEAR})?",
        rf"{month} (?:the )?{_DAY}(?!\d)(?:,? {_YEAR})?",
        rf"{month},? {_YEAR}",
        rf"(?:spring|summer|autumn|fall|winter)(?: of)? {_YEAR}",
        r"\d{4}-\d{1,2}-\d{1,2}",
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4}",
        r"the \d{1,2}(?:st|nd|rd|th)",
        _YEAR,
        # alone a month counts inside a sentence, where "May" and "March" are no verbs
        rf"(?<=[a-z,] )(?:{whole})",
    )


@cache
def _numbers() -> tuple[re.Pattern[str], ...]:
    return _compiled(*_NUMBERS)


def _compiled(*shapes: str) -> tuple[re.Pattern[str], ...]:
    """Return patterns that begin and end at the edge of a word."""
    return tuple(re.compile(rf"(?<!\w)(?:{shape})(?!\w)") for shape in shapes)
