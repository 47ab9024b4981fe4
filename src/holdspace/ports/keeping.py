"""What the front door needs of the vault, as small protocols: who is signed in, what they keep, how they come and go."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from holdspace.domain.care import Care
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.spoken_of import Known
from holdspace.domain.to_bring import ToBring
from holdspace.domain.visit_checks import Checked
from holdspace.ports import Record, Visits
from holdspace.ports.days import Days
from holdspace.ports.earlier import Earlier
from holdspace.ports.feels_safe import SafePage
from holdspace.ports.filled import Filled
from holdspace.ports.hopes import Hopes
from holdspace.ports.owner import Door, Owner
from holdspace.ports.remembered import Remembered
from holdspace.ports.sharing import Sharing
from holdspace.ports.story import Story

MOST_BROUGHT = 128 * 1024 * 1024  # bytes; a closed file is filled up to twice its content


class Portion(StrEnum):
    """How much of a visit somebody asks to keep."""

    VISIT = "visit"
    SUMMARY = "summary"
    PLACE = "place"  # nothing of it: an empty place to come back to


@dataclass(frozen=True, slots=True)
class Keeping:
    """What a guest asks to keep, and, for a place of their own, the name and passphrase they chose."""

    portion: Portion = Portion.VISIT
    lines: tuple[Private, ...] = ()  # what was heard, as they changed it
    plan: bool = True  # with their plan for hard moments
    care: Care = field(default_factory=Care)  # of gentle things
    to_bring: ToBring = field(default_factory=ToBring)  # with their page of things to bring
    name: Private = field(default_factory=lambda: Private(""))
    passphrase: Private = field(default_factory=lambda: Private(""))
    link: str = field(default="", repr=False)  # a keeper's one-time link, where they came by one
    known: tuple[Known, ...] = ()  # whom and what they asked to have known next time
    asked: bool = False  # they were asked about these


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom and what a goodbye may ask about, and the ticket that a yes comes back with; empty where there is nothing to ask."""

    words: tuple[Known, ...] = ()
    ticket: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came in with a file: how many visits, how many were here already, how many versions of the plan."""

    visits: int
    here_already: int = 0
    plans: int = 0


class Member(Owner, Visits, Record, Protocol):
    """Somebody signed in, for one request: their open visit, and all they keep."""

    @property
    def earlier(self) -> Earlier:
        """Their earlier visits."""
        ...

    @property
    def story(self) -> Story:
        """Their own story."""
        ...

    @property
    def hopes(self) -> Hopes:
        """What they hope for, wrote to themselves, and answered to what was noticed."""
        ...

    @property
    def filled(self) -> Filled:
        """Questionnaires they filled in and kept."""
        ...

    @property
    def days(self) -> Days:
        """How days felt."""
        ...

    @property
    def feels_safe(self) -> SafePage:
        """What makes it feel safe to them."""
        ...

    @property
    def sharing(self) -> Sharing:
        """Their links with a therapist, and what they show."""
        ...

    def role(self) -> Role:
        """Return which door they come in by."""
        ...

    def places(self) -> frozenset[str]:
        """Return which pages of their own hold something, by name."""
        ...

    def current(self) -> VisitId | None:
        """Return the open visit, or None."""
        ...

    def open(self) -> VisitId:
        """Begin a visit."""
        ...

    def manner(self) -> Manner:
        """Return how they asked to be met."""
        ...

    def meet_always(self, manner: Manner) -> None:
        """Meet them so from now on, in an open visit and in the next ones."""
        ...

    def left_alone(self) -> tuple[Private, ...]:
        """Return which things are left alone."""
        ...

    def leave_alone(self, topics: tuple[Private, ...]) -> None:
        """Set which things are left alone."""
        ...

    def change_known(self, which: str, word: Private) -> None:
        """Put another word in place of one to be known."""
        ...

    def forget_known(self, which: str) -> None:
        """Forget one word to be known, for good."""
        ...

    def let_check_in_go(self) -> None:
        """Forget that it was to ask, once, how they are."""
        ...

    def remembered(self) -> Remembered:
        """Return everything that is kept of them."""
        ...

    def is_to_be_asked(self) -> bool:
        """Whether a day went by and they were never asked if they are glad that this is kept; asks once."""
        ...

    def is_to_be_shown_words(self) -> bool:
        """Whether they have no recovery words and were not asked about them since the first visit; asks once."""
        ...

    def taken_along(self, typed: Private) -> bytes:
        """Return a zip of everything, to read and for programs; closed with a passphrase where one was typed.

        Raises PassphraseTooShort.
        """
        ...

    def bring(self, file: bytes, typed: Private | None) -> Brought:
        """Put a file that was taken along beside what is kept here, whole or not at all.

        Raises ParcelClosed where it needs a passphrase and none was typed, ParcelShut for another one, ParcelTooLarge,
        ParcelForeign, ParcelDamaged and ParcelTooNew.
        """
        ...

    def make_mine(self, keeping: Keeping) -> None:
        """Give what was kept until tomorrow a name and a passphrase. Raises what `Members.make` does."""
        ...


@dataclass(frozen=True, slots=True)
class Entered:
    """Whose cookie a request brought; without the member while it is locked."""

    member: Member | None
    here: str = ""  # kept until tomorrow: no passphrase brings it back, the device's cookie does


class Members(Door, Protocol):
    """Everybody who keeps something here: how they come in, and how they go."""

    @property
    def takes_new(self) -> bool:
        """Whether somebody new may keep something."""
        ...

    def enter(self, cookie: str) -> Entered | None:
        """Return whose cookie this is, or None when it was never one, was ended, or is too old."""
        ...

    def make(self, visit: VisitId | None, keeping: Keeping, label: Private) -> str:
        """Make a place of their own with what a guest keeps, in one transaction; return the cookie of their sign-in.

        Raises NameMissing, NameTooLong, NameTaken, PassphraseTooShort, and LinkEnded for a link that is used or over.
        """
        ...

    def make_until_tomorrow(self, visit: VisitId, keeping: Keeping) -> str:
        """Keep a guest's visit for 36 hours; return the cookie that alone opens it."""
        ...

    def ask_about(self, cookie: str, visit: VisitId, offers: tuple[Known, ...]) -> Asked:
        """Return which of some words may be asked about at the end of a visit: each once; then they were."""
        ...

    def keep_known(self, ticket: str, words: frozenset[str]) -> None:
        """Keep those of the words of a ticket that were ticked; the sign-in may be over. Raises TicketOver and NothingHere."""
        ...

    def ask_how(self, cookie: str) -> str:
        """Return a ticket for what may be said of a visit at its end; empty where nobody is signed in."""
        ...

    def keep_check(self, ticket: str, checked: Checked) -> None:
        """Keep what they say of a visit, once; the sign-in may be over. Raises TicketOver and NothingHere."""
        ...

    def come_in_with_words(self, keeping: Keeping, words: Private, label: Private) -> str:
        """Sign in with recovery words, and set the passphrase of `keeping` in place of the lost one. Raises what `come_in` does."""
        ...

    def come_in_here(self, until_tomorrow: str, label: Private) -> str:
        """Sign in by the cookie of what was kept until tomorrow. Raises NotOpened, also once it is over."""
        ...

    def let_go_here(self, until_tomorrow: str) -> None:
        """Remove what was kept until tomorrow. Raises NotOpened."""
        ...

    def lock(self, cookie: str, draft: Private, place: str = "") -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, and from which place, sealed for the person alone."""
        ...

    def let_expired_go(self) -> int:
        """Remove what was kept until tomorrow and is over, and lock what nobody came back to; return how many went."""
        ...
