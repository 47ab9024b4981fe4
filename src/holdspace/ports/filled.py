"""What somebody filled in and kept, as the front door meets it."""

from dataclasses import dataclass
from typing import Protocol

from holdspace.domain.filled import FilledIn


@dataclass(frozen=True, slots=True)
class HeldFilled:
    """A questionnaire they filled in, as its owner sees it, by its row."""

    id: str
    filled: FilledIn


class Filled(Protocol):
    """What is theirs of it. What is not there and what is somebody else's are answered alike: NothingHere."""

    def kept(self) -> tuple[HeldFilled, ...]:
        """Return all of it, earliest first."""
        ...

    def keep(self, filled: FilledIn) -> None:
        """Keep one. Sent twice, it is there once."""
        ...

    def let_go(self, which: str) -> None:
        """Remove one, for good. Raises NothingHere."""
        ...
