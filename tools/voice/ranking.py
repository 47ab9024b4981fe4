"""Learns how to rank the lines of the bank from readers' judgements: `make ranking` writes voice/ranking/en.toml.

Needs scikit-learn, and HOLDSPACE_DATA naming the folder of public messages. Whoever changes the senses runs it again.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import anyio
import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.judged import Judged, in_bank, judged
from bench.lines import hear_all
from holdspace.app import build_engine
from holdspace.voice import fitness
from holdspace.voice.fitness import FEATURES, Judge, Ranking

OUT = Path(fitness.__file__).parent / "ranking" / "en.toml"
PRIOR = 6  # judgements by which a line's worth is held back, towards the usual
LEAST = 0.74  # below it readers took a line for a miss too often: the curve is in decision 17
_ACCEPTED = "y"
_BLANK = Ranking(dict.fromkeys(FEATURES, 0.0), 0.0, 0.0, 0.0, {})


def main() -> None:
    """Fit the weights, and write them with each line's worth."""
    known = [*judged("learn", Path(os.environ["HOLDSPACE_DATA"])), *judged("tune")]
    counts = _counts(known)
    usual = sum(yes for yes, _ in counts.values()) / sum(total for _, total in counts.values())
    rows, so = [], []
    for one, told in zip(known, anyio.run(hear_all, build_engine(), known), strict=True):
        judge = Judge(told, _BLANK)
        for line, verdict in in_bank(one):
            yes = verdict == _ACCEPTED
            taken, total = counts[line.id]
            rows.append((*judge.features(line), _worth(taken - yes, total - 1, usual)))
            so.append(yes)
    fitted = LogisticRegression(max_iter=3000).fit(np.array(rows), np.array(so))
    worth = {name: _worth(yes, total, usual) for name, (yes, total) in counts.items()}
    _write(fitted.coef_[0], fitted.intercept_[0], usual, worth)
    print(f"{len(rows)} judgements of {len(known)} messages and {len(worth)} lines")


def _counts(known: Iterable[Judged]) -> Mapping[str, tuple[int, int]]:
    """Return for each line how often it was accepted, and how often judged."""
    total: Counter[str] = Counter()
    yes: Counter[str] = Counter()
    for one in known:
        for line, verdict in in_bank(one):
            total[line.id] += 1
            yes[line.id] += verdict == _ACCEPTED
    return {name: (yes[name], count) for name, count in total.items()}


def _worth(yes: int, total: int, usual: float) -> float:
    """Return how often a line is accepted, held back towards the usual where few have judged it."""
    return (yes + PRIOR * usual) / (total + PRIOR)


def _write(weights: Sequence[float], bias: float, usual: float, worth: Mapping[str, float]) -> None:
    """Write the table."""
    lines = [
        "# How lines are ranked, learnt from corpora/voice by `make ranking`; not written by hand.",
        f"bias = {bias:.4f}",
        f"least = {LEAST}  # from this fitness a line may be said",
        f"usual = {usual:.4f}",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, weights, strict=True)),
        "",
        "[worth]  # how often readers accepted the line",
        *(f'"{name}" = {value:.3f}' for name, value in sorted(worth.items())),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
