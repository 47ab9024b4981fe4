"""Stands beside the record of a turn: what could not be kept is shown all the same, and its danger is not forgotten."""

from dataclasses import dataclass

from holdspace.domain.people import VisitId
from holdspace.domain.talk import Heard, Memory, Turn
from holdspace.ports import Exchange, Record, VisitPage

UNKEPT = 0  # the number of an exchange that is in no record: nothing can be taken back by it


@dataclass(slots=True)
class Witness:
    """A Record that passes everything on; `held` is what visits remember whose last turn could not be kept."""

    record: Record
    held: dict[VisitId, Memory]
    unkept: Turn | None = None

    async def note(self, heard: Heard) -> None:
        """Keep the words before anything else can fail."""
        await self.record.note(heard)

    async def recall(self, visit: VisitId) -> Memory:
        """Return what bears on the next turn, what was not kept included: a raised tier must not fall with the disk."""
        held = self.held.get(visit)
        return held or await self.record.recall(visit)

    async def keep(self, turn: Turn, memory: Memory) -> None:
        """Keep a finished exchange; one that cannot be kept is held until the next."""
        visit = turn.heard.visit
        self.unkept, self.held[visit] = turn, memory
        await self.record.keep(turn, memory)
        self.unkept = None
        del self.held[visit]

    def shown(self) -> VisitPage | None:
        """Return how the visit stands with the exchange that could not be kept; None where it was."""
        if self.unkept is None:
            return None
        visit, memory = self.unkept.heard.visit, self.held[self.unkept.heard.visit]
        return VisitPage.of(visit, (Exchange.of(UNKEPT, self.unkept),), memory)
