"""People to turn to: helplines as reviewed data, and what is known and not known of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData

DIRECTORY = "https://findahelpline.com"
NOT_KNOWN = "Not known."
CALL_LIST = "The phone's own list of calls keeps the number until it is deleted."
STALE_AFTER = timedelta(days=180)

KIND_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "crisis": "Thoughts of suicide, or too much right now",
        "listening": "Someone to listen",
        "youth": "For children and young people",
        "abuse": "Someone is hurting you",
        "survivors": "After sexual violence",
        "child": "A child is in danger",
        "lgbt": "LGBTQ+ people",
        "veterans": "Veterans and people in service",
        "eating": "Food and eating",
        "parents": "During pregnancy and after a birth",
        "drugs": "Drink and drugs",
        "poison": "Poison, or too much of something",
        "medical": "Medical advice",
    }
)
KINDS = frozenset(KIND_NAMES)
AUDIENCE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "young": "For young people",
        "women": "For women",
        "men": "For men",
        "lgbt": "For LGBTQ+ people",
        "trans": "For trans people",
        "veterans": "For veterans and people in service",
        "parents": "For parents",
        "first-nations": "For Indigenous people",
    }
)
AUDIENCES = frozenset(AUDIENCE_NAMES)
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "free": "Is it free?",
        "bill": "Does it show on the phone bill?",
        "number": "Do they see my number?",
        "name": "Do they need my name?",
        "only": "Is it only about suicide?",
        "send": "Can they send someone?",
        "wait": "What happens when I call?",
    }
)
_REGIONS = (
    ("United States, Canada, Mexico", "911"),
    ("United Kingdom, Hong Kong, Malaysia", "999"),
    ("Ireland and the rest of Europe", "112"),
    ("Australia", "000"),
    ("New Zealand", "111"),
    ("India", "112"),
    ("South Africa, from a mobile", "112"),
    ("Brazil, ambulance", "192"),
    ("Brazil, police", "190"),
    ("Japan, South Korea, Taiwan: ambulance", "119"),
)
_SPOKEN = {"UK": "GB"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source says about calling a line."""

    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Emergency:
    """A further emergency number and what it is for."""

    number: str
    says: str
    text: bool = False  # reached by text message, for people who cannot hear or speak


@dataclass(frozen=True, slots=True)
class Helpline:
    """One place where people answer, as far as it is known; what is not known is empty."""

    id: str
    name: str
    kind: str
    audience: tuple[str, ...] = ()
    call: str = ""
    also: tuple[str, ...] = ()
    then: str = ""
    text: str = ""
    word: str = ""
    chat: str = ""
    url: str = ""
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    region: str = ""
    verified_on: date | None = None
    verified_by: str = ""
    source: str = ""
    happens: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def verified(self) -> bool:
        """Whether the number was seen in a named source; `verified_by` says if a person checked."""
        return self.verified_on is not None and bool(self.source)


@dataclass(frozen=True, slots=True)
class Country:
    """A country's way to an ambulance, its helplines, and where to find more of them."""

    code: str
    name: str
    emergency: str
    emergency_says: str
    emergency_source: str
    directory_url: str
    emergency_also: tuple[Emergency, ...] = ()
    lines: tuple[Helpline, ...] = ()


@cache
def countries() -> tuple[Country, ...]:
    """Return every country Holdspace has numbers for, by name.

    Raises BrokenData, naming the file, where one does not hold what it has to.
    """
    read = (_country(name, content) for name, content in shelf.read_all("safety", "helplines"))
    return tuple(sorted(read, key=lambda country: country.name))


def country(code: str) -> Country | None:
    """Return the country of a two-letter code in any case, or None where there are no numbers."""
    upper = code.strip().upper()
    wanted = _SPOKEN.get(upper, upper)
    return next((country for country in countries() if country.code == wanted), None)


def emergency_by_region() -> tuple[tuple[str, str], ...]:
    """Return places and their emergency numbers, for somebody who has chosen no country."""
    return _REGIONS


def lines_for(code: str, kind: str = "", *, audience: str = "") -> tuple[Helpline, ...]:
    """Return a country's lines of one kind, or of all, the best first.

    Without an audience: every line, to be shown with whom it is for. With one: the lines made
    for those people first, then the ones for everyone.
    """
    here = country(code)
    if here is None:
        return ()
    lines = [line for line in here.lines if kind in ("", line.kind)]
    if not audience:
        return tuple(lines)
    theirs = [line for line in lines if audience in line.audience]
    return (*theirs, *(line for line in lines if not line.audience))


def what_happens(line: Helpline) -> tuple[tuple[str, str], ...]:
    """Return what people ask before they call, each with what a source says or `NOT_KNOWN`."""
    return tuple(
        (question, line.happens[key].says if key in line.happens else NOT_KNOWN)
        for key, question in QUESTIONS.items()
    )


def is_stale(line: Helpline, today: date) -> bool:
    """Whether the line was last seen in its source more than 180 days ago."""
    return line.verified_on is not None and today - line.verified_on > STALE_AFTER


def needs_backup(line: Helpline, today: date) -> bool:
    """Whether the emergency number and the directory belong beside this line."""
    return not line.verified or is_stale(line, today)


def call_link(number: str) -> str:
    """Return the address that starts a call to a number written as people write it."""
    return f"tel:{_dialled(number)}".replace("#", "%23")


def text_link(number: str, word: str = "") -> str:
    """Return the address that starts a text message, with its first word where one is asked for.

    `?&body=` is what phones of both big makers understand; a word is letters and digits only.
    """
    body = f"?&body={word}" if word else ""
    return f"sms:{_dialled(number)}{body}"


def _dialled(number: str) -> str:
    return "".join(mark for mark in number if mark.isdigit() or mark in "+*#")


def _country(name: str, content: Mapping[str, Any]) -> Country:
    """Read one country's file; a missing or unknown key names itself."""
    plain = {key: value for key, value in content.items() if key not in ("line", "also")}
    try:
        return Country(
            **plain,
            emergency_also=tuple(Emergency(**also) for also in content.get("also", ())),
            lines=tuple(_lines(content.get("line", ()))),
        )
    except TypeError as fault:
        raise BrokenData(f"safety/helplines/{name}.toml: {fault}.") from fault


def _lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[Helpline]:
    """Read the lines of a file; lists become tuples, so that nothing can be changed later."""
    for row in rows:
        held: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
        happens = {key: Answer(**answer) for key, answer in row.get("happens", {}).items()}
        yield Helpline(**held | {"happens": MappingProxyType(happens)})
