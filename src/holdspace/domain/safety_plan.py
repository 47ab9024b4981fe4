"""A person's own plan for hard moments: seven parts in their words. Not a promise, not a contract.

Source: stepped safety planning (risk protocol 2.6); the headings and every word around it are ours.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from holdspace.domain.people import Private

MOST_LETTERS = 2_000  # of one part
MOST_PEOPLE = 6
MOST_OF_A_PERSON = 300  # letters of a name, a way to reach them, or what to say


class PlanPart(StrEnum):
    """The parts of a plan, in the order a calm day takes them; each can be left out."""

    SIGNS = "signs"  # signs it's getting harder
    ALONE = "alone"  # things I can do on my own for a while
    AWAY = "away"  # people or places that take my mind off it
    PEOPLE = "people"  # people I can tell
    LINES = "lines"  # professionals and lines
    SAFER = "safer"  # making things safer around me
    STAYING = "staying"  # what I want to stay for


_NOTHING = Private("")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a client can tell: who, how to reach them, and what to say."""

    name: Private = _NOTHING
    reach: Private = _NOTHING
    words: Private = _NOTHING

    def __bool__(self) -> bool:
        """Whether anything was written about them."""
        return any((self.name, self.reach, self.words))


@dataclass(frozen=True, slots=True)
class SafetyPlan:
    """A whole plan as it stands; an empty `lines` means the chosen country's helplines."""

    signs: Private = _NOTHING
    alone: Private = _NOTHING
    away: Private = _NOTHING
    people: tuple[Person, ...] = ()
    lines: Private = _NOTHING
    safer: Private = _NOTHING
    staying: Private = _NOTHING

    def __bool__(self) -> bool:
        """Whether anything was written in any part."""
        return any(getattr(self, part) for part in PlanPart)

    @property
    def filled(self) -> tuple[PlanPart, ...]:
        """The parts that hold something, in order."""
        return tuple(part for part in PlanPart if getattr(self, part))

    @property
    def size(self) -> int:
        """How many bytes its words take."""
        return sum(len(words.text.encode()) for _, words in self._all())

    @property
    def too_long(self) -> tuple[PlanPart, ...]:
        """The parts that hold more than a plan takes in, in order."""
        over = {part for part, words in self._all() if len(words.text) > _most(part)}
        if len(self.people) > MOST_PEOPLE:
            over.add(PlanPart.PEOPLE)
        return tuple(part for part in PlanPart if part in over)

    def _all(self) -> Iterator[tuple[PlanPart, Private]]:
        """Yield every piece of writing with the part it belongs to."""
        for part in PlanPart:
            held = getattr(self, part)
            if part is not PlanPart.PEOPLE:
                yield part, held
                continue
            for person in held:
                yield from ((part, getattr(person, piece.name)) for piece in fields(Person))


def _most(part: PlanPart) -> int:
    """Return how many letters one piece of writing in a part may have."""
    return MOST_OF_A_PERSON if part is PlanPart.PEOPLE else MOST_LETTERS
