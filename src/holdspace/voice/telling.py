"""Tells when what a message tells of is: over, ahead, or as things are."""

from itertools import pairwise

from holdspace.domain.language import Parse

_PAST, _PRESENT = frozenset({"VBD"}), frozenset({"VBZ", "VBP"})
_AHEAD = frozenset({"tomorrow", "upcoming", "soon", "gonna"})
_WILL = frozenset({"will", "'ll", "wo"})
_NEXT = frozenset({"week", "month", "year", "weekend", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "summer", "winter"})  # fmt: skip


def when(parse: Parse) -> str:
    """Return "past", "ahead", or "" where a message tells of how things are, or nothing tells when."""
    lowers = [token.lower for token in parse.tokens]
    tags = [token.tag for token in parse.tokens]
    coming = any(one == "next" and two in _NEXT for one, two in pairwise(lowers))
    if coming or _AHEAD & set(lowers) or _WILL & set(lowers):
        return "ahead"
    past, present = sum(tag in _PAST for tag in tags), sum(tag in _PRESENT for tag in tags)
    return "past" if past > present else ""
