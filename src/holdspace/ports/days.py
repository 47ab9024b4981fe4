"""How days felt, as the front door meets them: noted, changed, removed; and words they came back to."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from holdspace.domain.days import CameBack, Day
from holdspace.domain.people import Private


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A word they came back to as its owner sees it: by its row."""

    id: str
    came_back: CameBack


@dataclass(frozen=True, slots=True)
class Noted:
    """All that was noted of days, earliest first; the words kept of it; and how many pieces could not be opened."""

    days: tuple[Day, ...] = ()
    words: tuple[HeldBack, ...] = ()
    broken: int = 0

    def of(self, on: date) -> Day | None:
        """Return one day, or None where nothing was noted of it."""
        return next((day for day in self.days if day.on == on), None)


class Days(Protocol):
    """Somebody's days, sealed."""

    def noted(self) -> Noted:
        """Return all of it."""
        ...

    def note(self, day: Day, was: date | None = None) -> None:
        """Note a day, beside what was noted of it before; in place of that, where it was this day that was changed.

        Where another day was changed into this one, that one is open again. Raises VisitFull where there is no room for
        all that was written of it.
        """
        ...

    def remove(self, on: date) -> None:
        """Remove a day, for good; nothing happens where nothing was noted of it."""
        ...

    def remove_all(self) -> None:
        """Remove every day, and the words kept of them, for good."""
        ...

    def keep_words(self, words: tuple[Private, ...]) -> None:
        """Keep words they came back to, each once."""
        ...

    def forget_word(self, which: str) -> None:
        """Forget one of these words, for good."""
        ...
