"""The simple reader that ours is measured beside: word and letter runs with logistic regression."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from tools.senses.samples import Sample
from tools.senses.vocabulary import LABELS

_BARS = [round(0.05 + 0.025 * step, 3) for step in range(37)]


def sparse(
    train: Sequence[Sample], dev: Sequence[Sample], test: Sequence[Sample]
) -> list[frozenset[str]]:
    """Return the labels that runs of words and letters tell of each test sentence; thresholds are from dev."""
    words = TfidfVectorizer(ngram_range=(1, 2), min_df=5, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=5, sublinear_tf=True)
    says = [[sample.says for sample in part] for part in (train, dev, test)]
    features = [
        hstack([words.fit_transform(says[0]), letters.fit_transform(says[0])]),
        *(hstack([words.transform(part), letters.transform(part)]) for part in says[1:]),
    ]
    reader = OneVsRestClassifier(LogisticRegression(C=4, max_iter=400), n_jobs=2)
    reader.fit(features[0].tocsr(), _so(train))
    bars = _bars(reader.predict_proba(features[1].tocsr()), _so(dev))
    likely = reader.predict_proba(features[2].tocsr())
    return [frozenset(LABELS[i] for i in np.flatnonzero(row >= bars)) for row in likely]


def _so(samples: Sequence[Sample]) -> NDArray[np.int_]:
    """Return which labels are so, a row a sentence."""
    return np.array([[int(sample.told["labels"][name]) for name in LABELS] for sample in samples])


def _bars(likely: NDArray[np.float64], so: NDArray[np.int_]) -> NDArray[np.float64]:
    """Return for each label the threshold of the highest F1."""
    columns = range(len(LABELS))
    return np.array([_bar(likely[:, column], so[:, column]) for column in columns])


def _bar(likely: NDArray[np.float64], so: NDArray[np.int_]) -> float:
    """Return the threshold of the highest F1 of one label."""
    return max(_BARS, key=lambda bar: _f1(likely >= bar, so))


def _f1(found: NDArray[np.bool_], so: NDArray[np.int_]) -> float:
    """Return the F1 of one label."""
    return float(2 * (found & (so == 1)).sum() / max(1, found.sum() + so.sum()))
