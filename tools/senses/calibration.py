"""Brings scores to come true as often as they say, head by head, on sentences that were not learnt from."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tools.senses.samples import Names, Sample
from tools.senses.vocabulary import ANY, ONE

Figures = NDArray[np.float64]
Fit = tuple[float, float]  # what scores are multiplied by, and what is added
SCALES = [round(0.3 + 0.1 * step, 1) for step in range(14)]  # how much humbler or surer
SHIFTS = [round(-3 + 0.25 * step, 2) for step in range(21)]  # and how much rarer or commoner
_BATCH = 64


def fitted(
    scores: Mapping[str, Figures], known: Sequence[Sample], heads: Iterable[str]
) -> dict[str, Fit]:
    """Return how the scores of some heads are brought to come true as often as they say."""
    found = {}
    for head in heads:
        told = [sample.told.get(head, {}) for sample in known]
        off = {
            (scale, shift): _off(head, scores[head] * scale + shift, told)
            for scale in SCALES
            for shift in (SHIFTS if head in ANY else (0.0,))
        }
        found[head] = min(off, key=lambda fit: off[fit])
        print(f"  {head}: scores times and plus {found[head]}")
    return found


def scores_of(model: Any, pieces: Tokenizer, texts: Sequence[str]) -> dict[str, Figures]:
    """Return the raw scores that a model's heads give some texts, and their places."""
    rows = []
    with torch.no_grad():
        for i in range(0, len(texts), _BATCH):
            encoded = pieces.encode_batch(list(texts[i : i + _BATCH]))
            ids = torch.tensor([each.ids for each in encoded])
            rows.append(model(ids, torch.tensor([each.attention_mask for each in encoded])))
    return {head: np.concatenate([row[head].numpy() for row in rows]) for head in rows[0]}


def _off(head: str, scores: Figures, told: Sequence[Names]) -> float:
    """Return the mean cross entropy of scores, over what is known."""
    these = {**ANY, **ONE}[head]
    if head in ONE:
        at = [i for i, each in enumerate(told) if each]
        shares = np.exp(scores[at] - scores[at].max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        goals = [these.index(next(iter(told[i]))) for i in at]
        return float(-np.log(shares[np.arange(len(at)), goals] + 1e-9).mean())
    known = np.array([[name in each for name in these] for each in told])
    so = np.array([[each.get(name, 0.0) for name in these] for each in told])
    likely = 1 / (1 + np.exp(-scores))
    off = -(so * np.log(likely + 1e-9) + (1 - so) * np.log(1 - likely + 1e-9))
    return float(off[known].mean())
