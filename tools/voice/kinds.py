"""Fits the sums that tell of which kind a message is, and writes them beside the encoder.

The upper layers learn such sums themselves; these are for kinds that were written since.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from holdspace.models.encoder import Place
from holdspace.models.encoder.upper import Upper
from tools.hearing.shipped import write_sums


def fit(examples: Iterable[tuple[str, str, float]], file: Path, strength: float) -> int:
    """Fit one sum for each name from texts, each with its name and weight; return how many kinds there are."""
    texts, names, weights = zip(*examples, strict=True)
    places = np.array([_place(text) for text in texts])
    centre = places.mean(axis=0)
    spread = np.linalg.norm(places - centre, axis=1).mean()
    fitted = LogisticRegression(C=strength, max_iter=400, tol=1e-3)
    fitted.fit((places - centre) / spread, np.array(names), sample_weight=np.array(weights))
    sums = fitted.coef_ / spread
    np.savez(
        file,
        names=fitted.classes_,
        weights=sums.astype(np.float16),
        bias=(fitted.intercept_ - sums @ centre).astype(np.float32),
    )
    write_sums()
    return len(fitted.classes_) - 1


@cache
def _place(text: str) -> Place:
    """Return where a text lies; several sums are fitted over the same texts."""
    return _upper().place(text)


@cache
def _upper() -> Upper:
    """Return the upper layers, read once."""
    return Upper()
