"""A therapist's own reflections, as the desk meets them: sealed to them alone, linked with no client."""

from dataclasses import dataclass
from typing import Protocol

from holdspace.domain.reflections import Beside, Cell, Reflection


@dataclass(frozen=True, slots=True)
class HeldReflection:
    """A reflection by its row."""

    id: str
    reflection: Reflection


@dataclass(frozen=True, slots=True)
class Reflected:
    """All of it: reflections newest first, stances from the earliest, cells of the board, and how many rows did not open."""

    reflections: tuple[HeldReflection, ...] = ()
    beside: tuple[Beside, ...] = ()
    cells: tuple[Cell, ...] = ()
    broken: int = 0


class Reflecting(Protocol):
    """What a therapist keeps of Reflect. What is gone and what is another's are answered alike, by NothingHere."""

    def kept(self) -> Reflected:
        """Return all of it."""
        ...

    def one(self, which: str) -> Reflection:
        """Return one reflection. Raises NothingHere."""
        ...

    def write(self, made: Reflection) -> str:
        """Keep a reflection; return its row. Sent twice, it is there once. Raises VisitFull where there are too many."""
        ...

    def change(self, which: str, made: Reflection) -> None:
        """Put another in place of one. Raises NothingHere."""
        ...

    def remove(self, which: str) -> None:
        """Remove one for good. Raises NothingHere."""
        ...

    def hold_beside(self, made: Beside) -> None:
        """Keep how far a stance is theirs, in place of what they said of it on the same day; an empty one lets that go."""
        ...

    def set_cell(self, made: Cell) -> None:
        """Keep one cell of the board in place of what stood there; an empty one lets it go."""
        ...
