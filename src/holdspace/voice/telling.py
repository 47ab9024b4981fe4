"""Tells when what a message tells of is: over, ahead, or as things are; and which lines speak of that time."""

from collections.abc import Sequence
from itertools import pairwise

from holdspace.domain.language import Parse
from holdspace.domain.talk import Spoken
from holdspace.domain.words import holds_any, split

_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_AHEAD = frozenset({"tomorrow", "upcoming", "soon", "gonna"})
_WILL = frozenset({"will", "'ll", "wo"})
_NEXT = frozenset({"week", "month", "year", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "summer", "winter"})  # fmt: skip
_SAY_AHEAD = frozenset({"will", "soon", "coming", "ahead", "forward", "tomorrow", "upcoming"})
_SAY_OVER = frozenset({"did", "was", "were", "went", "happened", "after", "afterwards", "behind"})
_LONG_AGO = ("one time", "when i was", "last year", "back in", "as a kid", "as a child", "years ago", "year ago", "months ago", "growing up")  # fmt: skip
_OPENS_LONG_AGO = "once"
_SAY_OPEN = ("hope", "hoping", "fingers", "luck", "yet", "today", "now", "waiting", "how is", "how are", "how's", "are they", "is it", "you'll", "so far")  # fmt: skip
_READY = "situation-ready-for-exam"
_ENDS_AHEAD = ("-ahead", "-coming", "-coming-up", "-awaited", "-hoped-for", "-weighed", "-waiting", "-soon", "-surgery", "-nerves")  # how events of what is not over are called  # fmt: skip
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


def is_long_ago(parse: Parse) -> bool:
    """Whether a message tells of what is long over: "one time", "when I was twelve"."""
    lowers = [token.lower for token in parse.tokens]
    opens = lowers[:1] == [_OPENS_LONG_AGO]
    return when(parse) == "past" and (opens or holds_any(lowers, _LONG_AGO))


def is_over_by_now(event: str, parse: Parse) -> bool:
    """Whether an event that is ahead, or waited for, is told of as one that is over."""
    if event == _READY:
        return when(parse) == "past"
    return event.endswith(_ENDS_AHEAD) and is_long_ago(parse)


def speaks_of_it_as_open(line: Spoken) -> bool:
    """Whether a line wishes luck, or asks how it is or will be, as one does of what is not over."""
    return holds_any((word.text for word in split(line.text)), _SAY_OPEN)


def in_time(lines: Sequence[Spoken], time: str) -> Sequence[Spoken]:
    """Return the lines that speak of no other time than the message does; all of them where none is left."""
    other = _OTHER.get(time, frozenset())
    fitting = [line for line in lines if other.isdisjoint(word.text for word in split(line.text))]
    return fitting or lines
