"""Personas: who comes in the simulated visits, what they tell, and what they answer when asked.

A line may begin with marks in square brackets, which say what is true of it: a tier (`R3`), lanes
(`A2`, `T`), and `veiled` (it takes the visit, or a careful ear, to know), `barrier` (something stands in the way of reaching a person), `reached` (they
reached one) or `bye` (they take their leave). `[R4 barrier] ive no credit and ive got them here`.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.reading import TOPICS
from holdspace.domain.risk import Lane, Tier

FOLDER = Path(__file__).parents[1] / "corpora" / "visits"
FEWEST_TURNS, MOST_TURNS = 8, 14
MOST_SHARED = 0.2  # of the lines of the shorter of two visits

_MARKED = re.compile(r"\[([A-Za-z0-9 ]+)\]\s*")
_KINDS = frozenset({"veiled", "barrier", "reached", "bye"})
_LANES = "".join(str(lane) for lane in Lane)
_LANE = re.compile(rf"[{_LANES}][123]?")
_VISIT_KEYS = frozenset(
    {"name", "country", "heard", "most", "lanes", "reachable", "tells", "answers"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a persona says, with what is true of it."""

    says: str
    tier: Tier = Tier.R0
    lanes: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()

    @classmethod
    def read(cls, written: str) -> "Line":
        """Read a line as it is written in a file. Raises ValueError for a mark nobody knows."""
        found = _MARKED.match(written)
        if found is None:
            return cls(written)
        marks = found.group(1).split()
        tiers = [Tier[mark] for mark in marks if mark in Tier.__members__]
        kinds = frozenset(marks) & _KINDS
        rest = [mark for mark in marks if mark not in Tier.__members__ and mark not in _KINDS]
        if unknown := [mark for mark in rest if not _LANE.fullmatch(mark)]:
            raise ValueError(f"unknown marks: {unknown}")
        return cls(written[found.end() :], max(tiers, default=Tier.R0), tuple(rest), kinds)


@dataclass(frozen=True)
class Visit:
    """One visit of a persona: what they tell in order, what they answer, and what is true of it."""

    persona: str
    name: str
    tells: tuple[Line, ...]
    answers: Mapping[str, tuple[Line, ...]] = field(default_factory=dict)
    country: str = ""
    heard: tuple[Tier, int] | None = None  # this tier must be heard by this turn
    most: Tier | None = None  # no reply may stand higher
    lanes: tuple[str, ...] = ()
    reachable: bool = True  # whether they can be brought to reach for a person

    @property
    def id(self) -> str:
        """Name the visit among all."""
        return f"{self.persona}: {self.name}"

    @property
    def harmless(self) -> bool:
        """Whether nobody in it is in danger of dying: a question about suicide would be a false alarm."""
        return self.heard is None and self.most is not None and self.most <= Tier.R1

    @property
    def nearest(self) -> Tier:
        """How near a danger may be taken to be: one step above what is true, since doubt goes up."""
        if self.most is not None:
            return self.most
        said = [*self.tells, *(line for lines in self.answers.values() for line in lines)]
        return Tier(min(max(line.tier for line in said) + 1, Tier.R6))

    @cached_property
    def lines(self) -> frozenset[str]:
        """Every line of the visit, folded, to compare with another's."""
        spoken = [*self.tells, *(line for lines in self.answers.values() for line in lines)]
        return frozenset(" ".join(line.says.casefold().split()) for line in spoken)


def read_visits(folder: Path = FOLDER) -> tuple[Visit, ...]:
    """Read every visit of every persona, in the order of their files."""
    return tuple(visit for path in sorted(folder.glob("*.toml")) for visit in read_persona(path))


def read_persona(path: Path) -> Iterator[Visit]:
    """Yield the visits of one file. Raises ValueError, naming it, for what it cannot be."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    for row in table["visit"]:
        try:
            yield _visit(path.stem, row)
        except (KeyError, ValueError) as wrong:
            raise ValueError(f"{path.name}, {row.get('name', '?')}: {wrong}") from wrong


def _visit(persona: str, row: dict[str, Any]) -> Visit:
    """Make one visit of its row."""
    if unknown := set(row) - _VISIT_KEYS:
        raise ValueError(f"unknown keys: {sorted(unknown)}")
    answers = row.get("answers", {})
    if unknown := set(answers) - TOPICS.keys() - {"again"}:
        raise ValueError(f"nobody asks about: {sorted(unknown)}")
    due = row.get("heard")
    return Visit(
        persona=persona,
        name=row["name"],
        tells=tuple(map(Line.read, row["tells"])),
        answers={topic: tuple(map(Line.read, said)) for topic, said in answers.items()},
        country=row.get("country", ""),
        heard=(Tier[due[0]], due[1]) if due else None,
        most=Tier[row["most"]] if "most" in row else None,
        lanes=tuple(row.get("lanes", ())),
        reachable=row.get("reachable", True),
    )


def faults(visits: Sequence[Visit]) -> Iterator[str]:
    """Yield what is amiss in how the visits are written."""
    for visit in visits:
        lines = sum(map(len, visit.answers.values())) + len(visit.tells)
        if len(visit.tells) < FEWEST_TURNS:
            yield f"{visit.id}: tells {len(visit.tells)} things; at least {FEWEST_TURNS}"
        if not visit.answers or lines <= FEWEST_TURNS:
            yield f"{visit.id}: answers nothing"
        if visit.heard is None and visit.most is None:
            yield f"{visit.id}: says neither what must be heard nor what is the most there is"
        if visit.heard and visit.heard[1] > MOST_TURNS:
            yield f"{visit.id}: must be heard after its end"


def shares(
    named: Sequence[tuple[str, frozenset[str]]], most: float = MOST_SHARED
) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs that have more than `most` of the shorter one's lines in common."""
    for (one, lines), (other, others) in combinations(named, 2):
        shared = len(lines & others) / max(1, min(len(lines), len(others)))
        if shared > most:
            yield one, other, shared
