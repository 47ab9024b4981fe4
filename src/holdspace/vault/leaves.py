"""What lies in an envelope: values with their kind, as JSON, so that an export is the same words in the same shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from holdspace.domain.care import Care
from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, TypedScore
from holdspace.domain.days import CameBack, Day
from holdspace.domain.errors import SealBroken
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.domain.filled import FilledIn
from holdspace.domain.hopes import Goal, HopeMap, Letter
from holdspace.domain.linking import Between
from holdspace.domain.manner import Manner
from holdspace.domain.noticed import Noticed
from holdspace.domain.people import Private
from holdspace.domain.reflections import Beside, Cell, Reflection
from holdspace.domain.shared import Disclosure, Shared
from holdspace.domain.spoken_of import Known
from holdspace.domain.story import Keepsake, Passage
from holdspace.domain.talk import Memory
from holdspace.domain.to_bring import ToBring
from holdspace.domain.visit_checks import Checked, Checks
from holdspace.ports import Exchange, Version
from holdspace.vault.linked import Answered, Linked, Made, Offered


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One exchange of a visit; without a reply where it was cut short."""

    exchange: Exchange
    at: datetime | None = None  # unknown of a guest's, whose turns carry no time


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """What bears on the next turn while a visit is open; it goes when the visit closes."""

    memory: Memory
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """What outlives a visit: how to meet them, what to leave alone, and whether a check-in is owed since a day."""

    manner: Manner = field(default_factory=Manner)
    not_now: tuple[Private, ...] = ()
    check_in_since: date | None = None
    asked_still: bool = False  # whether they were asked, once, if they are glad that this is kept
    asked_words: bool = (
        False  # and whether they would like the ten words they did not take at first
    )
    mend: tuple[str, ...] = ()  # what the next visit begins with owning: heard, pace, useful
    places: tuple[str, ...] = ()  # pages of their own that hold something

    def holding(self, place: str, *, holds: bool) -> "Standing":
        """Return it with a page of their own that holds something, or nothing any more."""
        others = tuple(each for each in self.places if each != place)
        return replace(self, places=(*others, place) if holds else others)


@dataclass(frozen=True, slots=True)
class NotedDays:
    """The noted days of one month, by date; never none of them."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Plans:
    """The safety plan and its earlier versions, newest first."""

    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Words not sent yet, kept over a quiet lock; `place` says where they were being written, "" for the talk."""

    words: Private
    place: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What was heard in a visit, as they changed and kept it at goodbye."""

    lines: tuple[Private, ...]


@dataclass(frozen=True, slots=True)
class About:
    """When a visit was, and whether it was put away."""

    opened_at: datetime
    closed_at: datetime | None = None
    away: bool = False  # they put it out of the list, without removing it
    asked: bool = (
        False  # at its end they were asked whom and what to know next time: once is enough
    )


@dataclass(frozen=True, slots=True)
class Label:
    """What a person calls one of their devices."""

    says: Private


@dataclass(frozen=True, slots=True)
class KnownWord:
    """A person or a thing they asked to have known next time: the word alone, and on which day they did."""

    known: Known
    on: date


@dataclass(frozen=True, slots=True)
class Case:
    """A paper client of a therapist's, and which rows hold their notes and scores; those kept apart by themselves."""

    client: PaperClient
    rows: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


Leaf = (
    KeptTurn
    | OpenVisit
    | Standing
    | Plans
    | Draft
    | Summary
    | About
    | Label
    | KnownWord
    | Care
    | Passage
    | Keepsake
    | NotedDays
    | CameBack
    | Goal
    | HopeMap
    | Letter
    | Noticed
    | Checked
    | Checks
    | FilledIn
    | Case
    | SessionNote
    | ApartNote
    | TypedScore
    | Linked
    | Between
    | Made
    | Offered
    | Answered
    | Shared
    | Disclosure
    | ToBring
    | FeelsSafe
    | Reflection
    | Beside
    | Cell
)

# Who adds a kind adds it here; its name is written into envelopes and stays as it is.
KINDS: Mapping[str, type[Leaf]] = {
    "turn": KeptTurn,
    "open-visit": OpenVisit,
    "standing": Standing,
    "plan": Plans,
    "draft": Draft,
    "summary": Summary,
    "about": About,
    "label": Label,
    "known": KnownWord,
    "care": Care,
    "passage": Passage,
    "keepsake": Keepsake,
    "days": NotedDays,
    "came-back": CameBack,
    "goal": Goal,
    "hope-map": HopeMap,
    "letter": Letter,
    "noticed": Noticed,
    "check": Checked,
    "checks": Checks,
    "filled-in": FilledIn,
    "case": Case,
    "session-note": SessionNote,
    "apart-note": ApartNote,
    "typed-score": TypedScore,
    "linked": Linked,
    "between": Between,
    "made": Made,
    "offered": Offered,
    "answered": Answered,
    "shared": Shared,
    "disclosure": Disclosure,
    "to-bring": ToBring,
    "feels-safe": FeelsSafe,
    "reflection": Reflection,
    "beside": Beside,
    "cell": Cell,
}
AT_THE_DESK = (
    Case,
    SessionNote,
    ApartNote,
    TypedScore,
    Reflection,
    Beside,
    Cell,
)  # a therapist's, and nobody else's
# Kinds that lie in rows of links and never in an entry.
OF_LINKS: tuple[type[Any], ...] = (Linked, Between, Made, Offered, Answered, Shared, Disclosure)
# Kinds of the long view, and in which place of it each is shown; only pages of their own open them.
PLACES: Mapping[type[Any], str] = {
    Passage: "story",
    Keepsake: "story",
    NotedDays: "been",
    CameBack: "been",
    Goal: "hopes",
    HopeMap: "hopes",
    Letter: "carrying-on",
    Noticed: "noticing",
    Checks: "remembers",
    FilledIn: "measures",
    ToBring: "to-bring",
    FeelsSafe: "feels-safe",
}
APART = tuple(PLACES)
_NAMES = {kind: name for name, kind in KINDS.items()}


def written(leaf: Leaf) -> bytes:
    """Return a leaf as it is sealed."""
    return json.dumps(shown(leaf), ensure_ascii=False, separators=(",", ":")).encode()


def shown(leaf: Leaf) -> dict[str, Any]:
    """Return a leaf in plain values, as an export shows it."""
    name = _NAMES[type(leaf)]
    return {"kind": name, "holds": _adapter(name).dump_python(leaf, mode="json")}


def read(body: bytes) -> Leaf:
    """Return the leaf of an opened body. Raises SealBroken for a kind or a shape this code does not know."""
    try:
        found = json.loads(body)
        return _adapter(found["kind"]).validate_python(found["holds"])
    except (ValidationError, ValueError, LookupError, TypeError):
        raise SealBroken from None  # their own error would quote what it could not read


@cache
def _adapter(name: str) -> TypeAdapter[Leaf]:
    """Return what reads and writes one kind."""
    return TypeAdapter(KINDS[name])
