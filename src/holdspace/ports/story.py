"""Somebody's own story, as the front door meets it: passages and keepsakes, each by its row, and the words not done yet."""

from dataclasses import dataclass, field
from typing import Protocol

from holdspace.domain.people import Private
from holdspace.domain.story import Keepsake, Passage

STORY = "story"  # the place of it: in the navigation, and of what is being written there


@dataclass(frozen=True, slots=True)
class HeldPassage:
    """A passage as its owner sees it, by its row."""

    id: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class HeldKeepsake:
    """A keepsake as its owner sees it, by its row."""

    id: str
    keepsake: Keepsake


@dataclass(frozen=True, slots=True)
class StoryKept:
    """All of a story: passages from the earliest day on, keepsakes in the order they came, and what is not done yet."""

    passages: tuple[HeldPassage, ...] = ()
    keepsakes: tuple[HeldKeepsake, ...] = ()
    draft: Private = field(default_factory=lambda: Private(""))


class Story(Protocol):
    """Their own story. What is not there and what is somebody else's are answered alike: NothingHere."""

    def kept(self) -> StoryKept:
        """Return all of it."""
        ...

    def passage(self, which: str) -> Passage:
        """Return one passage. Raises NothingHere."""
        ...

    def write(self, words: Private) -> str:
        """Keep what was written as a passage of today, and let its draft go; return its row. Sent twice, it is one."""
        ...

    def change(self, which: str, passage: Passage) -> None:
        """Put another passage in place of one. Raises NothingHere."""
        ...

    def remove(self, which: str) -> None:
        """Remove a passage for good, with what was heard in it. Raises NothingHere."""
        ...

    def keep(self, *keepsakes: Keepsake) -> None:
        """Keep words of their own, each once."""
        ...

    def change_keepsake(self, which: str, keepsake: Keepsake) -> None:
        """Put another keepsake in place of one. Raises NothingHere."""
        ...

    def keepsake(self, which: str) -> Keepsake:
        """Return one keepsake. Raises NothingHere."""
        ...

    def forget(self, which: str) -> None:
        """Forget a keepsake for good. Raises NothingHere."""
        ...
