"""A questionnaire somebody filled in and asked to keep: their answers, when, and what these came to."""

from dataclasses import dataclass, field
from datetime import datetime

_LONGEST_ID, _LONGEST_TITLE, _LONGEST_FIGURE = 40, 80, 12
_MOST_ANSWERS, _LARGEST = 60, 100


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, by the number of its question."""

    question: int
    value: int = field(repr=False)

    @property
    def fits(self) -> bool:
        """Whether it can be one."""
        return 0 <= self.question <= _LARGEST and abs(self.value) <= _LARGEST


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One questionnaire, filled in. Shared with nobody.

    Title and figure stand in it, so that it says what it is where its measure is not there any more.
    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    measure: str
    version: str
    title: str
    at: datetime
    answers: tuple[Given, ...] = field(repr=False)
    came_to: str = field(
        default="", repr=False
    )  # empty where there were too few answers, or only parts

    @property
    def by_question(self) -> dict[int, int]:
        """The answers by the number of their question."""
        return {given.question: given.value for given in self.answers}

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        named = 0 < len(self.measure) <= _LONGEST_ID and 0 < len(self.title) <= _LONGEST_TITLE
        small = len(self.version) <= _LONGEST_ID and len(self.came_to) <= _LONGEST_FIGURE
        each_once = len(self.by_question) == len(self.answers)
        few = 0 < len(self.answers) <= _MOST_ANSWERS
        return named and small and each_once and few and all(each.fits for each in self.answers)

    def is_again(self, other: "FilledIn") -> bool:
        """Whether this is another one sent once more: the same answers to the same questionnaire on the same day."""
        same = (self.measure, self.version, self.answers) == (
            other.measure,
            other.version,
            other.answers,
        )
        return same and self.at.date() == other.at.date()
