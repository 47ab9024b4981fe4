"""Reads what Wren, who is made up, writes and does, and what Amara does: data beside this room, and no reply of the house among it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from holdspace import shelf

_SAYS = "says"
_HALVES = ("first-half", "second-half")
_A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Act:
    """One thing she does: what kind it is, and all there is to it; `says` is something she writes in the talk."""

    kind: str
    of: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lived:
    """One visit, or one sitting at the desk: when she comes, by her own clock, and what she does there."""

    number: int
    at: datetime
    week: int
    acts: tuple[Act, ...]

    @property
    def moment(self) -> datetime:
        """When she comes, in UTC."""
        return self.at.astimezone(UTC)

    @property
    def lines(self) -> tuple[str, ...]:
        """What she writes in the talk, in order."""
        return tuple(act.of for act in self.acts if act.kind == _SAYS)


@dataclass(frozen=True, slots=True)
class Who:
    """Whom these files are about, and that nobody of them is real."""

    synthetic: str
    name: str
    passphrase: str
    zone: ZoneInfo
    country: str
    therapist: str
    begins: date


@dataclass(frozen=True, slots=True)
class Amaras:
    """One thing Amara, the made-up therapist, does in the room; `sees` is what of Wren's is shown to her there, and by whom."""

    on: date
    does: str
    of: str
    sees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What opens Amara's desk, and all her sittings at it, in order."""

    name: str
    passphrase: str
    sittings: tuple[Lived, ...]


@cache
def desk() -> Account:
    """Return what Amara does at her desk. Raises BrokenData."""
    told = shelf.read("demo", "wren", "desk.toml")
    sat = (_lived(number, each) for number, each in enumerate(told["sitting"], 1))
    return Account(told["name"], told["passphrase"], tuple(sat))


@cache
def amara() -> tuple[Amaras, ...]:
    """Return what Amara does in the room, in order. Raises BrokenData."""
    acts = shelf.read("demo", "wren", "amara.toml")["act"]
    return tuple(Amaras(**act | {"sees": tuple(act.get("sees", ()))}) for act in acts)


@cache
def who() -> Who:
    """Return whom this is about. Raises BrokenData."""
    told = dict(shelf.read("demo", "wren", "who.toml"))
    return Who(**told | {"zone": ZoneInfo(told["zone"])})


@cache
def visits() -> tuple[Lived, ...]:
    """Return her visits in order. Raises BrokenData."""
    halves = (shelf.read("demo", "wren", f"{half}.toml") for half in _HALVES)
    told = [visit for half in halves for visit in half["visit"]]
    return tuple(_lived(number, visit) for number, visit in enumerate(told, 1))


def lines_of(week: int) -> tuple[str, ...]:
    """Return what she writes in the talk in one week, in order."""
    return tuple(line for visit in visits() if visit.week == week for line in visit.lines)


def _lived(number: int, told: Mapping[str, Any]) -> Lived:
    """Return one visit as it is written in the files."""
    at = told["at"].replace(tzinfo=who().zone)
    week = (at.date() - who().begins).days // _A_WEEK + 1
    return Lived(number, at, week, tuple(map(_act, told["acts"])))


def _act(told: str | Mapping[str, Any]) -> Act:
    """Return one thing she does; a line alone is something she writes."""
    if isinstance(told, str):
        return Act(_SAYS, told)
    (kind, of), *more = told.items()
    return Act(kind, of if isinstance(of, str) else "", dict(more) | {kind: of})
