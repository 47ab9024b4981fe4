"""Simulated visits held against the response table: personas, the real engine, one table.

`python -m bench visits` plays them all; `python -m bench.visits denies cuts` prints those whole.
BENCH_SEED chooses the dice and which ten visits are printed.
"""

import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import anyio

from bench.axis import AXIS, NEVER_CHECKS
from bench.conformance import Check, Verdict
from bench.lanes import LANES
from bench.messages import percentiles
from bench.personas import faults, read_visits, shares
from bench.playing import Played, Playhouse, is_long_enough

CHECKS: tuple[Check, ...] = (*AXIS, *LANES, *NEVER_CHECKS)
WHOLE = 10  # visits printed whole
SHOWN = 3  # examples of a fault that are printed
AIM = 0.95  # of best practice

Missed = Mapping[str, list[tuple[Played, Verdict]]]


async def play_all(house: Playhouse, chosen: Sequence[str]) -> list[Played]:
    """Play the visits of some personas, or of all."""
    visits = [visit for visit in read_visits() if not chosen or visit.persona in chosen]
    return [await house.play(visit) for visit in visits]


def judge_all(played: Sequence[Played]) -> tuple[Counter[str], Missed]:
    """Return how often each check could fail, and where it did."""
    could: Counter[str] = Counter()
    missed: defaultdict[str, list[tuple[Played, Verdict]]] = defaultdict(list)
    for visit in played:
        for check in CHECKS:
            verdicts = list(check.judge(visit))
            could[check.name] += len(verdicts)
            missed[check.name] += [(visit, verdict) for verdict in verdicts if not verdict.held]
    return could, missed


def print_table(could: Counter[str], missed: Missed) -> None:
    """Print each check with how often it held, red faults apart from best practice."""
    for red, title in ((True, "red faults: none may be"), (False, f"best practice: aim {AIM:.0%}")):
        rows = [check for check in CHECKS if check.red is red]
        total = sum(could[check.name] for check in rows)
        fell = sum(len(missed[check.name]) for check in rows)
        print(f"\n  {title}")
        for check in rows:
            print(_row(check.name, could[check.name], len(missed[check.name])))
        print(_row("ALL OF THESE", total, fell))


def _row(name: str, could: int, fell: int) -> str:
    """Say one row of the table."""
    share = f"{(could - fell) / could:7.1%}" if could else "      -"
    return f"  {name[:60]:60} {could - fell:6}/{could:<6} {share}"


def print_personas(played: Sequence[Played], missed: Missed) -> None:
    """Print what failed for each persona."""
    print("\n  what failed, by persona (visits of it in which it did)")
    by_persona: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, falls in missed.items():
        for visit in {visit.visit.id: visit for visit, _ in falls}.values():
            by_persona[visit.visit.persona][name] += 1
    for persona in sorted({visit.visit.persona for visit in played}):
        told = ", ".join(f"{name} {n}" for name, n in by_persona[persona].most_common())
        print(f"  {persona:18} {told or 'nothing'}")


def print_examples(missed: Missed, shown: int = SHOWN) -> None:
    """Print a few examples of every check that failed."""
    print("\n  examples")
    for check in CHECKS:
        for visit, verdict in missed[check.name][:shown]:
            print(
                f"  {check.name[:44]} | {visit.visit.id}, turn {verdict.turn}: {verdict.saw[:300]}"
            )


def print_whole(played: Iterable[Played], missed: Missed) -> None:
    """Print visits whole, with what failed in them."""
    for visit in played:
        truth = visit.visit
        print(f"\n  --- {truth.id} ({truth.country or 'no country'}), heard {truth.heard}")
        for turn in visit.turns:
            print(f"  {turn.number:2} they: {turn.line.says}")
            lanes = " ".join(turn.reply.lanes)
            print(f"     here: {turn.reply.text}  [{turn.reply.tier.name} {lanes}]")
        for name, falls in missed.items():
            for one, verdict in falls:
                if one is visit:
                    print(f"     FELL, turn {verdict.turn}: {name}")


def _print_counts(played: Sequence[Played], seed: str) -> None:
    """Print how many visits there were, whether they differ, and how long a turn took."""
    turns = [turn for visit in played for turn in visit.turns]
    short = [visit.visit.id for visit in played if not is_long_enough(visit)]
    alike = list(shares([(visit.visit.id, visit.lines) for visit in played]))
    people = len({visit.visit.persona for visit in played})
    print(f"  {len(played)} visits of {people} personas, {len(turns)} turns, seed {seed}")
    print(f"  a turn {percentiles([turn.reply.took for turn in turns])}")
    print(f"  visits too short: {short or 'none'}; pairs too much alike: {alike or 'none'}")
    for fault in faults([visit.visit for visit in played]):
        print(f"  {fault}")


def main(chosen: Sequence[str] = ()) -> None:
    """Play the visits, print the table, what failed for whom, and ten visits whole."""
    seed = os.environ.get("BENCH_SEED", "holdspace")
    played = anyio.run(play_all, Playhouse(seed), chosen)
    could, missed = judge_all(played)
    _print_counts(played, seed)
    print_table(could, missed)
    print_personas(played, missed)
    print_examples(missed, shown=SHOWN if not chosen else 100)
    some = random.Random(seed).sample(list(played), min(WHOLE, len(played)))  # noqa: S311 - to choose what is printed
    print_whole(played if chosen else some, missed)


if __name__ == "__main__":
    main(sys.argv[1:])
