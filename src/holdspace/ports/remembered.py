"""What is kept of somebody, in plain values, as its owner sees it on one page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from holdspace.domain.care import Care
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.spoken_of import Known
from holdspace.domain.to_bring import ToBring
from holdspace.ports.days import Noted
from holdspace.ports.filled import HeldFilled
from holdspace.ports.hopes import HopesKept
from holdspace.ports.opening import Device, HeldPasskey
from holdspace.ports.story import StoryKept


@dataclass(frozen=True, slots=True)
class HeldWord:
    """A word to be known as its owner sees it: by its row, and since which day."""

    id: str
    known: Known
    on: date


@dataclass(frozen=True, slots=True)
class Account:
    """What opens somebody's place, and where it is open; nothing that they wrote."""

    name: str
    since: date
    expires_at: datetime | None
    openers: frozenset[str]
    devices: tuple[Device, ...]
    passkeys: tuple[HeldPasskey, ...] = ()
    code_since: date | None = None  # since when codes of an app are a second step


@dataclass(frozen=True, slots=True)
class Alongside:
    """What there is of walking alongside a therapist, by name and number."""

    links: tuple[Private, ...] = ()  # by what names they know whom they are linked with
    shown: int = 0  # things they showed and did not let go
    opened: int = 0  # lines of the log
    replies: int = 0


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything that outlives visits, in plain values: what one page shows, and nothing is left out of it."""

    account: Account
    manner: Manner
    not_now: tuple[Private, ...]
    check_in_since: date | None
    plans: int  # versions of the plan for hard moments
    draft: Private
    summaries: Mapping[VisitId, tuple[Private, ...]]
    visits: int
    broken: int  # rows that could not be opened
    known: tuple[HeldWord, ...] = ()
    care: Care = field(default_factory=Care)
    story: StoryKept = field(default_factory=StoryKept)
    hopes: HopesKept = field(default_factory=HopesKept)
    noted: Noted = field(default_factory=Noted)  # how days felt
    filled: tuple[HeldFilled, ...] = ()  # questionnaires they filled in and kept
    alongside: Alongside = field(default_factory=Alongside)
    to_bring: ToBring = field(default_factory=ToBring)
    feels_safe: FeelsSafe = field(default_factory=FeelsSafe)
