"""Learns to hear which event is told of: `make situations` writes models/encoder/en/situations.npz.

From the ways of telling each situation, what only looks like them, and public messages that readers labelled. Needs scikit-learn,
and HOLDSPACE_DATA naming the folder of public messages. Whoever changes a situation's examples, or the encoder, runs it again.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench.readers import labelled
from holdspace.models.encoder import Encoder
from holdspace.models.senses.events import FILE, NONE
from holdspace.voice.situations import PREFIX, situations
from tools.hearing.shipped import write_sums

STRENGTH = 10.0  # of the fit: the curve is in decision 18
REAL, NOTHING = (
    1.5,
    0.5,
)  # how much a real message weighs beside a written one, and one that tells of none


def main() -> None:
    """Fit the sums, and write them beside the encoder."""
    texts, names, weights = zip(*_examples(Path(os.environ["HOLDSPACE_DATA"])), strict=True)
    encoder = Encoder()
    places = np.array([encoder.place(text) for text in texts])
    centre = places.mean(axis=0)
    centred = places - centre
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    fitted = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
    fitted.fit(centred, np.array(names), sample_weight=np.array(weights))
    np.savez(
        FILE,
        names=fitted.classes_,
        centre=centre.astype(np.float32),
        weights=fitted.coef_.astype(np.float16),
        bias=fitted.intercept_.astype(np.float32),
    )
    write_sums()
    print(f"{len(texts)} examples of {len(fitted.classes_) - 1} events")


def _examples(data: Path) -> Iterator[tuple[str, str, float]]:
    """Yield each text with the event it tells of and how much it weighs."""
    for name, situation in situations().items():
        yield from ((text, name, 1.0) for text in situation.fits)
        yield from ((text, NONE, NOTHING) for text in situation.unlike)
    for one in labelled("learn", data):
        if one.events:
            yield one.says, PREFIX + one.events[0], REAL
        else:
            yield one.says, NONE, NOTHING


if __name__ == "__main__":
    main()
