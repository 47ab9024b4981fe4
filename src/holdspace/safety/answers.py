"""Hears plain answers: to a direct question, to being asked to call, and what takes danger back."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from holdspace.domain.cues import CueBook
from holdspace.domain.words import Word
from holdspace.safety.reading import book
from holdspace.shelf import read

_OPENING = 8  # words in which an answer is given
_FIRST = 1  # an answer begins with the first word or the second
_SHORT = 4  # words of a message that can be a bare time
_ANSWERS = ("skip", "unsure", "no-plan", "no", "yes")  # the first that is heard counts


@cache
def _table() -> Mapping[str, Any]:
    """Read the answers, once."""
    return read("safety", "cues", "answers.toml")


@cache
def _answers() -> CueBook:
    """Read the answers to a direct question, once."""
    return _book({name: _table()["answer"][name] for name in _ANSWERS})


@cache
def _whens() -> CueBook:
    """Read the times that answer a question about a time, once."""
    return _book({"when": _table()["answer"]["whens"]})


@cache
def _minimising() -> CueBook:
    """Read what takes danger back, once."""
    return _book({"minimises": _table()["minimises"]["cues"]})


@cache
def _reached() -> tuple[tuple[str, ...], CueBook]:
    """Read what is told of reaching a person, once; what is in the way is heard first."""
    kinds = {name: row["cues"] for name, row in _table()["reached"].items()}
    return tuple(kinds), _book(kinds)


def _book(kinds: Mapping[str, Sequence[str]]) -> CueBook:
    """Make one book of several kinds of answers."""
    return book((name, cue) for name, cues in kinds.items() for cue in cues)


def answer(words: tuple[Word, ...]) -> str:
    """Hear an answer to a direct question: yes, no, no-plan, unsure, skip, or nothing."""
    opening = words[:_OPENING]
    found = {one.tells for one in _answers().find(opening) if one.first <= _FIRST}
    for name in _ANSWERS:
        if name in found:
            return name
    short = sum(word.text[0].isalnum() for word in words) <= _SHORT
    return "yes" if short and _whens().tells(words) else ""


def minimises(words: tuple[Word, ...]) -> bool:
    """Whether what was said is taken back, or made small."""
    return bool(_minimising().tells(words))


def reached(words: tuple[Word, ...]) -> str:
    """Hear whether a person was reached, or what stands in the way; nothing where none was told."""
    kinds, told_book = _reached()
    told = told_book.tells(words)
    return next((kind for kind in kinds if kind in told), "")
