"""Links and what is shown within them, as the person's front door and the therapist's desk meet the vault.

What is not there and what is not for them are one: NothingHere, with the same number of statements.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from holdspace.domain.linking import Agreement, Between, LinkState
from holdspace.domain.people import Private
from holdspace.domain.shared import Disclosure, Given, Listed, Shared


@dataclass(frozen=True, slots=True)
class Link:
    """A link as one of the two sees it."""

    id: str
    state: LinkState
    called: Private  # the other, by the name they gave
    agreement: Agreement
    between: Between
    place: str  # where the client is, as a code of the profiles
    since: date
    same_key: bool = True  # whether the other still has the key they had when both said yes; if not, nothing is shown to it


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody reads who has a code: from whom, and to what they would say yes."""

    called: Private
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Accepting:
    """A client's yes: by what name they go in this link, where they are, what the companion does between."""

    called: Private
    place: str
    between: Between = field(default_factory=Between)


@dataclass(frozen=True, slots=True)
class OwnOffer:
    """An offer as the therapist who made it sees it; `taken` once a client said yes to it."""

    id: str
    label: Private  # for whom it is, in words only the therapist knows
    code: Private
    agreement: Agreement
    on: date
    taken: Accepting | None = None


class Goodbyes(Protocol):
    """Ending, at once or together."""

    def end(self, which: str) -> None:
        """End a link at once: whatever was shown in it opens for nobody else any more. Raises NothingHere."""
        ...

    def say_goodbye(self, which: str, words: Private) -> None:
        """Write a goodbye, or another in its place; neither is read before both are there. Raises NothingHere."""
        ...

    def own_goodbye(self, which: str) -> Private:
        """Return what they wrote; empty where they wrote none yet. Raises NothingHere."""
        ...

    def goodbye(self, which: str) -> Private:
        """Return what the other wrote, once both are there and the other came by since; empty until then. Raises NothingHere."""
        ...


class Sharing(Goodbyes, Protocol):
    """The client's side."""

    def links(self) -> tuple[Link, ...]:
        """Return their links, earliest first."""
        ...

    def standing(self) -> tuple[Link, ...]:
        """Return those that stand: both said yes, and it is not over. It looks and writes nothing."""
        ...

    def offered(self, code: Private) -> Offer:
        """Return what a code offers, without using it. Raises CodeEnded for one used, over, or never made."""
        ...

    def accept(self, code: Private, yes: Accepting) -> str:
        """Say yes; the therapist does too before anything can be shown. Returns the link.

        Raises CodeEnded, LinkedAlready with the same therapist, and VisitFull for what does not fit.
        """
        ...

    def agree_between(self, which: str, between: Between) -> None:
        """Change what the companion does between appointments. Raises NothingHere, and VisitFull."""
        ...

    def give(self, link: str, shared: Shared, source: str | None = None) -> str:
        """Show something; return the share. It goes with its source, an entry's row, where that is named.

        Raises NothingHere, KeyChanged where the therapist has new keys since both said yes, and VisitFull.
        """
        ...

    def take_back(self, which: str) -> None:
        """Take a share back at once; the copy stays in their own list. Raises NothingHere."""
        ...

    def let_go(self, which: str) -> None:
        """Take it back and remove their own copy too, for good. Raises NothingHere."""
        ...

    def given(self) -> tuple[Given, ...]:
        """Return what they ever showed and did not let go, latest first."""
        ...

    def disclosures(self) -> tuple[Disclosure, ...]:
        """Return the plain log, latest first."""
        ...

    def replies(self) -> tuple[tuple[str, Shared], ...]:
        """Return what was written to them, latest first, by share."""
        ...


class Alongside(Goodbyes, Protocol):
    """The therapist's side."""

    def links(self) -> tuple[Link, ...]:
        """Return their links, earliest first."""
        ...

    def offer(self, agreement: Agreement, called: Private, label: Private) -> Private:
        """Make an offer; return its code, of which only a digest is kept in the open. Raises VisitFull."""
        ...

    def offers(self) -> tuple[OwnOffer, ...]:
        """Return the offers that are open, earliest first; one somebody said yes to holds their answer."""
        ...

    def confirm(self, which: str) -> str:
        """Say yes to the client who took an offer up; return the link. Raises NothingHere."""
        ...

    def withdraw(self, which: str) -> None:
        """Take an offer back, whether somebody took it up or not. Raises NothingHere."""
        ...

    def listed(self, link: str | None = None) -> tuple[Listed, ...]:
        """Return what is shown to them and may be opened, latest first; of one link where it is named."""
        ...

    def open(self, which: str) -> Shared:
        """Open one share; what is opened is written into the client's log first, once a day. Raises NothingHere."""
        ...

    def reply(self, link: str, shared: Shared) -> str:
        """Write to a client, in their own words. Raises NothingHere, KeyChanged, and VisitFull."""
        ...

    def replies(self) -> tuple[Given, ...]:
        """Return what they wrote, latest first."""
        ...
