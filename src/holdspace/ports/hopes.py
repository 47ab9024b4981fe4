"""What somebody hopes for and wrote to themselves, as the front door meets it; and their answers to what was noticed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from holdspace.domain.hopes import Goal, HopeMap, Letter
from holdspace.domain.noticed import Noticed
from holdspace.domain.visit_checks import Checks

HOPES = "hopes"  # the place of it


@dataclass(frozen=True, slots=True)
class HeldGoal:
    """A goal as its owner sees it, by its row."""

    id: str
    goal: Goal


@dataclass(frozen=True, slots=True)
class HeldMap:
    """A hope map as its owner sees it, by its row."""

    id: str
    map: HopeMap


@dataclass(frozen=True, slots=True)
class HeldLetter:
    """Words to themselves as their owner sees them, by their row."""

    id: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class HopesKept:
    """All of it, earliest first."""

    goals: tuple[HeldGoal, ...] = ()
    maps: tuple[HeldMap, ...] = ()
    letters: tuple[HeldLetter, ...] = ()
    noticed: Noticed = field(default_factory=Noticed)
    checks: Checks = field(default_factory=Checks)  # how visits were, as they said afterwards
    mend: tuple[str, ...] = ()  # what the next visit begins with owning


class Hopes(Protocol):
    """What is theirs of it. What is not there and what is somebody else's are answered alike: NothingHere."""

    def kept(self) -> HopesKept:
        """Return all of it."""
        ...

    def keep_goal(self, goal: Goal) -> None:
        """Keep one more goal; nothing happens where there are three already."""
        ...

    def change_goal(self, which: str, how: Callable[[Goal], Goal]) -> None:
        """Change one goal. Raises NothingHere."""
        ...

    def keep_map(self, made: HopeMap) -> None:
        """Keep a hope map."""
        ...

    def change_map(self, which: str, how: Callable[[HopeMap], HopeMap]) -> None:
        """Change one. Raises NothingHere."""
        ...

    def keep_letter(self, letter: Letter) -> None:
        """Keep words to themselves. Sent twice, they are there once."""
        ...

    def change_letter(self, which: str, how: Callable[[Letter], Letter]) -> None:
        """Change them. Raises NothingHere."""
        ...

    def let_go(self, which: str) -> None:
        """Remove a goal, a map or words to themselves, for good. Raises NothingHere."""
        ...

    def noticed(self) -> Noticed:
        """Return what they answered to what was noticed."""
        ...

    def answer(self, how: Callable[[Noticed], Noticed]) -> None:
        """Change what they answered; words that go, go for good."""
        ...

    def let_checks_go(self) -> None:
        """Remove what they said of visits, for good."""
        ...

    def let_mending_go(self) -> None:
        """Have the next visit begin as usual."""
        ...
