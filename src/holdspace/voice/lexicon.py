"""Holds the lists of words the mirror goes by, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from holdspace import shelf


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words by what they do in a sentence; see wording/en.toml for what each is for."""

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    spelled: Mapping[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return one list of single words."""
        return self.words[name]


@cache
def lexicon() -> Lexicon:
    """Return the English lists. Raises BrokenData when they cannot be read."""
    content = shelf.read("voice", "wording", "en.toml")
    lists = {name: value for name, value in content.items() if isinstance(value, list)}
    return Lexicon(
        words={name: frozenset(value) for name, value in lists.items()},
        phrases={
            name: tuple(sorted((tuple(p.split()) for p in value), key=len, reverse=True))
            for name, value in lists.items()
            if name.endswith("_phrases")
        },
        spelled=content["spelled"],
    )
