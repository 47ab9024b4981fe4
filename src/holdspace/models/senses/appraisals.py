"""Hears what an event means to the person, as the bank of meaning lines names it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from holdspace.domain.cues import CueBook, Found
from holdspace.domain.talk import Feeling
from holdspace.domain.words import Word
from holdspace.models.senses.standing import Sentence, SmallWords

_STRONG, _WEAK, _BARE = 1.0, 0.5, 0.35  # a bare weak cue is one word long
_ENOUGH = 0.5  # a strong cue, a weak one of several words, or two bare ones; less is noise
PLENTY = 0.55  # the score that a single weak cue stays under
_CAP = 4.0
_HALF = 0.5  # the total that scores a half
_IMPLIED = 0.4  # the score of a meaning that only a feeling tells
_PLAIN = 3  # the grade from which a feeling implies a meaning


class Scored(NamedTuple):
    """A meaning, how surely it was heard from 0 to 1, and the first words that told it, if any did."""

    name: str
    score: float
    span: tuple[int, int] | None = None


class AppraisalEar:
    """Hears the meanings of one language."""

    def __init__(
        self, files: Iterable[tuple[str, Mapping[str, Any]]], inner: Iterable[str]
    ) -> None:
        """Take each meaning with its cues, and the meanings that say how the person is."""
        self._ear = CueBook(cue for name, content in files for cue in _cues(name, content))
        self._inner = frozenset(inner)

    def hear(self, sentence: Sentence) -> tuple[Scored, ...]:
        """Return each meaning heard with its score from 0 to 1, likeliest first.

        One strong cue scores two thirds, two weak cues less, more cues more; a bare
        weak cue by itself is not enough.
        """
        heard = sorted(self._ear.find(sentence.words), key=_weight, reverse=True)
        ruled_out = {_name(found) for found in heard if found.tells.endswith("/not")}
        totals: defaultdict[str, float] = defaultdict(float)
        counted: set[tuple[str, int]] = set()
        spans: dict[str, tuple[int, int]] = {}
        for found in heard:
            name = _name(found)
            places = {(name, at) for at in range(found.first, found.last)}
            if name in ruled_out or counted & places or not self._holds(found, name, sentence):
                continue
            totals[name] += _weight(found)
            spans.setdefault(name, found.span)
            counted |= places  # a place counts once: cues that overlap say one thing
        enough = {name: total for name, total in totals.items() if total >= _ENOUGH}
        scored = (Scored(name, score(total), spans[name]) for name, total in enough.items())
        return tuple(sorted(scored, key=lambda one: (-one.score, one.name)))

    def _holds(self, found: Found, name: str, sentence: Sentence) -> bool:
        """Whether a cue is not denied and, where that matters, speaks of the person."""
        standing = sentence.stand(found)
        return not standing.denied and (standing.own or name not in self._inner)


def score(total: float) -> float:
    """Return the score, from 0 to 1, of cues that count `total` strong ones."""
    capped = min(total, _CAP)
    return round(capped / (capped + _HALF), 3)


def _cues(name: str, content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the cues of one meaning with the name and kind they tell."""
    for kind in ("cues", "weak", "not"):
        for phrase in content.get(kind, ()):
            yield f"{name}/{kind}", phrase


def _name(found: Found) -> str:
    """Return the meaning a cue tells."""
    return found.tells.partition("/")[0]


def _weight(found: Found) -> float:
    """Return what a cue counts; a longer one a little more, as it says more."""
    length = found.last - found.first
    if found.tells.endswith("/cues"):
        return _STRONG + 0.01 * length
    return _WEAK + 0.01 * length if length > 1 else _BARE


class Implied:
    """The meanings that feelings carry by themselves, when no cue of a meaning was heard."""

    def __init__(self, table: Mapping[str, Any], small: SmallWords) -> None:
        """Take the language's table of feelings and its small words."""
        self._alone: Mapping[str, str] = table["implied"]
        self._with_someone: Mapping[str, str] = table["implied_with_someone"]
        self._by_signs = frozenset(table["implied_by"]["signs"])
        self._if_small = frozenset(table["implied_by"]["small"])
        self._small = small

    def by(self, feelings: tuple[Feeling, ...], words: tuple[Word, ...]) -> tuple[Scored, ...]:
        """Return the meaning of the clear feelings, each once, with a low score."""
        someone = any(self._small.text_is(word.text, "others", "people") for word in words)
        clear = [feeling for feeling in feelings if self._is_clear(feeling)]
        names = (self._of(feeling.name, someone=someone) for feeling in clear)
        return tuple(Scored(name, _IMPLIED) for name in dict.fromkeys(names) if name)

    def _of(self, feeling: str, *, someone: bool) -> str:
        """Return the meaning one feeling carries, or nothing."""
        alone = self._alone.get(feeling, "")
        return self._with_someone.get(feeling, alone) if someone else alone

    def _is_clear(self, feeling: Feeling) -> bool:
        """Whether a feeling was said so that its meaning is said too."""
        if feeling.name in self._if_small and feeling.grade > _PLAIN:
            return False
        return feeling.grade >= _PLAIN and (feeling.named or feeling.name in self._by_signs)
