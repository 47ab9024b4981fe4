"""Talks: people in no danger, each in a manner of their own, and how they answer what a reply asks or offers.

A line may begin with marks in square brackets that say what it does: `F` tells a feeling, `Q` asks and wants an answer,
`S` attacks themselves, `G` is glad, `N` refuses, `P` asks for another manner, `R` says the last reply missed them,
`T` tells of something traumatic, `B` takes leave. `[F S] i'm such an idiot, i cried in front of all of them`.
"""

import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.playing import VisitDice
from holdspace.app import Engine, build_engine
from holdspace.domain.talk import Move, State
from holdspace.ports import Exchange

FOLDER = Path(__file__).parents[1] / "corpora" / "talks"
FEWEST, MOST = 8, 40  # turns of a talk
MOST_SHARED = 0.2  # of the lines of the shorter of two talks
MARKS = frozenset("FQSGNPRTB")
ANSWERS = frozenset({"asked", "offered", "checked", "kept"})
_MARKED = re.compile(r"\[([A-Z ]+)\]\s*")


@dataclass(frozen=True, slots=True)
class Says:
    """One thing a person says, and what it does."""

    text: str
    marks: frozenset[str] = frozenset()

    @classmethod
    def read(cls, written: str) -> "Says":
        """Read a line as it is written in a file. Raises ValueError for a mark nobody knows."""
        found = _MARKED.match(written)
        if found is None:
            return cls(written)
        marks = frozenset(found.group(1).split())
        if unknown := marks - MARKS:
            raise ValueError(f"unknown marks: {sorted(unknown)}")
        return cls(written[found.end() :], marks)


@dataclass(frozen=True, slots=True)
class Talk:
    """One visit: what they say in order, and what they answer to a question, an offer or a check."""

    persona: str
    name: str
    tells: tuple[Says, ...]
    answers: Mapping[str, tuple[Says, ...]]

    @property
    def id(self) -> str:
        """Name the talk among all."""
        return f"{self.persona}: {self.name}"

    @property
    def lines(self) -> frozenset[str]:
        """Every line of it, folded, to compare with another's."""
        spoken = [*self.tells, *(line for lines in self.answers.values() for line in lines)]
        return frozenset(" ".join(line.text.casefold().split()) for line in spoken)


@dataclass(slots=True)
class Talker:
    """Someone in the middle of a talk: how far they are, and what they have answered."""

    talk: Talk
    told: int = 0
    answered: Counter[str] = field(default_factory=Counter)

    def speak(self, reply: Exchange | None) -> Says | None:
        """Return what they say to a reply, or None where they have said all they came to say."""
        kind = asked_for(reply) if reply else ""
        answers = self.talk.answers.get(kind, ())
        if self.answered[kind] < len(answers) and not self._is_leaving():
            self.answered[kind] += 1
            return answers[self.answered[kind] - 1]
        if self.told == len(self.talk.tells):
            return None
        self.told += 1
        return self.talk.tells[self.told - 1]

    def _is_leaving(self) -> bool:
        """Whether they have taken their leave: nobody answers then."""
        return self.told > 0 and "B" in self.talk.tells[self.told - 1].marks


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a talk as it went: what was said, what came back, the state that was heard, and the time."""

    number: int
    says: Says
    reply: Exchange
    state: State
    took: float  # milliseconds

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves of the reply, in order."""
        return tuple(spoken.move for spoken in self.reply.said)

    @property
    def text(self) -> str:
        """The whole reply."""
        return " ".join(spoken.text for spoken in self.reply.said)


@dataclass(frozen=True, slots=True)
class Played:
    """A talk as it went."""

    talk: Talk
    turns: tuple[Turn, ...]


def asked_for(reply: Exchange) -> str:
    """Say what a reply asks for: an answer to an offer, to a check, to what to keep, to a question, or nothing."""
    about = {spoken.line_id.rpartition("-")[0] for spoken in reply.said}
    if any(spoken.move is Move.PRM for spoken in reply.said):
        return "offered"
    if about & {"settle-keep", "settle-heard", "settle-line"}:
        return "kept"
    if "sum-check" in about:
        return "checked"
    return "asked" if any("?" in spoken.text for spoken in reply.said) else ""


def read_talks(folder: Path = FOLDER) -> tuple[Talk, ...]:
    """Read every talk of every persona, in the order of their files."""
    return tuple(talk for path in sorted(folder.glob("*.toml")) for talk in _read_persona(path))


def _read_persona(path: Path) -> Iterator[Talk]:
    """Yield the talks of one file. Raises ValueError, naming it, for what it cannot be."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["visit"]:
        try:
            yield _talk(path.stem, row)
        except (KeyError, ValueError) as wrong:
            raise ValueError(f"{path.name}, {row.get('name', '?')}: {wrong}") from wrong


def _talk(persona: str, row: Mapping[str, Any]) -> Talk:
    """Make one talk of its row."""
    answers = row.get("answers", {})
    if unknown := answers.keys() - ANSWERS:
        raise ValueError(f"nobody asks for: {sorted(unknown)}")
    said = {kind: tuple(map(Says.read, lines)) for kind, lines in answers.items()}
    return Talk(persona, row["name"], tuple(map(Says.read, row["tells"])), said)


def faults(talks: tuple[Talk, ...]) -> Iterator[str]:
    """Yield what is amiss in how the talks are written."""
    for talk in talks:
        if not FEWEST <= len(talk.tells) <= MOST:
            yield f"{talk.id}: tells {len(talk.tells)} things; {FEWEST} to {MOST} fit"
    for one, other in combinations(talks, 2):
        shared = len(one.lines & other.lines) / min(len(one.lines), len(other.lines))
        if shared > MOST_SHARED:
            yield f"{one.id} and {other.id} share {shared:.0%} of their lines"


class Stage:
    """The real engine, loaded once, with dice that begin anew for each talk."""

    def __init__(self, seed: str) -> None:
        """Build and load the engine."""
        self._seed, self._dice = seed, VisitDice()
        self._engine: Engine = build_engine(self._dice)
        self._engine.load()

    async def play(self, talk: Talk) -> Played:
        """Play one talk from its first message to its last."""
        self._dice.begin(f"{self._seed}/{talk.id}")
        key, visit = self._engine.record.open()
        talker, reply = Talker(talk), None
        turns: list[Turn] = []
        while len(turns) < MOST and (says := talker.speak(reply)) is not None:
            began = time.perf_counter()
            reply = await self._engine.answer(visit, says.text)
            took = (time.perf_counter() - began) * 1000
            memory = await self._engine.record.recall(visit)
            turns.append(Turn(len(turns) + 1, says, reply, memory.lately[-1].state, took))
        self._engine.record.close(key)
        return Played(talk, tuple(turns))
