"""Plays a visit: the persona speaks, reads the reply, and answers it, until it has told all."""

import time
from collections import Counter
from dataclasses import dataclass, field, replace

from bench.personas import FEWEST_TURNS, MOST_TURNS, Line, Visit
from bench.reading import taken_up
from holdspace.app import Engine, build_engine
from holdspace.domain.people import VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Spoken
from holdspace.work.local import SeededDice


class VisitDice:
    """Chance that begins anew with each visit, so that no visit hangs on those before it."""

    def __init__(self) -> None:
        self._dice = SeededDice()

    def begin(self, seed: str) -> None:
        """Begin anew from a seed."""
        self._dice = SeededDice(seed)

    def pick(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides`."""
        return self._dice.pick(sides)

    def id(self) -> str:
        """Return 128 bits that look random."""
        return self._dice.id()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: its lines, the same without the person's own words, and where it stood."""

    lines: tuple[str, ...]
    ours: tuple[str, ...]
    tier: Tier
    lanes: tuple[str, ...]
    took: float = 0.0  # milliseconds
    broke: str = ""  # what went wrong, where nothing came back

    @property
    def text(self) -> str:
        """The whole reply."""
        return " ".join(self.lines)

    @property
    def own(self) -> str:
        """The reply without the person's own words."""
        return " ".join(self.ours)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn of a played visit."""

    number: int
    line: Line
    reply: Reply


@dataclass(frozen=True, slots=True)
class Played:
    """A visit as it went."""

    visit: Visit
    turns: tuple[Exchange, ...]

    @property
    def lines(self) -> frozenset[str]:
        """What the persona said, folded, to compare with another visit."""
        return frozenset(" ".join(turn.line.says.casefold().split()) for turn in self.turns)


@dataclass(slots=True)
class Persona:
    """Someone in the middle of a visit: how far their telling is, and what they have answered."""

    visit: Visit
    told: int = 0
    answered: Counter[str] = field(default_factory=Counter)

    def speak(self, reply: str) -> Line | None:
        """Return what they say to a reply, or None where they have said all they came to say."""
        if self.told == 0:
            return self._tell()
        for topic, asked in taken_up(reply):
            if (line := self._answer(topic)) is not None:
                return line
            if asked and self.answered[topic] and (line := self._answer("again")) is not None:
                return line
        return self._tell()

    def _answer(self, topic: str) -> Line | None:
        """Return the next answer to a topic, if one is left."""
        answers = self.visit.answers.get(topic, ())
        at = self.answered[topic]
        if at >= len(answers):
            return None
        self.answered[topic] += 1
        return answers[at]

    def _tell(self) -> Line | None:
        """Return the next thing they came to tell."""
        if self.told >= len(self.visit.tells):
            return None
        self.told += 1
        return self.visit.tells[self.told - 1]


class Playhouse:
    """The real engine, loaded once, with dice that begin anew for each visit."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._dice = VisitDice()
        self._engine: Engine = build_engine(self._dice)
        self._engine.load()

    async def play(self, visit: Visit) -> Played:
        """Play one visit from its first message to its last."""
        self._dice.begin(f"{self._seed}/{visit.id}")
        key, where = self._engine.record.open()
        persona, turns, heard = Persona(visit), [], ""
        for number in range(1, MOST_TURNS + 1):
            line = persona.speak(heard)
            if line is None:
                break
            began = time.perf_counter()
            reply = await self._answer(where, line.says, visit.country)
            took = (time.perf_counter() - began) * 1000
            turns.append(Exchange(number, line, replace(reply, took=took)))
            heard = reply.text
        self._engine.record.close(key)
        return Played(visit, tuple(turns))

    async def _answer(self, where: VisitId, says: str, country: str) -> Reply:
        """Return the reply to one message; where the engine broke, an empty one that says how."""
        try:
            exchange = await self._engine.answer(where, says, country=country)
        except Exception as broke:  # noqa: BLE001 - a bench goes on, and counts it
            page = self._engine.record.page(where)
            return Reply((), (), page.tier, (), broke=f"{type(broke).__name__}: {broke}")
        lines = tuple(spoken.text for spoken in exchange.said)
        ours = tuple(map(_without_theirs, exchange.said))
        return Reply(lines, ours, exchange.tier, exchange.lanes)


def _without_theirs(spoken: Spoken) -> str:
    """Return a line with the person's own words left out."""
    text = spoken.text
    for start, end in reversed(spoken.own):
        text = f"{text[:start]} … {text[end:]}"
    return text


def is_long_enough(played: Played) -> bool:
    """Whether a visit had at least the turns it should have."""
    return len(played.turns) >= FEWEST_TURNS
