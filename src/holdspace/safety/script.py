"""The safety script: fixed lines said in order, each once, with the numbers of a country filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.domain.talk import Fixed, Line, Move
from holdspace.safety.known import known, numbers
from holdspace.shelf import read

_FILES = ("suicide", "reached", "lanes", "always")
_PLACES = (
    "{line}",
    "{near}",
    "{emergency}",
    "{text}",
    "{youth}",
)  # what makes a line a way to be reached


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say in several wordings, whether it asks, and what must be known to say it.

    One that stands `alone` points to no person.
    """

    id: str
    says: tuple[str, ...]
    asks: bool = False
    needs: str = ""
    alone: bool = False

    @property
    def gives_a_number(self) -> bool:
        """Whether it names a line or a number; such a line is said once in a visit (NV18)."""
        return any(place in says for place in _PLACES for says in self.says)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a visit is spoken to: whose numbers, which of several wordings, and whether it may be asked."""

    place: str = ""
    way: int = 0
    asking: bool = True


PLAIN = Manner()


@cache
def _content() -> tuple[Mapping[str, Any], ...]:
    """Read the lines, once."""
    return tuple(read("safety", "lines", "en", f"{name}.toml") for name in _FILES)


@cache
def steps() -> Mapping[str, tuple[Step, ...]]:
    """Return the steps of every tier, lane, answer and round, in the order they are said."""
    script: dict[str, tuple[Step, ...]] = {}
    for content in _content():
        for name, step in (*_steps(content), *_rounds(content)):
            script[name] = (*script.get(name, ()), step)
    return script


def _steps(content: Mapping[str, Any]) -> Iterator[tuple[str, Step]]:
    """Yield the steps of one file, each with what it is for."""
    for row in content.get("step", ()):
        says = tuple(row["says"])
        asks, needs = row.get("asks", False), row.get("needs", "")
        yield row["for"], Step(row["id"], says, asks, needs, row.get("alone", False))


def _rounds(content: Mapping[str, Any]) -> Iterator[tuple[str, Step]]:
    """Yield the lines of the rounds of one file, numbered in the order they are written."""
    for name, lines in content.get("round", {}).items():
        for number, says in enumerate(lines, 1):
            yield name, Step(f"{name.lower()}-{number}", (says,))


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """Return the wordings of every line by its id, acknowledgements included, not filled in."""
    fixed_lines = {step.id: step.says for group in steps().values() for step in group}
    return fixed_lines | {ack.line.id: (ack.line.says,) for ack in acknowledgements()}


@cache
def acknowledgements() -> tuple[Fixed, ...]:
    """Return fixed lines that acknowledge what was said and repeat none of it."""
    says = _content()[0]["acknowledge"]
    return tuple(Fixed(Line(f"ack-{i}", Move.SRF, text)) for i, text in enumerate(says, 1))


@cache
def _alone() -> frozenset[str]:
    """Return the ids of the steps that point to no person."""
    return frozenset(step.id for group in steps().values() for step in group if step.alone)


def points_to_people(step: str) -> bool:
    """Whether a step of the script points to a person, a line or a number."""
    return step not in _alone()


def next_step(name: str, said: tuple[str, ...], manner: Manner) -> Fixed | None:
    """Return the first step of `name` not said yet that may be said in this manner, or None."""
    left = (s for s in steps()[name] if s.id not in said and _is_sayable(s, manner))
    step = next(left, None)
    return _fill(step, manner) if step else None


def stay_step(name: str, said: tuple[str, ...], manner: Manner) -> Fixed:
    """Return the line of a round said longest ago; one that gives a number only once a visit."""
    group = [step for step in steps()[name] if _is_sayable(step, manner)]
    begins = manner.way % len(group)
    turned = (*group[begins:], *group[:begins])
    rest = [step for step in turned if not step.gives_a_number or step.id not in said]
    return _fill(min(rest or group, key=lambda step: _last(step.id, said)), manner)


def fixed(name: str, manner: Manner = PLAIN) -> Fixed:
    """Return the first step of `name`."""
    return _fill(steps()[name][0], manner)


def _is_sayable(step: Step, manner: Manner) -> bool:
    """Whether what a step needs is known of the country, and a wording of it asks no more than may be."""
    return (not step.needs or step.needs in known(manner.place)) and bool(_wordings(step, manner))


def _wordings(step: Step, manner: Manner) -> tuple[str, ...]:
    """Return the wordings of a step that may be said: without a question where none is wanted."""
    return tuple(says for says in step.says if manner.asking or "?" not in says)


def _last(step: str, said: tuple[str, ...]) -> int:
    """Say how lately a step was said; -1 for not at all."""
    return max((i for i, one in enumerate(said) if one == step), default=-1)


def _fill(step: Step, manner: Manner) -> Fixed:
    """Put a country's numbers into one wording of a step, and capitals where sentences begin."""
    options = _wordings(step, manner)
    says = options[manner.way % len(options)].format_map(numbers(manner.place))
    return Fixed(Line(step.id, Move.SAF, _capital(says)))


def _capital(says: str) -> str:
    """Begin each sentence with a capital, also where a filled-in number begins it."""
    for mark in (". ", "? "):
        says = mark.join(part[:1].upper() + part[1:] for part in says.split(mark))
    return says
