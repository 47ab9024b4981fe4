"""Fits the sums that tell of which kind a message is, and writes them beside the encoder."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from holdspace.models.encoder import Encoder
from tools.hearing.shipped import write_sums


def fit(examples: Iterable[tuple[str, str, float]], file: Path, strength: float) -> int:
    """Fit one sum for each name from texts, each with its name and weight; return how many kinds there are."""
    texts, names, weights = zip(*examples, strict=True)
    encoder = Encoder()
    places = np.array([encoder.place(text) for text in texts])
    centre = places.mean(axis=0)
    centred = places - centre
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    fitted = LogisticRegression(C=strength, max_iter=400, tol=1e-3)
    fitted.fit(centred, np.array(names), sample_weight=np.array(weights))
    np.savez(
        file,
        names=fitted.classes_,
        centre=centre.astype(np.float32),
        weights=fitted.coef_.astype(np.float16),
        bias=fitted.intercept_.astype(np.float32),
    )
    write_sums()
    return len(fitted.classes_) - 1
