"""Small practices a person can do alone, read from reviewed data beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.manner import Brings
from holdspace.domain.talk import State

CHANNELS = frozenset({"out", "body", "breath", "image", "think", "write", "act", "relate"})
_ORDER = ("look-around", "feet-and-seat", "five-things", "longer-out-breath")  # outward first


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One guided practice: what it is, when it is not for now, and its steps in order."""

    id: str
    title: str
    kind: str
    minutes: tuple[int, int]
    posture: str
    channel: str
    invites: str  # the line that stands over the steps
    brings: frozenset[Brings]  # what the whole of it is made of
    states_ok: tuple[State, ...]
    states_no: tuple[State, ...]
    lanes_no: tuple[str, ...]
    cautions: tuple[str, ...]
    steps: tuple[str, ...]
    steps_bring: Mapping[Brings, tuple[int, ...]]  # and which steps, counted from 1, bring in more
    adaptations: tuple[str, ...]
    why: str
    source: str
    evidence_note: str
    version: int
    reviewed_by: str

    def steps_without(self, left_out: frozenset[Brings]) -> tuple[str, ...]:
        """Return the steps that bring in nothing of what somebody wants left out; none where all of it does."""
        if self.brings & left_out:
            return ()
        gone = {step for brings in left_out for step in self.steps_bring.get(brings, ())}
        return tuple(says for step, says in enumerate(self.steps, 1) if step not in gone)


@cache
def practices(language: str = "en") -> tuple[Practice, ...]:
    """Return every practice, gentlest first. Raises BrokenData where a file does not fit."""
    found = {name: _practice(name, row) for name, row in _files(language)}
    ordered = sorted(found, key=lambda name: (_place(name), name))
    return tuple(found[name] for name in ordered)


def practice(id: str, language: str = "en") -> Practice | None:  # noqa: A002  the field's own name
    """Return one practice, or None when there is none of that name."""
    return next((found for found in practices(language) if found.id == id), None)


def _files(language: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple(shelf.read_all("practice", "library", language))


def _place(name: str) -> int:
    """Return where a practice stands in the list; new ones come last."""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)


def _practice(name: str, row: Mapping[str, Any]) -> Practice:
    """Read one file; a field that is missing, unknown or out of range names the file."""
    file = f"practice/library/{name}.toml"
    held: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    wrong = {field.name for field in fields(Practice)} ^ held.keys()
    if wrong:
        raise BrokenData(f"{file}: missing or unknown: {', '.join(sorted(wrong))}.")
    if held["id"] != name or held["channel"] not in CHANNELS or not held["steps"]:
        raise BrokenData(f"{file}: its id, channel or steps do not fit.")
    try:
        states = {key: tuple(State(s) for s in held[key]) for key in ("states_ok", "states_no")}
        held["brings"] = frozenset(Brings(each) for each in held["brings"])
        held["steps_bring"] = {
            Brings(each): tuple(steps) for each, steps in held["steps_bring"].items()
        }
    except ValueError as unknown:
        raise BrokenData(f"{file}: {unknown}.") from unknown
    return Practice(**(held | states))
