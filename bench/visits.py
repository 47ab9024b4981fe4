"""Simulated visits held against the response table: personas, the real engine, one table.

`python -m bench visits` plays them all; `python -m bench.visits denies cuts` prints those whole,
and every fault with its words. BENCH_SEED chooses the dice and which ten visits are printed.
"""

import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
ALL = 1_000
AIM = 0.95  # of best practice

Tallies = Mapping[str, "Tally"]


async def play_all(house: Playhouse, chosen: Sequence[str]) -> list[Played]:
    """Play the visits of some personas, or of all."""
    visits = [visit for visit in read_visits() if not chosen or visit.persona in chosen]
    return [await house.play(visit) for visit in visits]


@dataclass(slots=True)
class Tally:
    """How one check went: in all, and where the danger of the visit had been heard by then."""

    could: int = 0
    heard: int = 0
    fell: list[tuple[Played, Verdict]] = field(default_factory=list)
    fell_heard: int = 0

    def add(self, played: Played, verdict: Verdict) -> None:
        """Count one verdict."""
        heard = is_heard(played, verdict.turn)
        self.could += 1
        self.heard += heard
        if not verdict.held:
            self.fell.append((played, verdict))
            self.fell_heard += heard


def is_heard(played: Played, turn: int) -> bool:
    """Whether what was said up to a turn stands no higher than it was heard: a miss is a miss only once."""
    known = played.turns[:turn]
    return max(t.reply.tier for t in known) >= max(t.line.tier for t in known)


def judge_all(played: Sequence[Played]) -> Tallies:
    """Return how each check went over all visits."""
    tallies = {check.name: Tally() for check in CHECKS}
    for visit in played:
        for check in CHECKS:
            for verdict in check.judge(visit):
                tallies[check.name].add(visit, verdict)
    return tallies


def print_table(tallies: Tallies) -> None:
    """Print each check with how often it held, red faults apart from best practice.

    The last column leaves out what came after a danger that was not heard, which fails by itself.
    """
    for red, title in ((True, "red faults: none may be"), (False, f"best practice: aim {AIM:.0%}")):
        rows = [check for check in CHECKS if check.red is red]
        print(f"\n  {title:60} {'held':>13} {'':>7}   once it was heard")
        for check in rows:
            print(_row(check, tallies[check.name]))


def _row(check: Check, tally: Tally) -> str:
    """Say one row of the table."""
    fell = len(tally.fell)
    heard = "" if check.hears else _share(tally.heard, tally.fell_heard)
    mark = _mark(tally, red=check.red)
    return f"  {check.name[:60]:60} {_share(tally.could, fell)}   {heard:21} {mark}"


def _mark(tally: Tally, *, red: bool) -> str:
    """Point at a row that falls short of what is asked of it."""
    short = bool(tally.fell) if red else len(tally.fell) > (1 - AIM) * tally.could
    return "<" if short else ""


def _share(could: int, fell: int) -> str:
    """Say how many of how many held, and what share that is."""
    share = f"{(could - fell) / could:7.1%}" if could else "      -"
    return f"{could - fell:6}/{could:<6} {share}"


def print_clean(played: Sequence[Played], tallies: Tallies) -> None:
    """Print how many visits had no red fault at all: a total of checks would drown it."""
    red = [tallies[check.name] for check in CHECKS if check.red]
    marred = {visit.visit.id for tally in red for visit, _ in tally.fell}
    for title, some in (
        ("all visits", played),
        ("with danger of dying", [one for one in played if one.visit.heard]),
        (
            "with another danger only",
            [one for one in played if not one.visit.heard and not one.visit.harmless],
        ),
        ("in no danger", [one for one in played if one.visit.harmless]),
    ):
        clean = sum(one.visit.id not in marred for one in some)
        print(f"  without one red fault, {title:25} {clean:4} of {len(some)}")


def print_personas(played: Sequence[Played], tallies: Tallies) -> None:
    """Print what failed for each persona."""
    print("\n  what failed, by persona (in how many of its visits)")
    by_persona: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, tally in tallies.items():
        for visit in {visit.visit.id: visit for visit, _ in tally.fell}.values():
            by_persona[visit.visit.persona][name] += 1
    for persona in sorted({visit.visit.persona for visit in played}):
        told = ", ".join(f"{name} {n}" for name, n in by_persona[persona].most_common())
        print(f"  {persona:18} {told or 'nothing'}")


def print_examples(tallies: Tallies, shown: int = SHOWN) -> None:
    """Print a few examples of every check that failed."""
    print("\n  examples")
    for name, tally in tallies.items():
        for visit, verdict in tally.fell[:shown]:
            print(f"  {name[:44]} | {visit.visit.id}, turn {verdict.turn}: {verdict.saw[:300]}")


def print_whole(played: Iterable[Played], tallies: Tallies) -> None:
    """Print visits whole, with what failed in them."""
    for visit in played:
        truth = visit.visit
        due = (
            f"{truth.heard[0].name} by turn {truth.heard[1]}"
            if truth.heard
            else "no danger of dying"
        )
        print(f"\n  --- {truth.id} ({truth.country or 'no country'}): {due}")
        for turn in visit.turns:
            print(f"  {turn.number:2} they: {turn.line.says}")
            stands = " ".join((turn.reply.tier.name, *turn.reply.lanes))
            print(f"     here: {turn.reply.text or turn.reply.broke}  [{stands}]")
        for name, tally in tallies.items():
            for one, verdict in tally.fell:
                if one is visit:
                    print(f"     fell at turn {verdict.turn}: {name}")


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
    tallies = judge_all(played)
    _print_counts(played, seed)
    print_table(tallies)
    print_clean(played, tallies)
    print_personas(played, tallies)
    print_examples(tallies, shown=SHOWN if not chosen else ALL)
    some = random.Random(seed).sample(list(played), min(WHOLE, len(played)))  # noqa: S311 - to choose what is printed
    print_whole(played if chosen else some, tallies)


if __name__ == "__main__":
    main(sys.argv[1:])
