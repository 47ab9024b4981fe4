"""What is known of a country's lines, as it is said in a sentence; in general words where nothing is."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from holdspace.safety.helpline import Helpline, country, lines_for

_SHORT = 3  # words of a name that can be said in a hurry
_ALWAYS = "Day and night"
_GENERAL: Mapping[str, str] = MappingProxyType(
    {
        "line": "a crisis line",
        "near": "a crisis line",
        "emergency": "your emergency number",
        "text": "a text line",
        "youth": "a youth line",
        "abuse": "an advocate line",
        "survivors": "a line for survivors",
        "child": "a child protection line",
        "eating": "a line for eating troubles",
        "drugs": "a line for drink and drugs",
        "medical": "a medical advice line",
        "poison": "a poison line",
        "sends": "",
        "free": "",
        "only": "",
    }
)
_QUOTED = {"sends": "send", "free": "free", "only": "only"}
_KINDS = ("youth", "abuse", "survivors", "child", "eating", "drugs", "medical", "poison")


@cache
def numbers(place: str) -> Mapping[str, str]:
    """Return how a country's lines and numbers are said in a sentence, the unknown in general words."""
    return {**_GENERAL, **_said_here(place)}


@cache
def known(place: str) -> frozenset[str]:
    """Return what is known of a country; `closes` where the crisis line may not be open at night."""
    here = frozenset(_said_here(place))
    crisis = _crisis(place)
    return here | {"closes"} if crisis and not crisis.hours.startswith(_ALWAYS) else here


def _said_here(place: str) -> Mapping[str, str]:
    """Return what can be said of a country's own lines."""
    here = country(place) if place else None
    if here is None:
        return {}
    said = {"emergency": here.emergency} | dict(_crisis_said(place))
    for kind in _KINDS:
        found = next((line for line in lines_for(place, kind) if line.call), None)
        if found:
            said[kind] = _named(found)
    writes = next((line for line in _general_lines(place) if line.text), None)
    return said | ({"text": _written(writes)} if writes else {})


def _crisis_said(place: str) -> Iterator[tuple[str, str]]:
    """Yield how the crisis line is said, and what a source says of it."""
    crisis = _crisis(place)
    if crisis is None:
        return
    yield "line", _named(crisis)
    short = len(crisis.name.split()) <= _SHORT
    yield "near", _named(crisis) if short else f"the crisis line on {crisis.call or crisis.text}"
    for name, question in _QUOTED.items():
        if question in crisis.happens:
            yield name, crisis.happens[question].says


def _crisis(place: str) -> Helpline | None:
    """Return the crisis line to name first: one for everyone, by day and night where there is one."""
    lines = [line for line in lines_for(place, "crisis") if not line.audience and line.call]
    always = (line for line in lines if line.hours.startswith(_ALWAYS))
    return next(always, lines[0] if lines else None)


def _general_lines(place: str) -> Iterator[Helpline]:
    """Yield the lines for everyone in distress."""
    for kind in ("crisis", "listening"):
        yield from (line for line in lines_for(place, kind) if not line.audience)


def _named(line: Helpline) -> str:
    """Say a line by its name and its number."""
    number, name = line.call or line.text, line.name.rstrip("?")  # a name is no question
    return name if not number or number in name else f"{name} on {number}"


def _written(line: Helpline) -> str:
    """Say how a line is reached by text: the first word where one is asked, the number, its name."""
    text = (
        f"the word {line.word} as a text to {line.text}" if line.word else f"a text to {line.text}"
    )
    return text if line.text in line.name or line.name.isdigit() else f"{text} ({line.name})"
