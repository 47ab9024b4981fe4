"""Overhears a turn at the ports, so that what was weighed in it can be shown afterwards; the turn itself is the same."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace

from holdspace.conversation import take_turn
from holdspace.conversation.remember import way_of
from holdspace.domain.people import VisitId
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import Find, Heard, Memory, Said, Spoken, Thread, Told, Turn
from holdspace.ports import Record, Room
from holdspace.voice.finder import AuthoredVoice
from holdspace.voice.fitting import PutAside


@dataclass(slots=True)
class Overheard:
    """What one turn was made of."""

    heard: Heard
    memory: Memory = field(default_factory=Memory)
    told: Told | None = None
    said: Said | None = None  # when words were last looked for
    aside: list[tuple[Find, PutAside]] = field(default_factory=list)
    turn: Turn | None = None
    after: Memory = field(default_factory=Memory)


class Ear:
    """Takes turns as the house does, and keeps what was overheard of each."""

    def __init__(self) -> None:
        self.turns: list[Overheard] = []

    async def take(self, heard: Heard, room: Room) -> AsyncGenerator[Spoken, None]:
        """Take one turn."""
        overheard = Overheard(heard)
        self.turns.append(overheard)
        if not isinstance(room.voice, AuthoredVoice):
            raise TypeError
        record, voice = _Record(room.record, overheard), _Voice(room.voice, overheard)
        async for spoken in take_turn(heard, replace(room, record=record, voice=voice)):
            yield spoken


class _Record:
    """A record that is overheard."""

    def __init__(self, record: Record, overheard: Overheard) -> None:
        self._record, self._overheard = record, overheard

    async def note(self, heard: Heard) -> None:
        """Keep the words."""
        await self._record.note(heard)

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the turn, and remember it as the turn has it."""
        recalled, heard = await self._record.recall(visit), self._overheard.heard
        self._overheard.memory = replace(
            recalled, country=heard.country, way=way_of(visit), today=heard.at.date()
        )
        return recalled

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Keep the exchange."""
        self._overheard.turn, self._overheard.after = turn, memory
        await self._record.keep(turn, memory)


class _Voice:
    """A voice that is overheard."""

    def __init__(self, voice: AuthoredVoice, overheard: Overheard) -> None:
        self._voice, self._overheard = voice, overheard

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        """Return a line, and remember those that were put aside before it."""
        weighed = self._voice.weigh(find, told, said)
        self._overheard.said = said
        self._overheard.aside += [(find, each) for each in weighed.aside]
        return weighed.spoken

    async def thread(self, told: Told) -> Thread | None:
        """Return what of a message later talk may join."""
        return await self._voice.thread(told)

    async def spoken_of(self, told: Told) -> SpokenOf:
        """Return whom and what a message speaks of, and remember what was understood of it."""
        found = await self._voice.spoken_of(told)
        self._overheard.told = replace(told, spoken_of=found)
        return found

    async def held(self, told: Told) -> tuple[Held, ...]:
        """Return what can be said back of a long text."""
        return await self._voice.held(told)
