"""A client and a therapist who both said yes: to what they agree, and to what the companion does between appointments."""

from dataclasses import dataclass, field
from enum import StrEnum

from holdspace.domain.people import Private

LONGEST_TERM = 2_000  # characters of one part of an agreement
LONGEST_TOPIC = 120  # of one thing kept for the room
MOST_TOPICS = 12
LONGEST_CALLED = 60  # of what somebody goes by in a link


class LinkState(StrEnum):
    """How far a link is."""

    ASKED = "asked"  # the client said yes, and the therapist has not yet
    LIVE = "live"
    PARTING = "parting"  # they end it together, and not both goodbyes are written yet
    ENDED = "ended"  # both are: nothing is seen any more but these two


class Points(StrEnum):
    """When the companion points to the therapist between appointments."""

    NOT = "not"
    GOODBYE = "goodbye"
    HARD = "hard"


def _nothing() -> Private:
    """Return no words."""
    return Private("")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a therapist says before somebody links with them; all of it is read before a yes.

    Its fields are written into envelopes: a new one needs a default.
    """

    limits: Private = field(
        default_factory=_nothing
    )  # of confidentiality: when they have to tell somebody
    hours: Private = field(default_factory=_nothing)
    answers_within: Private = field(default_factory=_nothing)
    emergency: Private = field(default_factory=_nothing)  # what to do when it cannot wait
    place: str = ""  # where they work, as a code of the profiles

    @property
    def terms(self) -> tuple[Private, Private, Private, Private]:
        """The four parts in words."""
        return (self.limits, self.hours, self.answers_within, self.emergency)

    @property
    def is_whole(self) -> bool:
        """Whether no part is missing: a yes to less would be a yes to something unsaid."""
        return all(self.terms) and bool(self.place)

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        return self.is_whole and all(len(term.text) <= LONGEST_TERM for term in self.terms)


@dataclass(frozen=True, slots=True)
class Between:
    """What the companion does between appointments, as the client chose it; their therapist reads it and says yes.

    Its fields are written into envelopes: a new one needs a default.
    """

    for_the_room: tuple[Private, ...] = ()  # topics it leaves alone, for the two of them
    points: Points = Points.NOT

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        short = all(len(topic.text) <= LONGEST_TOPIC for topic in self.for_the_room)
        return short and len(self.for_the_room) <= MOST_TOPICS
