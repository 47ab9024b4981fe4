"""Tunes the upper layers further: `python -m tools.upper.further FOLDER` goes on from the weights that lie there, and writes them anew.

For messages that readers labelled since, and kinds of wishes written since, among some of all the rest, so that it is not
forgotten. Needs what `train` needs, HOLDSPACE_DATA among it, and takes about an hour and a quarter on two cores.
"""

import json
import os
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from bench.wished import ANSWERS, WORRIES
from tools.hearing.train import tokenizer
from tools.senses.samples import Sample
from tools.senses.train import THREADS
from tools.senses.tuning import Tuning
from tools.upper import samples as upper
from tools.upper.train import NAMES, OF_KIND, OFTENER, TASK, Upper, everything, keep

# Slower than from the beginning, and more often, so that what is rarely told of is met often enough.
FURTHER = replace(TASK, passes=2, rates=(1e-3, 6e-5))
# How many of each source keep company to what tells of an event, which is met whole, as are answers and worries.
COMPANY = {
    "wishes": 5_000, "talks": 3_500, "own": 3_000, "fits": 1_200, "asks": 800,
    "goemotions": 1_200, "empatheticdialogues": 1_200, "sad": 500,
}  # fmt: skip


def company(data: Path, dice: random.Random) -> Mapping[str, list[Sample]]:
    """Return what there is to learn from, by source."""
    sources = everything(data, dice)
    some = {name: dice.sample(sources[name], count) for name, count in COMPANY.items()}
    return {
        **some,
        "events": upper.events(data),
        **{of: upper.said(of) * OFTENER for of in (ANSWERS, WORRIES)},
    }


def begun(folder: Path) -> Upper:
    """Return the upper layers as they were tuned so far; what a head has no name for yet begins anew."""
    reader, told = Upper(), torch.load(folder / "upper.pt")
    began = reader.state_dict()
    names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
    for head, before in names.items():
        for row in (f"one.{head}.weight", f"one.{head}.bias"):
            told[row] = _moved(told[row], before, began[row], OF_KIND[head])
    reader.load_state_dict({**began, **told})
    return reader


def _moved(told: Any, before: Sequence[str], fresh: Any, now: Sequence[str]) -> Any:
    """Return the rows of a head in the order of its names now: as they were told, where the name was known."""
    at = {name: row for row, name in enumerate(before)}
    rows = [told[at[name]] if name in at else one for name, one in zip(now, fresh, strict=True)]
    return torch.stack(rows)


def main(folder: Path) -> None:
    """Tune on, printing the loss now and then, and write the weights."""
    dice = random.Random(8)  # noqa: S311  the same sentences each time
    torch.manual_seed(8)
    torch.set_num_threads(THREADS)
    sources = company(Path(os.environ["HOLDSPACE_DATA"]), dice)
    every = [row for rows in sources.values() for row in rows]
    print(", ".join(f"{name} {len(rows)}" for name, rows in sources.items()), flush=True)
    tuning = Tuning(begun(folder), FURTHER, tokenizer(), every)
    tuning.run(every, dice)
    keep(tuning.reader, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
