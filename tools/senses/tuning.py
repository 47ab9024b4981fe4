"""How heads are tuned on one encoder: what each has to learn, how far off it is, and one step after another."""

import random
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from tools.hearing.train import batches, descend, slipped, whole
from tools.senses.samples import Names, Sample

CLOSE = 12.0  # how sharply what should lie close together is told from the rest
SIZE = 128  # of a meaning's place
INTENSITY, PLACE = "intensity", "place"  # heads of one figure, and of a place
_BATCH = 32
_TOLD_EVERY = 200  # steps


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be learnt: the names of each head, how much each head counts, and at what pace.

    Of the heads in `some` any name may be so, of those in `one` exactly one; of these the rarer names count more, but for those in `even`.
    """

    some: Mapping[str, tuple[str, ...]]
    one: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]  # of every head, `INTENSITY` and `PLACE` among them
    passes: int
    rates: tuple[float, float]  # of the heads, and of the encoder
    even: frozenset[str] = frozenset()


class Reader(nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """An encoder, a head for each kind of thing that can be heard, and a place for what is meant."""

    def __init__(self, bert: Any, task: Task, lost: float) -> None:
        super().__init__()
        self.bert = bert
        width = 2 * bert.config.hidden_size
        self.drop = nn.Dropout(lost)
        self.any = nn.ModuleDict(
            {head: nn.Linear(width, len(names)) for head, names in task.some.items()}
        )
        self.one = nn.ModuleDict(
            {head: nn.Linear(width, len(names)) for head, names in task.one.items()}
        )
        self.intensity = nn.Linear(width, 1)
        self.place = nn.Linear(width, SIZE)

    def forward(self, ids: Any, mask: Any) -> Mapping[str, Any]:
        """Return the scores of each head for each text, and its place as a vector of length 1."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.scores(self.drop(whole(hidden, mask)))

    def scores(self, read: Any) -> Mapping[str, Any]:
        """Return the scores of each head for what was read of each text, and its place."""
        heads = {**self.any, **self.one, INTENSITY: self.intensity}
        scores = {name: head(read) for name, head in heads.items()}
        return {**scores, PLACE: nn.functional.normalize(self.place(read), dim=1)}


class Tuning:
    """The optimiser, its falling rate, and the loss so far."""

    def __init__(self, reader: Reader, task: Task, pieces: Tokenizer, every: list[Sample]) -> None:
        """Take what is tuned, what it is to learn, what divides texts, and all there is to learn from."""
        self.reader, self._task, self._pieces = reader.train(), task, pieces
        self._steps = task.passes * (len(every) // _BATCH + 20)
        self.done, self.loss = 0, 0.0
        self._near = {name: i for i, name in enumerate(sorted({n for s in every for n in s.near}))}
        self._rare = {
            head: _rarity(names, head, every)
            for head, names in task.one.items()
            if head not in task.even
        }
        self._hubs = nn.Parameter(torch.randn(len(self._near), SIZE) * 0.1)
        learning = {name: w for name, w in reader.named_parameters() if w.requires_grad}
        rest = [w for name, w in learning.items() if name.startswith("bert.")]
        heads = [w for name, w in learning.items() if not name.startswith("bert.")]
        groups = [
            {"params": part, "lr": rate}
            for part, rate in zip(([*heads, self._hubs], rest), task.rates, strict=True)
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self._rate = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, list(task.rates), total_steps=self._steps + 2, pct_start=0.1
        )

    def run(self, every: list[Sample], dice: random.Random) -> None:
        """Learn from everything, slips and all, as many times as the task asks, printing the loss now and then."""
        began = time.perf_counter()
        for turn in range(self._task.passes):
            dice.shuffle(every)
            slips = [replace(row, says=slipped(row.says, dice)) for row in every]
            for batch in batches(slips, dice):
                self.step(batch)
                if self.done % _TOLD_EVERY == 0:
                    took = time.perf_counter() - began
                    told = f"pass {turn + 1}, step {self.done}: {self.loss:.4f}, {took:.0f} s"
                    print(told, flush=True)

    def step(self, batch: list[Sample]) -> None:
        """Learn from one batch."""
        if self.done >= self._steps:
            return
        encoded = self._pieces.encode_batch([sample.says for sample in batch])
        ids = torch.tensor([each.ids for each in encoded])
        mask = torch.tensor([each.attention_mask for each in encoded])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.reader(ids, mask)
        loss = self._loss({name: score.float() for name, score in scores.items()}, batch)
        descend(loss, self.reader, self._optimiser, self._rate)
        self.done += 1
        self.loss = loss.item() if self.done == 1 else self.loss + 0.02 * (loss.item() - self.loss)

    def _loss(self, scores: Mapping[str, Any], batch: list[Sample]) -> Any:
        """Add up how far each head is from what is known of the batch."""
        loss, weights = torch.zeros(()), self._task.weights
        for head, names in {**self._task.some, INTENSITY: (INTENSITY,)}.items():
            told_of = [s.told.get(head, {}) for s in batch]
            loss = loss + weights[head] * _missed_any(scores[head], names, told_of)
        for head, names in self._task.one.items():
            told_of = [s.told.get(head, {}) for s in batch]
            missed = _missed_one(scores[head], names, told_of, self._rare.get(head))
            loss = loss + weights[head] * missed
        return loss + weights[PLACE] * self._apart(scores[PLACE], batch)

    def _apart(self, places: Any, batch: list[Sample]) -> Any:
        """Say how far each text lies from where its like lie, beside all others."""
        at = [i for i, sample in enumerate(batch) if sample.near]
        if not at:
            return torch.zeros(())
        hubs = nn.functional.normalize(self._hubs, dim=1)
        goals = torch.tensor([self._near[batch[i].near[0]] for i in at])
        return nn.functional.cross_entropy(CLOSE * places[at] @ hubs.T, goals)


def _missed_any(scores: Any, names: tuple[str, ...], told_of: list[Names]) -> Any:
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


def _missed_one(scores: Any, names: tuple[str, ...], told_of: list[Names], rare: Any) -> Any:
    """Return the mean cross entropy over the texts of which the one is known."""
    at = [i for i, each in enumerate(told_of) if each]
    if not at:
        return torch.zeros(())
    goals = torch.tensor([names.index(next(iter(told_of[i]))) for i in at])
    return nn.functional.cross_entropy(scores[at], goals, weight=rare)
