"""Tells when what a message tells of is: over, ahead, or as things are; and which lines speak of that time."""

from collections.abc import Sequence
from itertools import pairwise

from holdspace.domain.language import Parse
from holdspace.domain.talk import Spoken
from holdspace.domain.words import split

_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_AHEAD = frozenset({"tomorrow", "upcoming", "soon", "gonna"})
_WILL = frozenset({"will", "'ll", "wo"})
_NEXT = frozenset({"week", "month", "year", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "summer", "winter"})  # fmt: skip
_SAY_AHEAD = frozenset({"will", "soon", "coming", "ahead", "forward", "tomorrow", "upcoming"})
_SAY_OVER = frozenset({"did", "was", "were", "went", "happened", "after", "afterwards", "behind"})
_OTHER = {"past": _SAY_AHEAD, "ahead": _SAY_OVER}


def when(parse: Parse) -> str:
    """Return "past", "ahead", or "" where a message tells of how things are, or nothing tells when."""
    lowers = [token.lower for token in parse.tokens]
    tags = [token.tag for token in parse.tokens]
    coming = any(one == "next" and two in _NEXT for one, two in pairwise(lowers))
    if coming or _AHEAD & set(lowers) or _WILL & set(lowers):
        return "ahead"
    past, present = sum(tag in _PAST for tag in tags), sum(tag in _PRESENT for tag in tags)
    return "past" if past > present else ""


def in_time(lines: Sequence[Spoken], time: str) -> Sequence[Spoken]:
    """Return the lines that speak of no other time than the message does; all of them where none is left."""
    other = _OTHER.get(time, frozenset())
    fitting = [line for line in lines if other.isdisjoint(word.text for word in split(line.text))]
    return fitting or lines
