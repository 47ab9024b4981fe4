"""How I make it safe: six principles by five moments, what stands in each cell, and what is to be looked at again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.people import Private
from holdspace.domain.reflections import Cell


@dataclass(frozen=True, slots=True)
class Moment:
    """One stretch of the work together."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something there is to show for what is done."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class Principle:
    """One principle of safety, and the question it asks at each moment."""

    id: str
    title: str
    asks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Asks:
    """What each cell holds."""

    does: str
    would_know: str
    evidence: str
    reviewed: str
    again: str


@dataclass(frozen=True, slots=True)
class Board:
    """All the words of the board."""

    opening: str
    named_after: str
    statement: str
    statement_says: str
    asks: Asks
    principles: tuple[Principle, ...]
    moments: tuple[Moment, ...]
    evidence: tuple[Evidence, ...]

    def place(self, principle: str, moment: str) -> tuple[Principle, Moment] | None:
        """Return where two ids meet, or None where they do not."""
        rows = (each for each in self.principles if each.id == principle)
        columns = (each for each in self.moments if each.id == moment)
        row, column = next(rows, None), next(columns, None)
        return (row, column) if row and column else None

    def named(self, evidence: Iterable[str]) -> tuple[str, ...]:
        """Return what some evidence is called, in the order of the page."""
        chosen = set(evidence)
        return tuple(each.says for each in self.evidence if each.id in chosen)


@dataclass(frozen=True, slots=True)
class Stated:
    """One cell as it stands in a practice statement."""

    principle: str
    does: Private
    would_know: Private
    evidence: tuple[str, ...]


@cache
def board() -> Board:
    """Return the words of the board. Raises BrokenData, naming the file, where they do not hold what they have to."""
    content = dict(shelf.read("desk", "reflect", "en", "board.toml"))
    try:
        return Board(
            opening=content["opening"],
            named_after=content["named_after"],
            statement=content["statement"],
            statement_says=content["statement_says"],
            asks=Asks(**content["asks"]),
            principles=tuple(_principle(**row) for row in content["principle"]),
            moments=tuple(Moment(**row) for row in content["moment"]),
            evidence=tuple(Evidence(**row) for row in content["evidence"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/board.toml: {fault}.") from fault


@cache
def own_words() -> frozenset[str]:
    """Return the words of our own headings, which name nobody wherever they stand."""
    titles = (*(p.title for p in board().principles), *(m.title for m in board().moments))
    return frozenset(word.strip(",").casefold() for title in titles for word in title.split())


def laid_out(cells: Iterable[Cell]) -> Mapping[tuple[str, str], Cell]:
    """Return cells by where they stand, each place filled, if only with an empty one."""
    there = {(cell.principle, cell.moment): cell for cell in cells}
    places = ((p.id, m.id) for p in board().principles for m in board().moments)
    return MappingProxyType({place: there.get(place, Cell(*place)) for place in places})


def due(cells: Iterable[Cell], today: date) -> tuple[Cell, ...]:
    """Return what is to be looked at again, the longest waiting first."""
    waiting = [cell for cell in laid_out(cells).values() if cell.is_due(today)]
    return tuple(sorted(waiting, key=lambda cell: cell.again or today))


def stated(cells: Iterable[Cell]) -> tuple[tuple[Moment, tuple[Stated, ...]], ...]:
    """Return what a practice statement says: moment by moment, and only what was written."""
    there = laid_out(cells)
    by_moment = ((moment, tuple(_stated(there, moment))) for moment in board().moments)
    return tuple((moment, told) for moment, told in by_moment if told)


def _stated(there: Mapping[tuple[str, str], Cell], moment: Moment) -> Iterable[Stated]:
    for principle in board().principles:
        cell = there[principle.id, moment.id]
        if cell.does or cell.would_know:
            shown = board().named(cell.evidence)
            yield Stated(principle.title, cell.does, cell.would_know, shown)


def _principle(*, id: str, title: str, asks: Mapping[str, str]) -> Principle:  # noqa: A002  the key of the file
    return Principle(id, title, MappingProxyType(dict(asks)))
