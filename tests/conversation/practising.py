"""Talks through practices with no models: every line that is led is fixed, so that the cues and the map decide alone."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import anyio

from holdspace.conversation import take_turn
from holdspace.domain.people import Private
from holdspace.domain.talk import Heard, Memory, Move, Perception, Spoken, Tap, Walk
from tests.fakes import NOON, VISIT, FakeRecord, FakeSenses, FakeVoice, room


@dataclass
class Talk:
    """One visit, in which nothing but cues is heard, unless it is said what was."""

    memory: Memory = field(default_factory=Memory)
    days: int = 0

    def say(
        self, words: str, *, heard: Perception | None = None, tap: Tap | None = None
    ) -> tuple[Spoken, ...]:
        """Say something; return the reply."""
        record = FakeRecord(self.memory)
        at = NOON + timedelta(days=self.days)
        here = room(
            FakeVoice(*["Something was heard."] * 9), senses=FakeSenses(heard), record=record
        )

        async def turn() -> tuple[Spoken, ...]:
            message = Heard(VISIT, Private(words), at, tap=tap)
            return tuple([spoken async for spoken in take_turn(message, here)])

        said = anyio.run(turn)
        self.memory = record.memory
        return said

    def stands(self, practice: str, at: str, way: int = 0) -> "Talk":
        """Stand at a screen of a practice."""
        self.memory = replace(self.memory, walk=Walk(practice, way, at))
        return self

    @property
    def at(self) -> str:
        """The screen somebody is at, or nothing."""
        return self.memory.walk.at if self.memory.walk else ""


def text(said: tuple[Spoken, ...]) -> str:
    """Return a reply as one text."""
    return " ".join(spoken.text for spoken in said)


def moves(said: tuple[Spoken, ...]) -> set[Move]:
    """Return the moves of a reply."""
    return {spoken.move for spoken in said}
