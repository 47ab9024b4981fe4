"""What a therapist may be asked, and may leave: after a session, of what moved them, of how they are today, for supervision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.reflections import Occasion, Reflection


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question or heading."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class After:
    """After a session."""

    title: str
    opening: str
    for_supervision: str
    asks: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class MovedBy:
    """What moved me."""

    title: str
    opening: str
    ask: str
    empty: str


@dataclass(frozen=True, slots=True)
class Today:
    """How one is, before one sits with anyone."""

    title: str
    ask: str
    words: tuple[str, ...]
    more: str
    heavy: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is brought to supervision."""

    title: str
    opening: str
    ask: str
    empty: str
    heads: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is said before a piece of writing leaves."""

    title: str
    opening: str
    none: str
    limits: str
    read_again: str
    keep: str
    put: str
    still: str


@dataclass(frozen=True, slots=True)
class Prompts:
    """All of them."""

    after: After
    moved: MovedBy
    today: Today
    agenda: Agenda
    leaving: Leaving


@cache
def prompts() -> Prompts:
    """Return all prompts. Raises BrokenData, naming the file, where they do not hold what they have to."""
    content = shelf.read("desk", "reflect", "en", "prompts.toml")
    try:
        return Prompts(
            after=After(**_asking(content["after"], "ask", "asks")),
            moved=MovedBy(**content["moved"]),
            today=Today(**{**content["today"], "words": tuple(content["today"]["words"])}),
            agenda=Agenda(**_asking(content["agenda"], "head", "heads")),
            leaving=Leaving(**content["piece"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/prompts.toml: {fault}.") from fault


def headed(reflections: Iterable[Reflection]) -> tuple[tuple[Prompt, tuple[Reflection, ...]], ...]:
    """Return what somebody wrote for supervision under its headings; none of what was written for another end."""
    mine = [each for each in reflections if each.occasion is Occasion.AGENDA]
    heads = prompts().agenda.heads
    known = {head.id for head in heads}
    under = ((head, tuple(e for e in mine if _head(e, known, heads[0].id) == head.id)) for head in heads)  # fmt: skip
    return tuple((head, found) for head, found in under if found)


def _head(reflection: Reflection, known: set[str], otherwise: str) -> str:
    return reflection.about if reflection.about in known else otherwise


def _asking(table: Mapping[str, Any], key: str, name: str) -> dict[str, Any]:
    """Return a table with its list of questions as prompts."""
    rest = {each: value for each, value in table.items() if each != key}
    return rest | {name: tuple(Prompt(**row) for row in table[key])}
