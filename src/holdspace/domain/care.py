"""What somebody keeps of gentle things: which suit them, which do not, and how each one left them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from holdspace.domain.people import Private

MOST_TRIED = 200  # answers that are kept; the oldest give way
MOST_IN_KIT = 40
TOO_MANY_WORSE = 2  # in a row on one day; after them nothing that looks inward is offered that day


class After(StrEnum):
    """How somebody says it is after a practice."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_SURE = "not-sure"


class Sense(StrEnum):
    """By which sense a thing of somebody's own list soothes."""

    SEE = "see"
    HEAR = "hear"
    SMELL = "smell"
    TASTE = "taste"
    TOUCH = "touch"


@dataclass(frozen=True, slots=True)
class Tried:
    """That a practice was led once, and how it was afterwards."""

    practice: str
    after: After
    on: date


@dataclass(frozen=True, slots=True)
class Soothing:
    """One thing of somebody's own list, in their words."""

    sense: Sense
    says: Private


@dataclass(frozen=True, slots=True)
class Care:
    """All of it, for one person.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    kept: tuple[str, ...] = ()  # practices they want at hand, by id
    hidden: tuple[str, ...] = ()  # and those that are not for them
    tried: tuple[Tried, ...] = ()  # oldest first
    kit: tuple[Soothing, ...] = ()
    moments: tuple[Private, ...] = ()  # ordinary good moments, as they wrote them

    def having_tried(self, tried: Tried) -> "Care":
        """Return it after one more answer; what made things harder is put away."""
        answers = (*self.tried, tried)[-MOST_TRIED:]
        care = replace(self, tried=answers)
        return care.hiding(tried.practice) if tried.after is After.WORSE else care

    def keeping(self, practice: str) -> "Care":
        """Return it with a practice at hand, and no longer hidden."""
        kept = (*_without(self.kept, practice), practice)
        return replace(self, kept=kept, hidden=_without(self.hidden, practice))

    def hiding(self, practice: str) -> "Care":
        """Return it with a practice hidden, and no longer at hand."""
        hidden = (*_without(self.hidden, practice), practice)
        return replace(self, kept=_without(self.kept, practice), hidden=hidden)

    def leaving_open(self, practice: str) -> "Care":
        """Return it with a practice neither at hand nor hidden."""
        return replace(
            self, kept=_without(self.kept, practice), hidden=_without(self.hidden, practice)
        )

    def times(self, practice: str, after: After) -> int:
        """Return how often a practice left them so."""
        return sum(tried.practice == practice and tried.after is after for tried in self.tried)

    def rests_inward(self, on: date) -> bool:
        """Whether two practices in a row made things harder on a day; nothing inward is offered then."""
        return _longest_run(tried.after for tried in self.tried if tried.on == on) >= TOO_MANY_WORSE


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _longest_run(answers: Iterator[After]) -> int:
    """Return how many times in a row it was worse, at the most."""
    longest = run = 0
    for answer in answers:
        run = run + 1 if answer is After.WORSE else 0
        longest = max(longest, run)
    return longest
