"""Tells whether a message names whom a situation is of, so that nobody is asked about somebody else."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.cues import CueBook
from holdspace.domain.words import Word, split
from holdspace.voice.situations import PREFIX


def is_of_theirs(situation: str, words: tuple[Word, ...]) -> bool:
    """Whether a message may tell of a situation: where it needs to have named somebody or something, it does, and else names nobody but them."""
    name, named = situation.removeprefix(PREFIX), _relations().tells(words)
    if name in _read()["told"] and name not in _told().tells(words):
        return False
    needed, suits = _read()["needs"].get(name), _read()["suits"].get(name)
    if needed is not None:
        return needed in named
    return suits is None or suits in named or not named


def may_be_whom(situation: str, noun: str) -> bool:
    """Whether somebody called by a noun may be the one a situation is of."""
    name = situation.removeprefix(PREFIX)
    kind = _read()["needs"].get(name) or _read()["suits"].get(name)
    return kind is None or kind in _relations().tells(split(noun))


@cache
def _relations() -> CueBook:
    """Read by which words each of them is known, once."""
    known_by = _read()["known_by"]
    return CueBook((name, cue) for name, cues in known_by.items() for cue in cues)


@cache
def _told() -> CueBook:
    """Read by which words some situations are told, once."""
    told = ((name, cue) for name, cues in _read()["told"].items() for cue in cues)
    return CueBook(told, _read()["lists"])


@cache
def _read() -> Mapping[str, Any]:
    """Read the file, once. Raises BrokenData when it cannot be read."""
    return shelf.read("voice", "wording", "relations.toml")
