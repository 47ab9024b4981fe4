"""How well the ranking chooses among lines that readers judged, on messages it has not learnt from.

`python -m bench lines` prints, for several thresholds, how many messages get a line at all, and of these how often readers
were glad of it, missed something, found something presumed, or were hurt.
"""

from collections.abc import Sequence

import anyio

from bench.judged import Judged, in_bank, judged
from holdspace.app import Engine, build_engine
from holdspace.domain.language import Parse
from holdspace.domain.people import VisitId
from holdspace.domain.talk import Told
from holdspace.voice.fitness import Judge, ranking

BARS = (0.5, 0.6, 0.68, 0.74, 0.8)


def main() -> None:
    """Print the curve on the half that is only counted, and which threshold ships."""
    known = list(judged("hold"))
    told = anyio.run(hear_all, build_engine(), known)
    best = [_best(one, each) for one, each in zip(known, told, strict=True)]
    print(f"  {len(known)} messages that are only counted; {ranking().least} ships")
    print("  aims: a line for 70 % of messages, nothing presumed in 97 %, never the opposite tone")
    for bar in BARS:
        chosen = [verdict for fitness, verdict in best if fitness >= bar]
        print(f"  from {bar:.2f}: a line for {len(chosen) / len(known):5.1%}  {_shares(chosen)}")


async def hear_all(engine: Engine, known: Sequence[Judged]) -> list[Told]:
    """Return what the house understands of each message; nobody is there, so danger is not listened for."""
    told = []
    for one in known:
        heard = engine.heard(VisitId("judged"), one.says)
        perception = await engine.senses.feel(heard, Parse())
        told.append(Told(heard, Parse(), perception, await engine.meaning.closeness(heard.words)))
    return told


def _best(one: Judged, told: Told) -> tuple[float, str]:
    """Return the fitness and the verdict of the line that would be chosen among those judged."""
    judge = Judge(told, ranking())
    rated = (
        (judge.fitness(line), verdict) for line, verdict in in_bank(one) if judge.is_heard(line)
    )
    return max(rated, default=(0.0, ""))


def _shares(chosen: Sequence[str]) -> str:
    """Say how the chosen lines were judged."""
    names = {"y": "glad", "n": "missed", "p": "presumed", "o": "hurt"}
    count = max(1, len(chosen))
    return "  ".join(
        f"{name} {chosen.count(letter) / count:5.1%}" for letter, name in names.items()
    )
