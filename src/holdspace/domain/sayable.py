"""A sentence the house can say, as people read it beforehand: what it is about, and where."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """One shelf of sentences, and how its title reads."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Sayable:
    """One sentence, as it was written; what stands in braces is filled in when it is said."""

    id: str
    says: str
    theme: Theme
    when: str  # the situation it is for, in plain words
    source: str = ""  # where a fact it states was seen


def containing(sought: str, every: Iterable[Sayable]) -> tuple[Sayable, ...]:
    """Return the sentences that have all of some words in them, or in what they are for."""
    wanted = sought.casefold().split()
    return tuple(each for each in every if all(word in _text(each) for word in wanted))


def _text(each: Sayable) -> str:
    """Return what of a sentence is searched."""
    return f"{each.says} {each.when} {each.theme.title}".casefold()
