"""Earlier visits, as the front door meets them: listed by date, read, searched, put away, removed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.ports import Exchange


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """An earlier visit, as the list of them shows it."""

    visit: VisitId
    opened_at: datetime
    closed_at: datetime | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """Earlier visits, latest first, and how many there are that could not be opened."""

    visits: tuple[EarlierVisit, ...]
    broken: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One earlier visit, opened."""

    earlier: EarlierVisit
    exchanges: tuple[Exchange, ...]
    summary: tuple[Private, ...] = ()
    broken: int = 0  # exchanges that could not be opened


@dataclass(frozen=True, slots=True)
class Found:
    """Where something was said that was searched for."""

    earlier: EarlierVisit
    exchange: Exchange


class Earlier(Protocol):
    """Somebody's visits so far. What is not there and what is somebody else's are answered alike: NothingHere."""

    def listed(self) -> Listed:
        """Return the visits, latest first."""
        ...

    def read(self, visit: VisitId) -> Reading:
        """Return one visit. Raises NothingHere."""
        ...

    def stood_at(self, tier: Tier, since: datetime) -> datetime | None:
        """Return when a visit since some moment last stood at a tier or above it, or None."""
        ...

    def summaries(self) -> tuple[tuple[date, tuple[Private, ...]], ...]:
        """Return what was kept as heard of visits, each with the day of the visit, earliest first."""
        ...

    def search(self, words: Private) -> tuple[Found, ...]:
        """Return where words were said, by either side."""
        ...

    def put_away(self, visit: VisitId, *, away: bool) -> None:
        """Put a visit out of the list, or back into it. Raises NothingHere."""
        ...

    def remove(self, visit: VisitId) -> None:
        """Remove a visit for good. Raises NothingHere."""
        ...

    def remove_turn(self, visit: VisitId, number: int) -> None:
        """Remove one exchange for good. Raises NothingHere."""
        ...

    def remove_summary(self, visit: VisitId) -> None:
        """Remove what was kept as heard in a visit, for good. Raises NothingHere."""
        ...
