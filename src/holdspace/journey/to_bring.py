"""What stands ready for the page of things to bring: how it may begin, and words for a hard start."""

from collections.abc import Iterable, Mapping
from functools import cache

from holdspace.domain.to_bring import Like, ToBring
from holdspace.shelf import read


@cache
def likes() -> Mapping[Like, str]:
    """Return how somebody may like the reader to begin, in words, in their order."""
    table = read("journey", "to_bring", "en.toml")["likes"]
    return {like: table[like] for like in Like}


@cache
def openings() -> tuple[str, ...]:
    """Return words for a hard start that can be picked."""
    return tuple(read("journey", "to_bring", "en.toml")["openings"])


def liked(to_bring: ToBring) -> str:
    """Return what somebody would like of whoever reads it, as one sentence; empty where nothing was picked."""
    return in_a_sentence(to_bring.likes)


def in_a_sentence(picked: Iterable[str]) -> str:
    """Return what was picked, by the names it is kept under, as one sentence."""
    said = [likes()[Like(like)] for like in picked]
    if not said:
        return ""
    first, *others = said
    return f"{', '.join([first, *(other.lower() for other in others)])}."
