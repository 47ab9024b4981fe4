"""The senses made of reviewed words alone: no trained model, nothing to load but text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from holdspace import shelf
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.talk import Feeling, Heard, Perception, Tone, Trace
from holdspace.domain.words import Word, split
from holdspace.models.senses.appraisals import PLENTY, AppraisalEar, Implied, Scored
from holdspace.models.senses.feelings import FeelingEar, Hint, gathered, is_loud
from holdspace.models.senses.standing import Sentence, SmallWords
from holdspace.models.senses.states import SelfAttackEar, StateEar, is_shouted
from holdspace.models.senses.tone import SURE, ToneEar

_LONGEST = 4000  # characters listened to: the first and the last half of them
_MOST = 6  # meanings handed on
# How often what words tell is so, on the half of `corpora/senses` to tune on.
RIGHT = {"feelings": 0.7, "appraisals": 0.7, "self-attack": 0.8}


class Ears:
    """All that listens in one language, ready once its files are read."""

    def __init__(self, language: str) -> None:
        """Read the language's reviewed words. Raises BrokenData where a file is broken."""
        folder = ("senses", language)
        feelings = shelf.read("models", *folder, "feelings.toml")
        tones = shelf.read("models", *folder, "tone.toml")
        self.small = SmallWords(shelf.read("models", *folder, "standing.toml"))
        self._feelings = FeelingEar(feelings, self.small)
        self._implied = Implied(feelings, self.small)
        self.tone = ToneEar(tones, self._feelings.tones)
        self._states = StateEar(shelf.read("models", *folder, "states.toml"))
        self._attacks = SelfAttackEar(shelf.read("models", *folder, "selfattack.toml"))
        further = shelf.read("models", *folder, "further.toml")
        files = (*shelf.read_all("models", *folder, "appraisals"), *further.items())
        self._appraisals = AppraisalEar(files, tones["inner"])

    def perceive(self, said: Private, parse: Parse) -> Perception:
        """Return what was understood of one message; what is uncertain stays unknown."""
        if not said:
            return Perception.unknown()
        text = said.text
        sentence = Sentence(_words(said), parse, self.small)
        hints = self._feelings.hear(sentence, text)
        loud = is_loud(text)
        feelings = gathered(hints, loud=loud)
        tone = self.tone.hear(sentence, hints)
        meanings = self._meanings(sentence, feelings, tone)
        tone = self.tone.of_meanings(meanings) if tone is Tone.UNKNOWN else tone
        attack = self._attacks.hear(sentence)
        return Perception(
            feelings=feelings,
            state=self._states.hear(sentence, feelings, shouted=is_shouted(loud=loud, tone=tone)),
            tone=tone,
            appraisals=tuple((one.name, one.score) for one in meanings),
            self_attack=attack is not None,
            intensity=max((feeling.grade for feeling in feelings), default=None),
            traces=tuple(_traces(hints, meanings, attack)),
        )

    def _meanings(
        self, sentence: Sentence, feelings: tuple[Feeling, ...], tone: Tone
    ) -> tuple[Scored, ...]:
        """Return the meanings that were heard, or else those the feelings carry, that fit the tone."""
        heard = self._fitting(self._appraisals.hear(sentence), tone)
        if not feelings:
            heard = tuple(one for one in heard if one.score >= PLENTY)
        return heard or self._fitting(self._implied.by(feelings, sentence.words), tone)

    def _fitting(self, scored: Iterable[Scored], tone: Tone) -> tuple[Scored, ...]:
        """Return the meanings whose tone does not contradict the message's; the weak must match."""
        return tuple(
            one for one in scored if self.tone.agrees(one.name, tone, surely=one.score < SURE)
        )[:_MOST]


def _traces(
    hints: Iterable[Hint], meanings: Iterable[Scored], attack: tuple[int, int] | None
) -> Iterator[Trace]:
    """Yield which words led to what, with how often words like these are right."""
    for hint in hints:
        yield Trace("feelings", hint.feeling.name, RIGHT["feelings"], hint.span)
    for one in meanings:
        if one.span is not None:
            yield Trace("appraisals", one.name, round(RIGHT["appraisals"] * one.score, 3), one.span)
    if attack is not None:
        yield Trace("self-attack", "self-attack", RIGHT["self-attack"], attack)


def _words(said: Private) -> tuple[Word, ...]:
    """Split the text; of a very long one the first half and the last, each where it stands."""
    text = said.text
    if len(text) <= _LONGEST:
        return said.split
    half = _LONGEST // 2
    shift = len(text) - half
    last = (replace(w, start=w.start + shift, end=w.end + shift) for w in split(text[-half:]))
    return (*split(text[:half]), *last)


@cache
def ears(language: str) -> Ears:
    """Return what listens in a language, read once."""
    return Ears(language)


class LexicalSenses:
    """Perceives by reviewed words; reads them when the first message comes."""

    def __init__(self, language: str = "en") -> None:
        """Take the language to listen in."""
        self._language = language

    def load(self) -> None:
        """Read the words now, so that the first message need not wait."""
        ears(self._language)

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        """Return what was understood; what is uncertain stays unknown."""
        return ears(self._language).perceive(heard.words, parse)
