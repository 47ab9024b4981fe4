"""Learns which clause of a message is worth saying back: `make clauses` writes voice/ranking/clauses.toml.

From messages in which readers marked the stretches a good listener would say back. Prints how often the weights would choose one of them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import anyio
import numpy as np
from numpy.typing import NDArray

from holdspace.domain.people import Private
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.voice import fitness
from holdspace.voice.clauses import stretches, written_words
from holdspace.voice.mirror import said_back
from holdspace.voice.syntax import Stretch, Syntax
from holdspace.voice.weight import features

MARKED = Path(__file__).parents[2] / "corpora" / "voice" / "clauses.jsonl"
OUT = Path(fitness.__file__).parent / "ranking" / "clauses.toml"
FOLDS, STEPS, RATE, PRIOR = 5, 300, 0.3, 5.0
ALIKE = 0.6  # of two stretches shared, in characters, for them to be the same
Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Marked:
    """One message: what speaks for each stretch that could be said back, and how much of a marked one it is."""

    says: str
    speaks: Rows
    like: Rows


def main() -> None:
    """Learn, print, and write the weights."""
    names, known = _known()
    folds = [sha256(one.says.encode()).digest()[0] % FOLDS for one in known]
    right = 0
    for fold in range(FOLDS):
        weights = _learnt([one for one, at in zip(known, folds, strict=True) if at != fold])
        right += sum(
            _chooses(weights, one) for one, at in zip(known, folds, strict=True) if at == fold
        )
    print(
        f"of {len(known)} messages, a marked stretch would be chosen in {right}, on those not learnt from"
    )
    weights = _learnt(known)
    lines = [
        "# How much speaks for a stretch, learnt from corpora/voice by `make clauses`; not written by hand.",
        "[weights]",
    ]
    lines += [f"{name} = {weight:.3f}" for name, weight in zip(names, weights, strict=True)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _known() -> tuple[list[str], list[Marked]]:
    """Return the names of what may speak for a stretch, and every marked message."""
    grammar, names, known = EmbeddedGrammar(), list[str](), []
    for line in MARKED.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        syntax = Syntax(anyio.run(grammar.parse, Private(row["says"])))
        marked = [(row["says"].index(best), len(best)) for best in row["best"]]
        speaks, like = [], []
        for stretch in stretches(syntax):
            if said_back(syntax, stretch) is None:
                continue
            told = features(syntax, stretch, written_words(syntax, stretch.tokens))
            names = list(told)
            speaks.append(list(told.values()))
            like.append(
                max(_shared(_span(syntax, stretch), (at, at + size)) for at, size in marked)
            )
        known.append(Marked(row["says"], np.array(speaks), np.array(like)))
    return names, known


def _span(syntax: Syntax, stretch: Stretch) -> tuple[int, int]:
    """Return from which character to which a stretch stands."""
    return syntax.tokens[stretch.tokens[0]].start, syntax.tokens[stretch.tokens[-1]].end


def _shared(one: tuple[int, int], two: tuple[int, int]) -> float:
    """Return how much of two spans together both hold."""
    both = min(one[1], two[1]) - max(one[0], two[0])
    return max(0, both) / (max(one[1], two[1]) - min(one[0], two[0]))


def _learnt(known: Sequence[Marked]) -> Rows:
    """Return the weights under which the marked stretches are likeliest among those of their message."""
    every = np.concatenate([one.speaks for one in known if one.speaks.size])
    middle, spread = every.mean(axis=0), every.std(axis=0) + 1e-6
    weights = np.zeros(every.shape[1])
    able = [one for one in known if one.speaks.size and one.like.max() >= ALIKE / 2]
    for _ in range(STEPS):
        pull = np.zeros_like(weights)
        for one in able:
            speaks = (one.speaks - middle) / spread
            likely = _shares(np.exp(speaks @ weights))
            wanted = _shares(likely * _wanted(one.like))
            pull += (wanted - likely) @ speaks
        weights += RATE * (pull / len(able) - PRIOR * weights / len(able))
    learnt: Rows = weights / spread
    return learnt


def _wanted(like: Rows) -> Rows:
    """Return how much each stretch is wanted: the marked ones, or what comes nearest."""
    wanted = np.where(like >= ALIKE, like**2, 0.0)
    return wanted if wanted.any() else (like == like.max()).astype(float)


def _shares(values: Rows) -> Rows:
    """Return values as shares of their sum."""
    shares: Rows = values / values.sum()
    return shares


def _chooses(weights: Rows, one: Marked) -> bool:
    """Whether the weights would choose a marked stretch."""
    if not one.speaks.size:
        return False
    return bool(one.like[int((one.speaks @ weights).argmax())] >= ALIKE)


if __name__ == "__main__":
    main()
