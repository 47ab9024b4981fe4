"""When someone arrives very unsafe: a guide for the person in the room, the same for everybody, and the numbers of where they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData

# Which helplines of a country a guide for this needs, in the order they are needed, and how many of each at most.
KINDS = MappingProxyType(
    {"crisis": 3, "abuse": 2, "child": 1, "poison": 1, "medical": 1, "listening": 1, "youth": 1}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, boxes for the eye, and words that may be said aloud."""

    id: str
    title: str
    says: str
    checks: tuple[str, ...]
    words: tuple[str, ...]
    then: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What to mind where something else is there too."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """All of it."""

    opening: str
    printed: str
    now: str
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]
    again: Note
    local: Note


@cache
def guide() -> Guide:
    """Return the guide. Raises BrokenData, naming the file, where it does not hold what it has to."""
    content = shelf.read("desk", "reflect", "en", "arriving.toml")
    try:
        return Guide(
            opening=content["opening"],
            printed=content["printed"],
            now=content["now"],
            steps=tuple(_step(row) for row in content["step"]),
            notes=tuple(_note(row["id"], row) for row in content["note"]),
            again=_note("again", content["again"]),
            local=_note("local", content["local"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/arriving.toml: {fault}.") from fault


def _step(row: Mapping[str, Any]) -> Step:
    return Step(**{**row, "checks": tuple(row["checks"]), "words": tuple(row["words"])})


def _note(name: str, row: Mapping[str, Any]) -> Note:
    return Note(name, row["title"], tuple(row["lines"]))
