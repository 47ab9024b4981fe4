"""Says how much a part of a message is worth saying back, as readers who marked some two thousand messages would.

What speaks for a part is read off the grammar; how much each thing weighs was learnt from `corpora/voice/clauses.jsonl`, by `make clauses`.
"""

from collections.abc import Mapping
from functools import cache

from holdspace import shelf
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import SELF, Stretch, Syntax

_FITTING, _FEW = 13, 6  # words
_BARE = 5  # words that name a feeling and not what it is about
_NEARLY_ALL = 0.8  # of a message
_DENIED = frozenset(
    ["not", "n't", "never", "nobody", "no", "none", "nothing", "without", "nowhere", "hardly", "barely", "cannot", "neither"]
)  # fmt: skip
_POINTED = frozenset(
    ["just", "still", "even", "finally", "only", "again", "already", "now", "today", "anymore", "ever", "yet"]
)  # fmt: skip
_SUPPOSED = frozenset({"would", "'d", "could", "might"})


def worth(syntax: Syntax, stretch: Stretch, size: int) -> float:
    """Return how much a stretch of `size` written words is worth saying back."""
    weights = _weights()
    speaks = features(syntax, stretch, size)
    return sum(weights[name] * value for name, value in speaks.items())


def features(syntax: Syntax, stretch: Stretch, size: int) -> Mapping[str, float]:
    """Return what speaks for a stretch and against it, by name."""
    lowers = [syntax.lowers[i] for i in stretch.tokens]
    return {
        **_by_place(syntax, stretch, lowers),
        **_by_length(lowers, size, fragment=stretch.fragment),
        **_by_speaker(syntax, stretch, lowers),
        **_by_words(syntax, stretch, lowers),
    }


def _by_place(syntax: Syntax, stretch: Stretch, lowers: list[str]) -> Mapping[str, float]:
    """Tell where in the message it stands: a story comes to its point, and "but" leads there."""
    first = stretch.tokens[0]
    along = first / len(syntax.tokens)
    all_of_it = len(stretch.tokens) > _NEARLY_ALL * len(syntax.tokens)
    return {
        "along": along,
        "off-middle": (along - 0.5) ** 2,
        "opens": float(syntax.roots[first] == syntax.roots[0]),
        "closes": float(syntax.roots[first] == syntax.roots[-1]),
        "after-but": float(first > 0 and syntax.lowers[first - 1] == "but"),
        "but-within": float("but" in lowers),
        "both-sides": float("but" in lowers and stretch.whole and all_of_it),
        "whole": float(stretch.whole),
        "all-of-it": float(all_of_it),
    }


def _by_length(lowers: list[str], size: int, *, fragment: bool) -> Mapping[str, float]:
    """Tell how long and how plain it is."""
    return {
        "words": size / 10,
        "too-long": max(0, size - _FITTING) / 5,
        "too-short": max(0, _FEW - size) / 3,
        "comma": float("," in lowers),
        "fragment": float(fragment),
    }


def _by_speaker(syntax: Syntax, stretch: Stretch, lowers: list[str]) -> Mapping[str, float]:
    """Tell who does what to whom: what is theirs, and what was done to them, matters most."""
    subject = syntax.subject(stretch.root)
    own = syntax.is_self(subject)
    others = subject is not None and syntax.lowers[subject] in {"he", "she", "they"}
    return {
        "self-does": float(own),
        "done-to-self": float("me" in lowers and not own),
        "my": float(bool({"my", "our"} & set(lowers))),
        "about-self": float(bool(SELF & set(lowers))),
        "they-do": float(others),
    }


def _by_words(syntax: Syntax, stretch: Stretch, lowers: list[str]) -> Mapping[str, float]:
    """Tell what its words are: felt, denied, pointed, only supposed, or a scene being set."""
    words, lists, root = set(lowers), lexicon(), syntax.tokens[stretch.root]
    felt = any(syntax.about(i, lists["felt"]) for i in stretch.tokens)
    bare = len(words) <= _BARE
    scene = root.lemma in lists["scenes"] and syntax.child(stretch.root, "acomp", "attr") is None
    return {
        "felt": float(felt),
        "feels": float(root.lemma == "feel"),
        "only-feels": float(bare and (root.lemma == "feel" or felt)),
        "weighs": float(any(syntax.about(i, lists["events"]) for i in stretch.tokens)),
        "denied": float(bool(words & _DENIED)),
        "pointed": float(bool(words & _POINTED)),
        "supposed": float(bool(words & _SUPPOSED)),
        "under-way": float(root.tag == "VBG"),
        "counted": float(any(syntax.tokens[i].tag == "CD" for i in stretch.tokens)),
        "scene": float(scene),
    }


@cache
def _weights() -> Mapping[str, float]:
    """Return how much each thing weighs. Raises BrokenData when it cannot be read."""
    weights: Mapping[str, float] = shelf.read("voice", "ranking", "clauses.toml")["weights"]
    return weights
