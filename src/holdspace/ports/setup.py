"""How a Holdspace is set up, as its keeper sees it on one page: settings and dates, and nothing of anybody."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Checked:
    """The helplines of one country, and when they were last seen in their sources."""

    code: str
    name: str
    lines: int
    seen: int  # of them, in a named source
    oldest: date | None = None  # the day one of them was seen longest ago
    stale: int = 0  # how many of them are due to be looked at anew


@dataclass(frozen=True, slots=True)
class Lawful:
    """What the law of a place asks for, by name, and the day it is to be read anew."""

    name: str
    review_by: date


@dataclass(frozen=True, slots=True)
class Setup:
    """What was set, and how it stands today."""

    today: date
    country: str  # its code; empty where none is set
    keeper_name: str
    keeping: str  # open, closed, off
    address: str  # where people reach it
    is_safe: bool  # by https, or on this computer alone
    helplines: tuple[Checked, ...]  # by country
    backup_on: date | None = None
    profiles: tuple[Lawful, ...] = ()

    @property
    def here(self) -> Checked | None:
        """The helplines of the country that is set."""
        return next((each for each in self.helplines if each.code == self.country), None)

    @property
    def backup_days(self) -> int | None:
        """How many days ago the last backup was made; None where there is none."""
        return (self.today - self.backup_on).days if self.backup_on else None


class SeesSetup(Protocol):
    """Looks how it is set up."""

    def __call__(self, today: date) -> Setup:
        """Return it, as it stands on a day."""
        ...
