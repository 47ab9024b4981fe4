"""Hears whether what was told is welcome to the person."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from holdspace.domain.cues import CueBook
from holdspace.domain.talk import Tone
from holdspace.models.senses.appraisals import Scored
from holdspace.models.senses.feelings import Hint
from holdspace.models.senses.overlap import longest
from holdspace.models.senses.standing import Sentence

_WEIGHTS = {"strong": 1.0, "weak": 0.4}
_A_GRADE = 0.6  # what one grade of a feeling weighs
_UNNAMED = 0.6  # what a mere sign of a feeling keeps of that
_EARLIER = 0.25  # what the half before a "but" keeps
_HALF_A_TALE = 3  # words: fewer after a turn are no second half
_BOTH = 0.6  # how near the lighter side must come for the tone to be mixed
SURE = 0.66  # the score from which a meaning tells the tone: one strong cue
_FAINT = 0.75  # less than this on both sides tells nothing

_Weighed = tuple[int, float]  # where in the words, and how welcome (below 0: unwelcome)


class ToneEar:
    """Hears the tone in one language."""

    def __init__(self, table: Mapping[str, Any], feelings: Mapping[str, str]) -> None:
        """Take the language's table of tones, and the tone of each feeling."""
        self.of_meaning: Mapping[str, str] = table["appraisals"]
        self._untelling = frozenset(table["untelling"])
        self._of_feeling = feelings
        self._ear = CueBook(_cues(table))
        self._turns = CueBook(("turn", phrase) for phrase in table["turns"])

    def hear(self, sentence: Sentence, hints: Iterable[Hint]) -> Tone:
        """Return the tone of feelings and words; the half after a turn counts more."""
        weighed = [*self._by_words(sentence), *self._by_feelings(hints)]
        turn = max((found.last for found in self._turns.find(sentence.words)), default=0)
        if turn + _HALF_A_TALE > len(sentence.words):
            turn = 0  # nothing much comes after it
        halves = [value * (_EARLIER if at < turn else 1) for at, value in weighed]
        return _balance(sum(v for v in halves if v > 0), -sum(v for v in halves if v < 0))

    def _by_words(self, sentence: Sentence) -> Iterator[_Weighed]:
        """Weigh welcome and unwelcome words; a welcome denied is unwelcome, one wished for tells nothing."""
        for found in longest(self._ear.find(sentence.words)):
            side, strength = found.tells.split("/")
            weight = _WEIGHTS[strength]
            standing = sentence.stand(found)
            lacking = standing.wished or standing.over
            if side == "welcome" and standing.denied:
                yield found.first, -weight
            elif side == "welcome" and standing.own and not lacking:
                yield found.first, weight
            elif side == "unwelcome" and not standing.denied:
                yield found.first, -weight

    def _by_feelings(self, hints: Iterable[Hint]) -> Iterator[_Weighed]:
        """Weigh the feelings that were heard, by their grade."""
        for hint in hints:
            side = {"pleasant": 1, "painful": -1}.get(self._of_feeling[hint.feeling.name], 0)
            named = 1 if hint.feeling.named else _UNNAMED
            yield hint.at, side * hint.feeling.grade * _A_GRADE * named

    def of_meanings(self, scored: Iterable[Scored]) -> Tone:
        """Return the tone that the meanings heard for sure have together."""
        sure = [one.name for one in scored if one.score >= SURE and one.name not in self._untelling]
        sides = {self.of_meaning.get(name, "mixed") for name in sure}
        if not sides:
            return Tone.UNKNOWN
        return Tone(sides.pop()) if len(sides) == 1 else Tone.MIXED

    def of_feeling(self, name: str) -> str:
        """Return the tone of a feeling: painful, pleasant or neutral."""
        return self._of_feeling.get(name, "neutral")

    def agrees(self, name: str, tone: Tone, *, surely: bool) -> bool:
        """Whether a meaning may stand beside what else was heard; `surely` asks for the same tone."""
        side = self.of_meaning.get(name, "mixed")
        unsided = tone in {Tone.UNKNOWN, Tone.MIXED}
        return side == tone or (not surely and (unsided or side == "mixed"))


def _cues(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each word of the tone lexicon with its side and strength."""
    for side in ("welcome", "unwelcome"):
        for strength, phrases in table[side].items():
            for phrase in phrases:
                yield f"{side}/{strength}", phrase


def _balance(welcome: float, unwelcome: float) -> Tone:
    """Return the tone of so much welcome and so much unwelcome."""
    heavier, lighter = max(welcome, unwelcome), min(welcome, unwelcome)
    if heavier < _FAINT:
        return Tone.UNKNOWN
    if lighter >= _BOTH * heavier:
        return Tone.MIXED
    return Tone.PLEASANT if welcome > unwelcome else Tone.PAINFUL
