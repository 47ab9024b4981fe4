"""The sparse half of the public labels: pieces of words, and two in a row, each with its own weight for each label.

It learns from the comments alone and apart from the encoder, so that it errs elsewhere; their sum is better than either.
Pairs are hashed, so that no rare phrase of anybody is kept.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from tools.senses.samples import Sample
from tools.senses.vocabulary import LABELS

EPOCHS, BATCH, RATE, FALLING = 5, 512, 0.1, 0.7
PIECES, SLOTS = 30_522, 35_014  # of single pieces, and of pairs: 65,536 rows in all
LOST = 0.4  # the share of pieces and pairs that a text is learnt without
SMALL = 1e-6  # how dear large weights are
_FIRST, _SECOND = 1_000_003, 7_919  # primes that scatter pairs
_SELDOM = -3.0  # where each label begins


class Words(nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """Adds up the weights of what a text has in it."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Embedding(PIECES + SLOTS, len(LABELS))
        nn.init.zeros_(self.weights.weight)
        self.bias = nn.Parameter(torch.full((len(LABELS),), _SELDOM))

    def forward(self, ids: Any, mask: Any) -> Any:
        """Return the score of each public label for each text."""
        pairs = (ids[:, :-1] * _FIRST + ids[:, 1:] * _SECOND) % SLOTS + PIECES
        there = torch.cat([mask, mask[:, 1:]], 1).float()
        if self.training:
            there = there * (torch.rand_like(there) > LOST)
        rows = self.weights(torch.cat([ids, pairs], 1)) * there.unsqueeze(-1)
        return rows.sum(1) / there.sum(1, keepdim=True).clamp(min=1) ** 0.5 + self.bias


def learnt(comments: Sequence[Sample], pieces: Tokenizer, dice: random.Random) -> Words:
    """Return the weights that public comments teach."""
    words = Words()
    optimiser = torch.optim.Adam(words.parameters(), lr=RATE)
    falling = torch.optim.lr_scheduler.ExponentialLR(optimiser, FALLING)
    every = sorted(comments, key=lambda sample: len(sample.says))
    batches = [every[i : i + BATCH] for i in range(0, len(every), BATCH)]
    for _ in range(EPOCHS):
        dice.shuffle(batches)
        for batch in batches:
            _step(words, optimiser, pieces, batch)
        falling.step()
    words.eval()
    return words


def _step(words: Words, optimiser: Any, pieces: Tokenizer, batch: Sequence[Sample]) -> None:
    """Learn from one batch."""
    encoded = pieces.encode_batch([sample.says for sample in batch])
    ids = torch.tensor([each.ids for each in encoded])
    scores = words(ids, torch.tensor([each.attention_mask for each in encoded]))
    so = torch.tensor([_row(sample.told["labels"]) for sample in batch])
    missed = nn.functional.binary_cross_entropy_with_logits(scores, so, reduction="sum")
    large = (words.weights.weight**2).sum()
    optimiser.zero_grad()
    (missed / len(batch) + SMALL * large).backward()
    optimiser.step()


def _row(told: Mapping[str, float]) -> list[float]:
    """Return whether each label is so."""
    return [told[name] for name in LABELS]
