"""What one shows another within a link: a copy of just what the preview showed, with a note, until when, and for whom."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from holdspace.domain.days import Day
from holdspace.domain.filled import FilledIn
from holdspace.domain.people import Private

LONGEST_NOTE = 2_000
MOST_BYTES = 256 * 1024  # of one share


class Sort(StrEnum):
    """What kind of thing a share shows. Its name is written into envelopes and stays as it is."""

    WORDS = "words"  # a message, or words written for this
    PASSAGE = "passage"
    DAYS = "days"
    PLAN = "plan"  # parts of the plan for hard moments
    GOAL = "goal"
    MEASURE = "measure"
    THINGS_TO_BRING = "things-to-bring"  # a session prepared
    MET = "met"  # how they would like to be met
    FEELS_SAFE = "feels-safe"  # what makes it so, what makes it less so, what could be different
    DANGER = "danger"  # prepared words, sent by themselves
    REPLY = "reply"  # a therapist's own words, to a share
    GOODBYE = "goodbye"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of a share: a heading of the house, and words as they were written."""

    heading: str
    words: Private


def _nothing() -> Private:
    """Return no words."""
    return Private("")


@dataclass(frozen=True, slots=True)
class Shared:
    """All that the other sees of one share. What changes in the original later is not in it.

    Its fields are written into envelopes: a new one needs a default.
    """

    sort: Sort
    on: date  # the day it was shared
    to: Private = field(default_factory=_nothing)  # by what name they know whom it is for
    of: date | None = None  # the day it is of
    pieces: tuple[Piece, ...] = ()
    note: Private = field(default_factory=_nothing)  # "what I'd like from you"
    until: date | None = None
    days: tuple[Day, ...] = ()
    filled: tuple[FilledIn, ...] = ()
    answers: str = ""  # the share that a reply answers; of a goodbye, their own side of the link

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        days = sum(len(day.written.text.encode()) + 60 for day in self.days)
        words = sum(len(piece.words.text.encode()) for piece in self.pieces)
        return words + days + len(self.note.text.encode()) + 600 * len(self.filled)

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        return self.size <= MOST_BYTES and len(self.note.text) <= LONGEST_NOTE


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a share before it is opened: the note comes first, and none of what it holds."""

    id: str
    link: str
    sort: Sort
    on: date
    note: Private = field(default_factory=_nothing)
    until: date | None = None
    is_new: bool = False  # it was not opened yet
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A share as whoever gave it sees it: what it shows, and whether it can still be seen."""

    id: str
    shared: Shared
    seen: bool  # whether the other can open it today; False once taken back or over


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One line of the plain log: what kind of thing was opened, of which day, by whom, on which day.

    It holds none of the words, so that it can stay when they go.
    """

    share: str
    sort: Sort
    shared_on: date
    by: Private
    on: date
