"""The safety script: fixed lines said in order, each once, with the numbers of a country filled in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from holdspace.domain.talk import Fixed, Line, Move
from holdspace.safety.helpline import Helpline, country, lines_for
from holdspace.shelf import read

NOWHERE = {"line": "a crisis line", "emergency": "your emergency number"}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to say, and whether it asks."""

    id: str
    says: str
    asks: bool


@cache
def steps() -> Mapping[str, tuple[Step, ...]]:
    """Return the steps of every tier and lane, in the order they are said."""
    script: dict[str, tuple[Step, ...]] = {}
    for row in read("safety", "lines", "en.toml")["step"]:
        step = Step(row["id"], row["says"], row.get("asks", False))
        script[row["for"]] = (*script.get(row["for"], ()), step)
    return script


@cache
def acknowledgements() -> tuple[Fixed, ...]:
    """Return fixed lines that acknowledge what was said and repeat none of it."""
    says = read("safety", "lines", "en.toml")["acknowledge"]
    return tuple(Fixed(Line(f"ack-{i}", Move.SRF, text)) for i, text in enumerate(says, 1))


def next_step(name: str, said: tuple[str, ...], place: str) -> Fixed | None:
    """Return the first step of `name` that was not said yet, filled for `place`, or None."""
    left = (step for step in steps()[name] if step.id not in said)
    step = next(left, None)
    return _fill(step, place) if step else None


def stay_step(name: str, said: tuple[str, ...], place: str) -> Fixed:
    """Return the step of `name` said longest ago, so that none comes twice in a row."""
    ranked = sorted(steps()[name], key=lambda step: _last(step.id, said))
    return _fill(ranked[0], place)


def fixed(name: str, place: str = "") -> Fixed:
    """Return the first step of `name`."""
    return _fill(steps()[name][0], place)


def _last(step: str, said: tuple[str, ...]) -> int:
    """Say how lately a step was said; -1 for not at all."""
    return max((i for i, one in enumerate(said) if one == step), default=-1)


def _fill(step: Step, place: str) -> Fixed:
    """Put a country's numbers into a step, and a capital where that begins a sentence."""
    says = step.says.format_map(numbers(place))
    return Fixed(Line(step.id, Move.SAF, _capital(says)))


def _capital(says: str) -> str:
    """Begin each sentence with a capital, also where a filled-in number begins it."""
    for mark in (". ", "? "):
        says = mark.join(part[:1].upper() + part[1:] for part in says.split(mark))
    return says


@cache
def numbers(place: str) -> Mapping[str, str]:
    """Return how the crisis line and the emergency number of a country are said in a sentence."""
    here = country(place) if place else None
    if here is None:
        return NOWHERE
    crisis = lines_for(place, "crisis")
    return {
        "line": _said(crisis[0]) if crisis else NOWHERE["line"],
        "emergency": here.emergency,
    }


def _said(line: Helpline) -> str:
    """Say a line by its name and its shortest number."""
    number = line.call or line.text
    if not number or number in line.name:
        return line.name
    return f"{line.name} on {number}"
