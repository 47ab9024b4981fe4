"""Stand-ins at the ports, written by hand: each does just what its test is about."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import anyio
import anyio.lowlevel

from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import (
    Find,
    Heard,
    Memory,
    Move,
    Perception,
    Said,
    Spoken,
    Tap,
    Thread,
    Told,
    Turn,
)
from holdspace.ports import Record, Room

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
VISIT = VisitId("a-visit")


def heard(words: str = "I can't sleep", tap: Tap | None = None) -> Heard:
    """Make what was heard of plain words."""
    return Heard(VISIT, Private(words), NOON, tap=tap)


class Broken(Exception):
    """What a broken adapter raises."""


class FakeClock:
    def __init__(self) -> None:
        self.time = NOON

    def now(self) -> datetime:
        return self.time

    def wait(self, minutes: float) -> None:
        self.time += timedelta(minutes=minutes)


class FakeDice:
    def __init__(self) -> None:
        self.rolled = 0

    def pick(self, sides: int) -> int:
        return 0

    def id(self) -> str:
        self.rolled += 1
        return f"id-{self.rolled}"


class FakeGrammar:
    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken

    async def parse(self, words: Private) -> Parse:
        if self.broken:
            raise Broken
        return Parse()


class FakeSenses:
    def __init__(self, perception: Perception | None = None, *, broken: bool = False) -> None:
        self.perception = perception or Perception()
        self.broken = broken
        self.heard: list[Heard] = []

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        if self.broken:
            raise Broken
        self.heard.append(heard)
        return self.perception


class FakeVoice:
    """Says its lines in turn, whatever is asked for."""

    def __init__(
        self,
        *lines: str,
        broken: bool = False,
        leaves: Thread | None = None,
        speaks_of: SpokenOf | None = None,
    ) -> None:
        self.lines = list(lines)
        self.speaks_of = speaks_of or SpokenOf()
        self.broken = broken
        self.leaves = leaves
        self.asked: list[Find] = []

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        if self.broken:
            raise Broken
        self.asked.append(find)
        await anyio.lowlevel.checkpoint()
        return Spoken(self.lines.pop(0), Move.CRF) if self.lines else None

    async def thread(self, told: Told) -> Thread | None:
        if self.broken:
            raise Broken
        return self.leaves

    async def spoken_of(self, told: Told) -> SpokenOf:
        if self.broken:
            raise Broken
        return self.speaks_of

    async def held(self, told: Told) -> tuple[Held, ...]:
        if self.broken:
            raise Broken
        words = told.heard.words.text.strip()
        says = Spoken(f"You said: {words}", Move.SRF, "mirror", ((10, 10 + len(words)),))
        return (Held(says, Private(words)),)


class FakeRecord:
    def __init__(self, memory: Memory | None = None, *, broken: tuple[str, ...] = ()) -> None:
        self.memory = memory or Memory()
        self.broken = broken
        self.noted: list[Heard] = []
        self.kept: list[Turn] = []

    async def note(self, heard: Heard) -> None:
        if "note" in self.broken:
            raise Broken
        self.noted.append(heard)

    async def recall(self, visit: VisitId) -> Memory:
        if "recall" in self.broken:
            raise Broken
        return self.memory

    async def keep(self, turn: Turn, memory: Memory) -> None:
        if "keep" in self.broken:
            raise Broken
        await anyio.lowlevel.checkpoint()  # a real record waits here, and can be cut off
        self.kept.append(turn)
        self.memory = memory


class FakeMeaning:
    """Finds a message as close to each sentence as it was told."""

    def __init__(self, near: Mapping[str, float] | None = None, *, broken: bool = False) -> None:
        self._near, self._broken = near or {}, broken

    async def closeness(self, words: Private) -> Mapping[str, float]:
        if self._broken:
            raise Broken
        return self._near


class FakeLock:
    def __init__(self) -> None:
        self.held: list[str] = []

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        self.held.append(key)
        yield


def room(
    voice: FakeVoice | None = None,
    *,
    senses: FakeSenses | None = None,
    record: Record | None = None,
    grammar: FakeGrammar | None = None,
) -> Room:
    """Put a room together from stand-ins."""
    return Room(
        grammar or FakeGrammar(),
        senses or FakeSenses(),
        FakeMeaning(),
        voice or FakeVoice("That was a long night."),
        record or FakeRecord(),
        FakeLock(),
    )
