"""Hears feelings: which, how strong, whether they were named, and whose they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdspace.domain.cues import CueBook, Found
from holdspace.domain.talk import Feeling
from holdspace.domain.words import Word
from holdspace.models.senses.overlap import longest
from holdspace.models.senses.standing import Sentence, SmallWords, before

_FAINTEST, _STRONGEST = 1, 5
_IDLE = "idle"  # phrases that hold a feeling's word and tell of none: "happy birthday"
_KINDS = ("felt", "caused", "signs", _IDLE)
_BY_OTHERS = frozenset({"anger", "hurt", "disgust", "fear", "frustration", "grief"})
_FACE = 2  # the grade of a drawn face
_LOUD = re.compile(r"!\s*!\s*!|\b[A-Z]{2,}\b\W+\b[A-Z]{2,}\b\W+\b[A-Z]{2,}\b")


@dataclass(frozen=True, slots=True)
class Hint:
    """One sign of a feeling, and where in the words it stood."""

    feeling: Feeling
    at: int
    span: tuple[int, int]


class FeelingEar:
    """Hears the feelings of one language."""

    def __init__(self, table: Mapping[str, Any], small: SmallWords) -> None:
        """Take the language's table of feelings and its small words."""
        entries = {name: entry for name, entry in table.items() if "tone" in entry}
        self.tones: Mapping[str, str] = {name: entry["tone"] for name, entry in entries.items()}
        self._small = small
        self._faces = tuple((face, name) for name, fs in table["faces"].items() for face in fs)
        self._ear = CueBook(_cues(entries))

    def hear(self, sentence: Sentence, text: str) -> tuple[Hint, ...]:
        """Return every sign of a feeling of the person's own, in order, the same one perhaps twice."""
        heard = longest(self._ear.find(sentence.words))
        hints = [hint for found in heard if (hint := self._hint(found, sentence))]
        hints.extend(
            Hint(Feeling(name, _FACE, named=False), len(sentence.words), (at, at + len(face)))
            for face, name in self._faces
            if (at := text.find(face)) >= 0
        )
        return tuple(hints)

    def _hint(self, found: Found, sentence: Sentence) -> Hint | None:
        """Return what one cue tells, or None when it is denied, wished for, or somebody else's."""
        name, kind, grade = found.tells.split("/")
        if kind == _IDLE:
            return None
        standing = sentence.stand(found)
        painful = self.tones[name] == "painful"
        if standing.denied or not (standing.own or (kind == "caused" and name in _BY_OTHERS)):
            return None
        if (standing.wished or standing.over) and not painful and name != "hope":
            return None
        strength = int(grade) + self._stress(sentence.words, found)
        strength -= standing.wished + 2 * standing.over
        if strength < _FAINTEST:
            return None
        feeling = Feeling(name, min(strength, _STRONGEST), named=kind == "felt")
        return Hint(feeling, found.first, found.span)

    def _stress(self, words: tuple[Word, ...], found: Found) -> int:
        """Return 1 where the words before lift the cue, -1 where they lower it, else 0."""
        near = tuple(before(words, found.first, 2))
        if not near:
            return 0
        kind_of = len(near) > 1 and near[0].text == "of" and self._small.has("kind_of", near[1])
        if kind_of or self._small.has("less", near[0]):
            return -1
        return int(self._small.has("more", near[0]))


def _cues(entries: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each cue with the feeling, kind and grade it tells."""
    for name, entry in entries.items():
        for kind in _KINDS:
            for grade, phrases in entry.get(kind, {}).items():
                for phrase in phrases:
                    yield f"{name}/{kind}/{grade}", phrase


def gathered(hints: Iterable[Hint], *, loud: bool) -> tuple[Feeling, ...]:
    """Return each feeling once, strongest first; a named one outranks its mere signs."""
    by_name: dict[str, Feeling] = {}
    for hint in hints:
        kept = by_name.get(hint.feeling.name)
        by_name[hint.feeling.name] = _stronger(kept, hint.feeling) if kept else hint.feeling
    lifted = (Feeling(f.name, min(f.grade + loud, _STRONGEST), f.named) for f in by_name.values())
    return tuple(sorted(lifted, key=lambda feeling: (-feeling.grade, not feeling.named)))


def _stronger(one: Feeling, other: Feeling) -> Feeling:
    """Return one feeling out of two signs of it."""
    return Feeling(one.name, max(one.grade, other.grade), one.named or other.named)


def is_loud(text: str) -> bool:
    """Whether the words are shouted: marks in a row, or three words in capitals."""
    return bool(_LOUD.search(text))
