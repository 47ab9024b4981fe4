"""Cuts a line into the pieces a page sets differently: their own words, numbers to dial."""

import re
from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from holdspace.domain.talk import Move, Spoken

_NUMBER = re.compile(r"\*?\d[\d -]{1,14}\d")
_ASKS = frozenset({Move.OQ, Move.CQ, Move.PRM, Move.COL})


def pieces(spoken: Spoken) -> Iterator[tuple[str, bool]]:
    """Yield the line piece by piece, each with whether it is the person's own words."""
    at = 0
    for start, end in sorted(spoken.own):
        first, last = max(start, at), min(end, len(spoken.text))
        if first >= last:
            continue
        if at < first:
            yield spoken.text[at:first], False
        yield spoken.text[first:last], True
        at = last
    if at < len(spoken.text):
        yield spoken.text[at:], False


def paragraphs(said: tuple[Spoken, ...]) -> tuple[tuple[Spoken, ...], ...]:
    """Return a reply's lines by paragraph."""
    out: list[list[Spoken]] = []
    for number, spoken in enumerate(said):
        if opens(said[:number], spoken):
            out.append([])
        out[-1].append(spoken)
    return tuple(tuple(lines) for lines in out)


def opens(before: tuple[Spoken, ...], spoken: Spoken) -> bool:
    """Whether a line begins a new paragraph.

    One idea a paragraph where it is about safety; a question stands apart from a longer reply.
    """
    if not before or Move.SAF in (spoken.move, before[-1].move):
        return True
    return spoken.move in _ASKS and len(before) > 1


def dialable(text: str) -> Iterator[tuple[str, bool]]:
    """Yield `text` piece by piece, each with whether it is a number one can dial."""
    at = 0
    for found in _NUMBER.finditer(text):
        if at < found.start():
            yield text[at : found.start()], False
        yield found.group(), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def day(at: date, language: str) -> str:
    """Return a day in words, as a letter would begin."""
    return format_date(at, "full", locale=language)


def short_day(at: date, language: str) -> str:
    """Return a day as a table shows it."""
    return format_date(at, "medium", locale=language)


def rows(text: str) -> tuple[str, ...]:
    """Return the written lines of a text, without the empty ones."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())
