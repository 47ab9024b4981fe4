"""What the desk needs of the vault: a therapist who is signed in, their caseload of paper clients, and how they come in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from holdspace.domain.caseload import ApartNote, OfACase, PaperClient, SessionNote, TypedScore
from holdspace.domain.people import Private
from holdspace.ports.opening import Waiting
from holdspace.ports.owner import Door, Owner
from holdspace.ports.reflecting import Reflecting
from holdspace.ports.sharing import Alongside


@dataclass(frozen=True, slots=True)
class HeldCase:
    """A paper client by their row."""

    id: str
    client: PaperClient


@dataclass(frozen=True, slots=True)
class HeldNote:
    """A note by its row."""

    id: str
    note: SessionNote


@dataclass(frozen=True, slots=True)
class HeldApart:
    """A psychotherapy note by its row."""

    id: str
    note: ApartNote


@dataclass(frozen=True, slots=True)
class HeldScore:
    """A typed score by its row."""

    id: str
    score: TypedScore


@dataclass(frozen=True, slots=True)
class CaseKept:
    """What is kept of one paper client, earliest first, and how many rows could not be opened; nothing of what is kept apart."""

    id: str
    client: PaperClient
    notes: tuple[HeldNote, ...] = ()
    scores: tuple[HeldScore, ...] = ()
    broken: int = 0


class Caseload(Protocol):
    """A therapist's paper clients. What is gone and what is another's are answered alike, by NothingHere."""

    def listed(self) -> tuple[HeldCase, ...]:
        """Return every paper client, by label; none of their notes is opened."""
        ...

    def add(self, client: PaperClient) -> str:
        """Keep one more; return their row. Raises VisitFull where there are too many."""
        ...

    def client(self, which: str) -> PaperClient:
        """Return one, without notes. Raises NothingHere."""
        ...

    def kept(self, which: str) -> CaseKept:
        """Return one, with notes and scores. Raises NothingHere."""
        ...

    def apart(self, which: str) -> tuple[HeldApart, ...]:
        """Return the psychotherapy notes of one, earliest first. Raises NothingHere."""
        ...

    def change(self, which: str, how: Callable[[PaperClient], PaperClient]) -> None:
        """Change one. Raises NothingHere."""
        ...

    def remove(self, which: str) -> None:
        """Remove one, with every note and score, for good. Raises NothingHere."""
        ...

    def write(self, which: str, made: OfACase) -> str:
        """Keep a note or a score of one; return its row. Sent twice, it is there once. Raises NothingHere."""
        ...

    def rewrite(self, which: str, row: str, made: OfACase) -> None:
        """Put another in place of one of the same kind. Raises NothingHere."""
        ...

    def let_go(self, which: str, row: str) -> None:
        """Remove one note or score, for good. Raises NothingHere."""
        ...


class Therapist(Owner, Protocol):
    """A therapist who is signed in, for one request."""

    @property
    def caseload(self) -> Caseload:
        """Their paper clients."""
        ...

    @property
    def alongside(self) -> Alongside:
        """Their links with clients, and what these show them."""
        ...

    def left_at(self) -> str:
        """Return where something was being written when the page locked; empty where nothing was."""
        ...

    @property
    def reflecting(self) -> Reflecting:
        """What they keep of Reflect."""
        ...

    def set_code(self, letters: Private, typed: Private) -> None:
        """Make codes of a new secret their second step, in place of those before. Raises CodeNotTaken."""
        ...

    def let_code_go(self) -> None:
        """Ask for codes no more. Raises LastStep."""
        ...

    def taken_along(self, typed: Private, *, apart: bool = False) -> bytes:
        """Return a zip of all they keep; with psychotherapy notes only where asked for; closed where a passphrase was typed.

        Raises PassphraseTooShort.
        """
        ...


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """Whose cookie a request brought to the desk; without the therapist while it is locked, or a second step is to come."""

    therapist: Therapist | None = None
    waiting: Waiting | None = None


@dataclass(frozen=True, slots=True)
class NewTherapist:
    """What a therapist chose who came by a keeper's link."""

    link: str
    name: Private
    passphrase: Private


class Therapists(Door, Protocol):
    """Everybody who comes in by the desk."""

    def enter(self, cookie: str) -> AtTheDesk | None:
        """Return whose cookie this is, or None when it was never one, was ended, or is too old."""
        ...

    def make(self, new: NewTherapist, label: Private) -> str:
        """Make a therapist's account by a link, in one transaction; return the cookie, which waits for the second step.

        Raises NameMissing, NameTooLong, NameTaken, PassphraseTooShort, and LinkEnded for a link that is used, over, or for
        somebody else.
        """
        ...

    def come_in_with_words(
        self, name: Private, words: Private, passphrase: Private, label: Private
    ) -> str:
        """Sign in with recovery words and set a new passphrase; a second step counts as lost too, and is set up anew.

        Raises what `come_in` does.
        """
        ...

    def lock(self, cookie: str, draft: Private, place: str) -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, and from which place, sealed for the therapist alone."""
        ...

    def code_secret(self) -> Private:
        """Draw the secret of codes to be set up, in letters."""
        ...
