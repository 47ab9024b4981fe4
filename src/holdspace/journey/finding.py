"""Finding someone: kinds of help, words to begin with, and free or low-cost ways by country, each with its source and the day it was read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData

STALE_AFTER = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of help, and what it is like."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: what it is about, and its lines."""

    id: str
    title: str
    says: str
    lines: tuple[str, ...]
    after: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A first message of one length; dots stand where their words go."""

    length: str
    says: str


@dataclass(frozen=True, slots=True)
class Finding:
    """All that holds in any country."""

    opening: str
    kinds_are: str
    none_known: str
    kinds: tuple[Kind, ...]
    parts: tuple[Part, ...]
    messages_title: str
    messages_say: str
    messages: tuple[Message, ...]

    def part(self, name: str) -> Part:
        """Return the part of this id. Raises LookupError where there is none."""
        return next(part for part in self.parts if part.id == name)


@dataclass(frozen=True, slots=True)
class Route:
    """One free or low-cost way to somebody, as far as a source says it; what is not known is empty."""

    name: str
    says: str
    seen: date
    source: str
    call: str = ""
    url: str = ""
    region: str = ""
    checked_by: str = ""


@cache
def finding() -> Finding:
    """Return the words of the page. Raises BrokenData, naming the file, where one does not hold what it has to."""
    content = shelf.read("journey", "finding", "en.toml")
    try:
        messages = content["messages"]
        return Finding(
            opening=content["opening"],
            kinds_are=content["kinds_are"],
            none_known=content["none_known"],
            kinds=tuple(Kind(**row) for row in content["kind"]),
            parts=tuple(_part(row) for row in content["part"]),
            messages_title=messages["title"],
            messages_say=messages["says"],
            messages=tuple(Message(**row) for row in messages["one"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"journey/finding/en.toml: {fault}.") from fault


@cache
def countries() -> Mapping[str, tuple[Route, ...]]:
    """Return the ways of each country there are any for, by its code. Raises BrokenData as above."""
    return dict(_country(*each) for each in shelf.read_all("journey", "finding", "routes"))


def routes(code: str) -> tuple[Route, ...]:
    """Return the ways of one country; none where none is known."""
    return countries().get(code, ())


def is_stale(route: Route, today: date) -> bool:
    """Whether a way was last read in its source more than 180 days ago."""
    return today - route.seen > STALE_AFTER


def _part(row: Mapping[str, Any]) -> Part:
    return Part(**{**row, "lines": tuple(row["lines"])})


def _country(name: str, content: Mapping[str, Any]) -> tuple[str, tuple[Route, ...]]:
    """Read one country's file; a missing or unknown key names itself."""
    try:
        return content["code"], tuple(Route(**row) for row in content["route"])
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"journey/finding/routes/{name}.toml: {fault}.") from fault
