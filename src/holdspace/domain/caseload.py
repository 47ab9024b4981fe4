"""What a therapist keeps at the desk: paper clients by a label only they know, notes of sessions, and scores from paper forms."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from holdspace.domain.people import Private

LONGEST_LABEL = 60  # letters
LONGEST_PART = 20_000  # letters of one part of a note
MOST_CASES = 1_000


class Shape(StrEnum):
    """How a note is laid out."""

    FREE = "free"
    SOAP = "soap"
    BIRP = "birp"
    DAP = "dap"

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts it has, in order, by the names pages give them words for."""
        return _PARTS[self]


_PARTS = {
    Shape.FREE: ("free",),
    Shape.SOAP: ("subjective", "objective", "assessment", "plan"),
    Shape.BIRP: ("behaviour", "intervention", "response", "plan"),
    Shape.DAP: ("data", "assessment", "plan"),
}


@dataclass(frozen=True, slots=True)
class PaperClient:
    """Somebody a therapist works with, under a label, and since when; most of them do not use Holdspace."""

    label: Private
    since: date
    away: bool = False  # out of the list, and nothing of it removed
    link: str = ""  # within which they are linked, where these are notes about a client who is


@dataclass(frozen=True, slots=True)
class SessionNote:
    """A note of one session, in the parts of its shape."""

    on: date
    shape: Shape
    parts: tuple[Private, ...]
    at: datetime  # when it was written, so that two of one day stand in order

    def __bool__(self) -> bool:
        """Whether anything was written."""
        return any(self.parts)


@dataclass(frozen=True, slots=True)
class ApartNote:
    """A psychotherapy note, kept apart from the notes of sessions: printed and taken along only where it is asked for by name."""

    on: date
    words: Private
    at: datetime


@dataclass(frozen=True, slots=True)
class TypedScore:
    """What a measure filled in on paper came to, typed by the therapist."""

    measure: str
    version: str
    on: date
    value: Decimal = field(repr=False)
    at: datetime


OfACase = SessionNote | ApartNote | TypedScore
