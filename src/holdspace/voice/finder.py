"""Finds the words for one part of a plan, from four sources, best first."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Find, Move, Said, Spoken, State, Told, Tone
from holdspace.domain.words import split
from holdspace.ports import Dice
from holdspace.safety.gates import names_a_means, refusal
from holdspace.safety.script import acknowledgements
from holdspace.voice.frames import frames
from holdspace.voice.lines import Bank, MeaningLine, OtherLine, bank
from holdspace.voice.mirror import mirrors
from holdspace.voice.quote import quotes

T = TypeVar("T")
Source = Callable[[Told, Said], Iterator[Spoken]]

_OPPOSITE = {Tone.PLEASANT: Tone.PAINFUL, Tone.PAINFUL: Tone.PLEASANT}
_USUAL_GRADE = 3
_STEM = 5  # letters by which two words count as the same
_CLOSE = 2  # a line at least so close comes first; among those, chance decides


class AuthoredVoice:
    """The default voice: every word was written and reviewed beforehand, or is the person's own."""

    def __init__(self, dice: Dice, language: str = "en") -> None:
        self._dice = dice
        self._language = language

    @property
    def _bank(self) -> Bank:
        """Read when first needed, so that opening the door waits for nothing."""
        return bank(self._language)

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        """Return the first candidate that every gate passes, or None."""
        about, _, unasking = find.about.partition(":")  # "stop:unasking" is "stop" with no question
        candidates = self._sources().get(about, self._others(about))(told, said)
        fitting = (line for line in candidates if not (unasking and "?" in line.text))
        return next((spoken for spoken in fitting if refusal(spoken, said) is None), None)

    def _sources(self) -> dict[str, Source]:
        """Name the sources that are more than a shelf of lines."""
        return {
            "happened": self._happened,
            "acknowledge": self._acknowledged,
            "meaning": self._meaning,
            "validation": self._validation,
            "open-question": self._question,
            "presence": self._presence,
        }

    def _happened(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, in their own words."""
        for line in mirrors(told.parse):
            if said.risk.tier < Tier.R2 or not names_a_means(line.text):
                yield Spoken(line.text, Move.SRF, "mirror", line.own)

    def _acknowledged(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what may safely be said back, else acknowledge and repeat nothing."""
        yield from self._happened(told, said)
        lately = {spoken.line_id for spoken in said.recent}
        unsaid_first = sorted(self._shuffled(acknowledgements()), key=lambda f: f.line.id in lately)
        for fixed in unsaid_first:
            yield Spoken(fixed.line.says, fixed.line.move, fixed.line.id)

    def _meaning(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean to them: a reviewed line, a feeling frame, or a few own words."""
        yield from map(_spoken, self._meaning_lines(told))
        for framed in frames(told.perception, self._dice.pick(1 << 16), told.heard.words.split):
            if not _echoes(framed.text, said):
                yield Spoken(framed.text, Move.CRF, framed.template_id, framed.own)
        if not said.lines and said.risk.tier < Tier.R2:
            for line in self._shuffled(tuple(quotes(told))):
                yield Spoken(line.text, Move.SRF, "quote", line.own)

    def _meaning_lines(self, told: Told) -> Iterator[MeaningLine]:
        """Yield the lines that fit, likeliest meaning first; within one, chance decides."""
        proven = self._bank.evidence.tells(told.heard.words.split)
        for appraisal, _ in told.perception.appraisals:
            lines = self._bank.meaning.get(appraisal, ())
            fitting = tuple(line for line in lines if _fits(line, told, proven))
            yield from sorted(
                self._shuffled(fitting), key=lambda line: _closeness(line, told) < _CLOSE
            )

    def _validation(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Meet a strong feeling as an ordinary human answer to what is happening now."""
        del said
        yield from self._shelf("validation-5", told)

    def _question(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Ask one thing that "I don't know" can answer."""
        del said
        tone, state = told.perception.tone, told.perception.state
        about = "open-question-pleasant" if tone is Tone.PLEASANT else "open-question"
        yield from self._shelf("open-question-tired" if state is State.TIRED else about, told)

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


def _closeness(line: MeaningLine, told: Told) -> int:
    """Say how much of what was heard a line speaks to."""
    heard = {feeling.name for feeling in told.perception.feelings}
    return 2 * bool(heard & line.feelings) + len(line.presumes)


def _echoes(text: str, said: Said) -> bool:
    """Whether a line would say a word of weight that this reply has said already."""
    before = {word.text[:_STEM] for line in said.lines for word in split(line.text)}
    return any(len(word.text) >= _STEM and word.text[:_STEM] in before for word in split(text))
