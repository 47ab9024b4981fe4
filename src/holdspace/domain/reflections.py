"""What a therapist writes down for themselves alone: reflections, how far a stance is theirs, and what they do so that people are safe."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from holdspace.domain.people import Private

MOST_MUCH = 6  # a stance is marked from 0 to this, read in words and shown in none
LONGEST_ANSWER = 10_000  # letters
MOST_REFLECTIONS = 5_000


class Occasion(StrEnum):
    """What a reflection was written for."""

    AFTER = "after"  # a session
    MOVED = "moved"  # what moved me
    TODAY = "today"  # a line for one's own state
    CHAIR = "chair"  # one's own reply beside the house's
    AGENDA = "agenda"  # something to bring to supervision


@dataclass(frozen=True, slots=True)
class Answer:
    """What was written under one prompt, by its id."""

    to: str
    words: Private


@dataclass(frozen=True, slots=True)
class Reflection:
    """Something a therapist wrote at one time; `about` is the id of a scene or a heading, `picked` the place of a word in a list."""

    occasion: Occasion
    at: datetime
    answers: tuple[Answer, ...] = ()
    about: str = ""
    picked: int | None = None
    for_supervision: bool = False

    def __bool__(self) -> bool:
        """Whether anything was written or picked."""
        return self.picked is not None or any(answer.words for answer in self.answers)

    def to(self, prompt: str) -> Private:
        """Return what stands under one prompt, empty where nothing does."""
        found = (answer.words for answer in self.answers if answer.to == prompt)
        return next(found, Private(""))


def _nothing() -> Private:
    return Private("")


@dataclass(frozen=True, slots=True)
class Beside:
    """One stance held beside a therapist's own way, once: how much it is theirs, how it shows, when they do otherwise, who needs other."""

    stance: str
    at: datetime
    much: int | None = None  # 0 to MOST_MUCH
    shows: Private = field(default_factory=_nothing)
    otherwise: Private = field(default_factory=_nothing)
    different: Private = field(default_factory=_nothing)

    def __bool__(self) -> bool:
        """Whether anything was said of it."""
        return self.much is not None or any((self.shows, self.otherwise, self.different))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a therapist does for one principle of safety at one moment, how a client would know, and when it is looked at again."""

    principle: str
    moment: str
    does: Private = field(default_factory=_nothing)
    would_know: Private = field(default_factory=_nothing)
    evidence: tuple[str, ...] = ()
    reviewed: date | None = None
    again: date | None = None

    def __bool__(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.does or self.would_know or self.evidence or self.reviewed or self.again)

    def is_due(self, today: date) -> bool:
        """Whether the day has come on which they meant to look at it again."""
        return self.again is not None and self.again <= today
