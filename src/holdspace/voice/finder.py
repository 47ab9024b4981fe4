"""Finds the words for one part of a plan, from four sources, best first."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Find, Move, Perception, Said, Spoken, State, Told, Tone
from holdspace.domain.words import split
from holdspace.ports import Dice
from holdspace.safety.gates import names_a_means, refusal
from holdspace.safety.script import acknowledgements
from holdspace.voice.frames import frames
from holdspace.voice.lines import Bank, MeaningLine, OtherLine
from holdspace.voice.mirror import mirrors
from holdspace.voice.overlay import keepers_bank
from holdspace.voice.quote import quotes
from holdspace.voice.takeup import takeups

T = TypeVar("T")
Source = Callable[[Told, Said], Iterator[Spoken]]

_OPPOSITE = {Tone.PLEASANT: Tone.PAINFUL, Tone.PAINFUL: Tone.PLEASANT}
_USUAL_GRADE = 3
_STEM = 5  # letters by which two words count as the same
_SEEN = 6  # lines within which no two speak of one meaning: a topic is not said the same way twice
_SHORT = 8  # words: a mirror of fewer adds little to what it means, where that can be said
_VERDICTS = (
    "You're ",
    "You are ",
    "You can",
    "You don",
    "You never",
    "You always",
    "You feel",
    "It",
)
_RATIONED = {Move.GEN: 18, Move.NRM: 15}  # lines within which a move comes once: six turns, five
_OTHERS = frozenset({"he", "she", "they"})
_CLOSE = 2  # a line at least so close comes first; among those, chance decides


class AuthoredVoice:
    """The default voice: every word was written and reviewed beforehand, or is the person's own."""

    def __init__(self, dice: Dice, language: str = "en", words: Path | None = None) -> None:
        """Take the dice, the language, and the keeper's folder of words, if there is one."""
        self._dice = dice
        self._language = language
        self._words = words

    @property
    def _bank(self) -> Bank:
        """Read when first needed, so that opening the door waits for nothing."""
        return keepers_bank(self._words, self._language)

    def load(self) -> None:
        """Read the bank now. Raises BrokenData, naming file and line, where something does not fit."""
        self._bank.line_count()

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        """Return the first candidate that every gate passes, or None."""
        about, _, unasking = find.about.partition(":")  # "stop:unasking" is "stop" with no question
        candidates = self._sources().get(about, self._others(about))(told, said)
        fitting = (line for line in candidates if not (unasking and "?" in line.text))
        return next((spoken for spoken in fitting if _may_be_said(spoken, said)), None)

    def _sources(self) -> dict[str, Source]:
        """Name the sources that are more than a shelf of lines."""
        return {
            "happened": self._happened_or_meant,
            "acknowledge": self._acknowledged,
            "meaning": self._meaning,
            "validation": self._validation,
            "open-question": self._question,
            "presence": self._presence,
        }

    def _happened_or_meant(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, but for a short thing whose meaning can be said instead.

        One reply after another that only repeats a short message reads as an echo.
        """
        mirrored = any(spoken.line_id == "mirror" for spoken in said.recent[-2:])
        short = len(told.heard.words.text.split()) <= _SHORT
        if mirrored and short and any(_may_be_said(line, said) for line in self._fresh(told, said)):
            return
        yield from self._happened(told, said)
        if said.risk.tier < Tier.R3:
            yield from (Spoken(line.text, Move.SRF, "mirror", line.own) for line in takeups(told))

    def _happened(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, in their own words."""
        for line in mirrors(told.parse):
            if told.perception.self_attack and line.text.startswith(_VERDICTS):
                continue  # a deed may be said back, and never what they make of themselves
            if said.risk.tier < Tier.R2 or not names_a_means(line.text):
                yield Spoken(line.text, Move.SRF, "mirror", line.own)

    def _acknowledged(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what may safely be said back of themselves, else acknowledge and repeat nothing."""
        yield from (line for line in self._happened(told, said) if not _is_of_another(line.text))
        lately = {spoken.line_id for spoken in said.recent}
        unsaid_first = sorted(self._shuffled(acknowledgements()), key=lambda f: f.line.id in lately)
        for fixed in unsaid_first:
            yield Spoken(fixed.line.says, fixed.line.move, fixed.line.id)

    def _meaning(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean to them: a reviewed line, a feeling frame, or a few own words."""
        yield from self._fresh(told, said)
        if said.lines:
            return
        lately = _meant_lately(said)
        yield from self._meaning_lines(told, lambda appraisal: appraisal in lately)
        if said.risk.tier < Tier.R2:
            for line in self._shuffled(tuple(quotes(told))):
                yield Spoken(line.text, Move.SRF, "quote", line.own)

    def _fresh(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean in a way that the last replies did not."""
        lately = _meant_lately(said)
        yield from self._meaning_lines(told, lambda appraisal: appraisal not in lately)
        if any(family.startswith("feeling-") for family in lately):
            return
        for framed in frames(told.perception, self._dice.pick(1 << 16), told.heard.words.split):
            if not _echoes(framed.text, said):
                yield Spoken(framed.text, Move.CRF, framed.template_id, framed.own)

    def _meaning_lines(self, told: Told, wanted: Callable[[str], bool]) -> Iterator[Spoken]:
        """Yield the lines that fit, likeliest meaning first; within one, chance decides."""
        proven = self._bank.evidence.tells(told.heard.words.split)
        for appraisal in filter(wanted, dict(told.perception.appraisals)):
            lines = self._bank.meaning.get(appraisal, ())
            fitting = tuple(line for line in lines if _fits(line, told, proven))
            yield from map(
                _spoken,
                sorted(self._shuffled(fitting), key=lambda line: _closeness(line, told) < _CLOSE),
            )

    def _validation(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Meet a strong feeling as an ordinary human answer to what is happening now."""
        del said
        yield from self._shelf("validation-5", told)

    def _question(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Ask one thing that "I don't know" can answer."""
        del said
        perception, tone = told.perception, told.perception.tone
        if perception.state is State.TIRED:
            yield from self._shelf("open-question-tired", told)
            return
        if tone in _OPPOSITE and _is_felt(perception):
            yield from self._shelf(f"open-question-{tone}", told)
        if tone is not Tone.PLEASANT:
            yield from self._shelf("open-question", told)

    def _presence(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say something true whatever was said, a few of their own words first."""
        if said.risk.tier < Tier.R2:
            yield from (Spoken(line.text, Move.SRF, "quote", line.own) for line in quotes(told))
        if told.perception.state is State.LOW:
            yield from self._shelf("low-state", told)
        yield from self._shelf("presence", told)

    def _others(self, about: str) -> Source:
        """Return the source of one shelf of lines."""

        def shelf(told: Told, said: Said) -> Iterator[Spoken]:
            del said
            yield from self._shelf(about, told)

        return shelf

    def _shelf(self, about: str, told: Told) -> Iterator[Spoken]:
        """Yield the lines about one thing that suit their state and the hour, in any order."""
        state, night = told.perception.state, told.heard.night
        lines = self._bank.others.get(about, ())
        suiting = tuple(
            line for line in lines if state in line.states and (night or not line.night)
        )
        yield from map(_spoken, self._shuffled(suiting))

    def _shuffled(self, items: Iterable[T]) -> list[T]:
        """Return items in an order the dice chose."""
        left, order = list(items), []
        while left:
            order.append(left.pop(self._dice.pick(len(left))))
        return order


def _meant_lately(said: Said) -> frozenset[str]:
    """Return what the last lines were about, so that a topic is not met the same way twice."""
    return frozenset(spoken.line_id.rpartition("-")[0] for spoken in said.recent[-_SEEN:])


def _may_be_said(spoken: Spoken, said: Said) -> bool:
    """Whether a line passes every gate, and its move was not made too lately."""
    span = _RATIONED.get(spoken.move, 0)
    lately = {line.move for line in (*said.recent, *said.lines)[-span:]} if span else set()
    return spoken.move not in lately and refusal(spoken, said) is None


def _spoken(line: MeaningLine | OtherLine) -> Spoken:
    """Speak a written line."""
    return Spoken(line.says, line.move, line.id)


def _fits(line: MeaningLine, told: Told, proven: frozenset[str]) -> bool:
    """Whether a line presumes nothing unsaid and suits tone, state and strength."""
    perception = told.perception
    grade = max((feeling.grade for feeling in perception.feelings), default=_USUAL_GRADE)
    low, high = line.intensity
    return (
        line.presumes <= proven
        and _OPPOSITE.get(line.tone) is not perception.tone
        and (line.move, perception.tone) != (Move.GEN, Tone.PLEASANT)  # gladness needs no leave
        and perception.state in line.states
        and low <= grade <= high
    )


def _is_felt(perception: Perception) -> bool:
    """Whether this very message, and not only the talk before it, tells of something felt."""
    return bool(perception.feelings or perception.appraisals)


def _closeness(line: MeaningLine, told: Told) -> int:
    """Say how much of what was heard a line speaks to."""
    heard = {feeling.name for feeling in told.perception.feelings}
    return 2 * bool(heard & line.feelings) + len(line.presumes)


def _is_of_another(text: str) -> bool:
    """Whether a mirrored line only says what somebody else does."""
    return text.split(maxsplit=1)[0].lower().partition("'")[0] in _OTHERS


def _echoes(text: str, said: Said) -> bool:
    """Whether a line would say a word of weight that this reply has said already."""
    before = {word.text[:_STEM] for line in said.lines for word in split(line.text)}
    return any(len(word.text) >= _STEM and word.text[:_STEM] in before for word in split(text))
