"""Who is here: the client, the therapist, and what one has agreed to show the other."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NewType

ClientId = NewType("ClientId", str)
TherapistId = NewType("TherapistId", str)
VisitId = NewType("VisitId", str)


@dataclass(frozen=True, slots=True)
class Private:
    """Words that belong to a client: they never show in a log, a repr or a traceback."""

    text: str = field(repr=False)

    def __str__(self) -> str:
        """Hide the words from every rendering that did not ask for `.text`."""
        return "<private>"

    def __bool__(self) -> bool:
        """Whether there is anything but white space."""
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Client:
    """The person this place is for."""

    id: ClientId


@dataclass(frozen=True, slots=True)
class Therapist:
    """A human therapist and the clients who linked with them."""

    id: TherapistId
    caseload: frozenset[ClientId] = frozenset()


@dataclass(frozen=True, slots=True)
class Consent:
    """One freely given, specific, revocable yes."""

    client: ClientId
    therapist: TherapistId
    scope: str
    given_at: datetime
    withdrawn_at: datetime | None = None
