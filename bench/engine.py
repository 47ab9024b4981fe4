"""Engine time a turn, with and without the parse; replies a second; memory; growth with length."""

import resource
import time
from dataclasses import replace

import anyio

from bench.messages import messages, percentiles, where
from holdspace.app import Engine, build_engine
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.ports import Grammar
from holdspace.work.local import SeededDice

LONG_VISIT = 2_000
AROUND = 25  # turns averaged at each end of the long visit


class TimedGrammar:
    """A grammar that notes how long each parse took, in milliseconds."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self.took: list[float] = []

    async def parse(self, words: Private) -> Parse:
        """Parse, and note the time."""
        began = time.perf_counter()
        parse = await self._grammar.parse(words)
        self.took.append((time.perf_counter() - began) * 1000)
        return parse


def timed_engine() -> tuple[Engine, TimedGrammar]:
    """Return a loaded engine whose parses are timed."""
    engine = build_engine(SeededDice())
    engine.load()
    grammar = TimedGrammar(engine.grammar)
    return replace(engine, room=replace(engine.room, grammar=grammar)), grammar


async def _time_turns(engine: Engine, lines: tuple[str, ...]) -> list[float]:
    """Return how long each message took in a visit of its own, in milliseconds."""
    took = []
    for line in lines:
        began = time.perf_counter()
        await engine.answer_once(line)
        took.append((time.perf_counter() - began) * 1000)
    return took


def main() -> None:
    """Print engine times over the messages."""
    engine, grammar = timed_engine()
    lines = messages()
    took = anyio.run(_time_turns, engine, lines)
    rest = [whole - parse for whole, parse in zip(took, grammar.took, strict=True)]
    print(f"  {len(lines)} messages from {where()}")
    print(f"  a turn       {percentiles(took)}   (aim p50 <= 15, p99 <= 50)")
    print(f"  of it parse  {percentiles(grammar.took)}")
    print(f"  all the rest {percentiles(rest)}   (aim <= 3)")
    print(f"  replies a second, one after another: {1000 * len(took) / sum(took):.0f}")
    print(
        f"  memory at the most: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


async def _time_visit(engine: Engine, lines: tuple[str, ...], length: int) -> list[float]:
    """Return how long each turn of one long visit took, in milliseconds."""
    _, visit = engine.record.open()
    took = []
    for i in range(length):
        began = time.perf_counter()
        await engine.answer(visit, lines[i % len(lines)])
        took.append((time.perf_counter() - began) * 1000)
    return took


def growth() -> None:
    """Print how much longer the last turns of a long visit take than the tenth and its fellows.

    Both ends say the same messages, so that only the visit's length differs.
    """
    engine, _ = timed_engine()
    lines = messages()[:AROUND]
    took = anyio.run(_time_visit, engine, lines, LONG_VISIT)
    early = sorted(took[10 : 10 + AROUND])[AROUND // 2]
    late = sorted(took[-AROUND:])[AROUND // 2]
    print(
        f"  turn 10 {early:.1f} ms, turn {LONG_VISIT} {late:.1f} ms: ratio {late / early:.2f} (aim <= 1.5)"
    )
