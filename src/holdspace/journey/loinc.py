"""The pinned table of LOINC codes: which code is which measure's, and nothing that was not confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData

SYSTEM = "http://loinc.org"
FILE = "journey/loinc.toml"
_SEEN = {"V", "V2"}


@dataclass(frozen=True, slots=True)
class Code:
    """One confirmed code: whose it is, which thing of it, and how sure that is."""

    code: str
    of: str  # a measure, by its id
    what: str  # panel, total, item-3, answer-0, after-0
    checked: str

    @property
    def stands(self) -> bool:
        """Whether it was seen in a source."""
        return self.checked in _SEEN


@dataclass(frozen=True, slots=True)
class Wrong:
    """A code that circulates for something it does not mean."""

    code: str
    not_of: str
    because: str


@cache
def codes() -> tuple[Code, ...]:
    """Return the pinned table. Raises BrokenData, naming the file."""
    try:
        return tuple(Code(**row) for row in _table()["code"])
    except (TypeError, KeyError) as fault:
        raise BrokenData(f"{FILE}: {fault}.") from fault


@cache
def wrong() -> tuple[Wrong, ...]:
    """Return the codes that circulate wrongly. Raises BrokenData, naming the file."""
    try:
        return tuple(Wrong(**row) for row in _table()["wrong"])
    except (TypeError, KeyError) as fault:
        raise BrokenData(f"{FILE}: {fault}.") from fault


def why_not(code: str, of: str, what: str) -> str | None:
    """Return why a code may not stand for this thing of this measure, or None where it may."""
    known_wrong = next((row for row in wrong() if (row.code, row.not_of) == (code, of)), None)
    if known_wrong is not None:
        return known_wrong.because
    if any(row.stands and (row.code, row.of, row.what) == (code, of, what) for row in codes()):
        return None
    return f"{code} is not in the pinned table as {what} of {of}"


def _table() -> Mapping[str, Any]:
    """Read the table."""
    return shelf.read("journey", "loinc.toml")
