"""Learns the second opinion of words alone: `make phrases` writes models/encoder/en/phrases.npz.

From the sentences the encoder is tuned on. Needs scikit-learn, and a few minutes.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import SGDClassifier
from sklearn.preprocessing import normalize

from holdspace.models.senses.phrases import FILE, SLOTS, kind_of, sums_of
from tools.hearing.sentences import NAMES, Sample, authored, talked
from tools.hearing.shipped import write_sums

_FIT = {"loss": "log_loss", "alpha": 1e-5, "max_iter": 10, "tol": None, "random_state": 1}
_KINDS = tuple(sorted({kind_of(name) for name in NAMES} - {""}))


def main() -> None:
    """Fit a sum for each kind, and write them beside the encoder."""
    samples = (*authored(), *talked())
    table = _table_of([sample.says for sample in samples])
    rare = np.log((1 + table.shape[0]) / (1 + np.bincount(table.indices, minlength=SLOTS))) + 1
    weighed = normalize(table @ diags(rare)).tocsr()
    sums = [_fit(weighed, samples, kind) for kind in _KINDS]
    weights, bias = zip(*sums, strict=True)
    np.savez_compressed(
        FILE,
        kinds=np.array(_KINDS),
        rare=rare.astype(np.float16),
        weights=np.array(weights, dtype=np.float16).T,
        bias=np.array(bias, dtype=np.float32),
    )
    write_sums()
    print(f"{len(samples)} sentences, {FILE.stat().st_size / 1e6:.1f} MB")


def _table_of(texts: list[str]) -> csr_matrix:
    """Return the words of texts as a table: texts x slots."""
    rows = [sums_of(text) for text in texts]
    ends = np.cumsum([0, *(len(slots) for slots, _ in rows)])
    return csr_matrix(
        (
            np.concatenate([shares for _, shares in rows]),
            np.concatenate([slots for slots, _ in rows]),
            ends,
        ),
        shape=(len(texts), SLOTS),
    )


def _fit(
    table: csr_matrix, samples: tuple[Sample, ...], kind: str
) -> tuple[NDArray[np.float64], float]:
    """Fit one sum, on the sentences of which its kind is known, as many weighing for it as against; 1 is how sure it usually is."""
    at = [i for i, name in enumerate(NAMES) if kind_of(name) == kind]
    known = np.flatnonzero([all(sample.known[i] for i in at) for sample in samples])
    true = np.array([any(samples[row].true[i] for i in at) for row in known])
    fitted = SGDClassifier(class_weight="balanced", **_FIT).fit(table[known], true)
    usual = float(fitted.decision_function(table[known]).std())
    return fitted.coef_[0] / usual, float(fitted.intercept_[0]) / usual


if __name__ == "__main__":
    main()
