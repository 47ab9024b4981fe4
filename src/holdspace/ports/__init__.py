"""What the house needs from outside, as small protocols. Adapters implement them."""

from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, Self

from holdspace.domain.care import Care
from holdspace.domain.language import Parse
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.spoken_of import Known, SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import (
    Find,
    Heard,
    Memory,
    Perception,
    Said,
    Spoken,
    State,
    Tap,
    Thread,
    Told,
    Turn,
)
from holdspace.domain.to_bring import ToBring


class Grammar(Protocol):
    """Parses a message, once."""

    async def parse(self, words: Private) -> Parse:
        """Return the grammar of `words`; offsets count in `words.text`."""
        ...


class Senses(Protocol):
    """Hears feelings, state and meaning."""

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        """Return what was understood; what is uncertain stays unknown."""
        ...


class Meaning(Protocol):
    """Tells how close a message lies to examples, by what is meant and not by its topic."""

    async def closeness(self, words: Private) -> Mapping[str, float]:
        """Return for each sentence of the voice how close its examples come, up to 1; 0 where it is unlike."""
        ...


class Voice(Protocol):
    """Finds the words for one part of a plan."""

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        """Return a line that every gate passes, or None where there is nothing true to say."""
        ...

    async def thread(self, told: Told) -> Thread | None:
        """Return what of a message later talk may join, in their own words, or None where nothing can."""
        ...

    async def spoken_of(self, told: Told) -> SpokenOf:
        """Return whom and what a message speaks of, in their own words; nobody where it is not plain."""
        ...

    async def held(self, told: Told) -> tuple[Held, ...]:
        """Return what can be said back of a stretch of a long text, the most telling first."""
        ...


class Record(Protocol):
    """Keeps the open visit."""

    async def note(self, heard: Heard) -> None:
        """Keep the words before anything else can fail."""
        ...

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the next turn."""
        ...

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Keep a finished exchange and what is remembered after it."""
        ...


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        ...


class Dice(Protocol):
    """Brings chance, and ids nobody can guess."""

    def pick(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides`."""
        ...

    def id(self) -> str:
        """Return 128 random bits, URL-safe."""
        ...


class Lock(Protocol):
    """Keeps one client's turns one after another."""

    def hold(self, key: str) -> AbstractAsyncContextManager[None]:
        """Return a context in which nobody else holds `key`."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One exchange as a page shows it; `words` is None once it was unsaid."""

    number: int
    words: Private | None
    tap: Tap | None
    said: tuple[Spoken, ...]
    because: str
    tier: Tier
    lanes: tuple[str, ...] = ()

    @classmethod
    def of(cls, number: int, turn: Turn) -> Self:
        """Return a finished turn as its place in a visit."""
        heard, because = turn.heard, turn.plan.because
        return cls(number, heard.words, heard.tap, turn.said, because, turn.tier, turn.lanes)


@dataclass(frozen=True, slots=True)
class VisitPage:
    """An open visit as a page shows it: its latest exchanges, and how it is being met."""

    visit: VisitId
    exchanges: tuple[Exchange, ...]
    tier: Tier
    manner: Manner
    lanes: tuple[str, ...] = ()
    threads: tuple[Thread, ...] = ()  # what was told and may be spoken of, newest last
    offers: tuple[Known, ...] = ()  # whom and what they spoke of, which may be offered to be known
    state: State = State.UNKNOWN  # how much room they had in the last turn

    @classmethod
    def of(cls, visit: VisitId, exchanges: tuple[Exchange, ...], memory: Memory) -> Self:
        """Return what is shown of a visit, some of its exchanges and what is remembered in it."""
        return cls(
            visit=visit,
            exchanges=exchanges,
            tier=memory.risk.tier,
            manner=memory.manner,
            lanes=tuple(map(str, memory.risk.lanes)),
            threads=memory.joinable,
            offers=tuple(mention.known for mention in memory.offerable),
            state=memory.lately[-1].state if memory.lately else State.UNKNOWN,
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A safety plan as it once stood in a visit, by a number that stays the same."""

    number: int
    safety_plan: SafetyPlan


class Visits(Protocol):
    """What a page may do with an open visit, whether it is a guest's or is sealed as it is said."""

    waits: bool  # whether it may wait for a disk, so that nobody else should wait for it

    def meet(self, visit: VisitId, manner: Manner) -> None:
        """Meet them in another manner from the next line on."""
        ...

    def page(self, visit: VisitId) -> VisitPage:
        """Return what a page may show of the visit."""
        ...

    def unsay(self, visit: VisitId, number: int) -> bool:
        """Take back what was said in one exchange, reply and memory included."""
        ...

    def plans(self, visit: VisitId) -> tuple[Version, ...]:
        """Return the safety plan and its earlier versions, newest first."""
        ...

    def keep_plan(self, visit: VisitId, safety_plan: SafetyPlan) -> None:
        """Keep a safety plan: as long as the visit lasts, or sealed. Raises VisitFull when it is too long."""
        ...

    def let_plan_go(self, visit: VisitId) -> None:
        """Forget the safety plan and every earlier version of it."""
        ...

    def care(self, visit: VisitId) -> Care:
        """Return what is kept of gentle things: as long as the visit lasts, or sealed."""
        ...

    def change_care(self, visit: VisitId, how: Callable[[Care], Care]) -> Care:
        """Change it as a function says; return it then. Raises VisitFull where its words are too many."""
        ...

    def to_bring(self, visit: VisitId) -> ToBring:
        """Return what they want to bring to somebody: as long as the visit lasts, or sealed."""
        ...

    def change_to_bring(self, visit: VisitId, how: Callable[[ToBring], ToBring]) -> ToBring:
        """Change it as a function says; return it then. Raises VisitFull where its words are too many."""
        ...

    def close(self, key: str) -> None:
        """End the visit of `key`; nothing of a guest's stays."""
        ...


class Guests(Visits, Protocol):
    """Keeps guests' visits, each known by a random key that lives in a cookie."""

    def open(self, manner: Manner = ...) -> tuple[str, VisitId]:
        """Begin a visit, met in a manner; return its key and id. Raises HouseFull when there is no place."""
        ...

    def find(self, key: str) -> VisitId | None:
        """Return the open visit of `key`, or None when there is none or it has ended."""
        ...

    def part(self, key: str) -> None:
        """End the visit of `key` for every page but the one that asks whether to keep it."""
        ...

    def parted(self, key: str) -> VisitId | None:
        """Return the visit of `key` that was ended and not yet let go, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Room:
    """Everything one conversation needs. Built once, at the composition root."""

    grammar: Grammar
    senses: Senses
    meaning: Meaning
    voice: Voice
    record: Record
    lock: Lock
