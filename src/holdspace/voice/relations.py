"""Tells whether a message names whom a loss was of, so that nobody is asked about somebody else."""

from functools import cache

from holdspace import shelf
from holdspace.domain.cues import CueBook
from holdspace.domain.words import Word
from holdspace.voice.situations import PREFIX


def is_of_theirs(situation: str, words: tuple[Word, ...]) -> bool:
    """Whether a message may tell of a situation: where it needs to have named somebody, it does."""
    needed = shelf.read("voice", "wording", "relations.toml")["needs"].get(
        situation.removeprefix(PREFIX)
    )
    return needed is None or needed in _relations().tells(words)


@cache
def _relations() -> CueBook:
    """Read by which words each of them is known, once."""
    table = shelf.read("voice", "wording", "relations.toml")["known_by"]
    return CueBook((name, cue) for name, cues in table.items() for cue in cues)
