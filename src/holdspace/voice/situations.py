"""Kinds of events people tell of, each with what one says to it at once, and what one may ask about just that."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.domain.errors import BrokenData
from holdspace.domain.talk import Tone
from holdspace.shelf import read_all

PREFIX = "situation-"
_FIELDS = frozenset({"id", "tone", "fits", "unlike", "reacts", "asks"})


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of event: ways of telling it, what only looks like that, and the sentences for it."""

    id: str
    tone: Tone
    fits: tuple[str, ...]
    unlike: tuple[str, ...]
    reacts: tuple[str, ...]
    asks: tuple[str, ...]


@cache
def situations(language: str = "en") -> Mapping[str, Situation]:
    """Return every situation there is in a language, by its id. Raises BrokenData, naming file and situation, where one is broken."""
    files = read_all("voice", "situations", language)
    every = [_situation(name, row) for name, content in files for row in content["situation"]]
    return {situation.id: situation for situation in every}


def _situation(name: str, row: Mapping[str, Any]) -> Situation:
    """Read one situation."""
    if row.keys() != _FIELDS:
        wrong = ", ".join(sorted(row.keys() ^ _FIELDS))
        raise BrokenData(
            f"voice/situations/{name}.toml: {row.get('id', 'a situation')}: check {wrong}."
        )
    many = {field: tuple(row[field]) for field in ("fits", "unlike", "reacts", "asks")}
    return Situation(id=PREFIX + row["id"], tone=Tone(row["tone"]), **many)
