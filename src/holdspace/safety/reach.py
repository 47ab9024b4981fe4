"""Hears whether someone in danger says they reached a person, or that they cannot."""

from functools import cache

from holdspace.domain.people import Private
from holdspace.domain.words import CueBook
from holdspace.shelf import read

_KINDS = ("cannot-call", "called", "with-someone")  # what is in the way is heard first


@cache
def _book() -> CueBook:
    """Read the cues, once."""
    table = read("safety", "cues", "reach.toml")
    return CueBook((kind, cue) for kind in _KINDS for cue in table[kind]["cues"])


def reached(words: Private) -> str:
    """Return called, with-someone or cannot-call, or an empty string where none was said."""
    told = _book().tells(words.split)
    return next((kind for kind in _KINDS if kind in told), "")
