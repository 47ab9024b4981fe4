"""Finds the words for one part of a plan, from four sources, best first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from holdspace.domain.manner import Manner, Stays
from holdspace.domain.risk import Tier
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import Find, Move, Said, Spoken, State, Thread, Told
from holdspace.ports import Dice
from holdspace.safety.gates import names_a_means
from holdspace.safety.script import acknowledgements
from holdspace.voice.answers import answers_by_id
from holdspace.voice.echo import ECHO, spoken_back
from holdspace.voice.fitness import Judge, ranking
from holdspace.voice.fitting import PutAside, Weighed, fits, why_not_said
from holdspace.voice.frames import frames, is_pleasant
from holdspace.voice.known import again
from holdspace.voice.left_out import brings
from holdspace.voice.lines import SLOT, Bank, MeaningLine, speak
from holdspace.voice.mirror import mirrors
from holdspace.voice.moment import (
    OPPOSITE,
    SEEN,
    asks_for_a_feeling,
    echoes,
    felt,
    has_reacted,
    is_clouded,
    is_echo,
    is_felt,
    is_no_moment_for_it,
    is_of_another,
    may_be_asked_about,
    meant,
    meant_lately,
    plainly,
    reacted_lately,
    tells_one_thing,
)
from holdspace.voice.overlay import keepers_bank
from holdspace.voice.people import spoken_of
from holdspace.voice.person import Mirrored
from holdspace.voice.quote import quotes
from holdspace.voice.relations import is_of_theirs
from holdspace.voice.situations import Situation, situations
from holdspace.voice.takeup import takeups
from holdspace.voice.telling import when
from holdspace.voice.threads import ALIKE, SUM, joined, kin, not_held, thread_of, to_gather
from holdspace.voice.threads import frames as thread_frames
from holdspace.voice.whole import parts_of

T = TypeVar("T")
Source = Callable[[Told, Said], Iterator[Spoken]]

_ASKS, _BRINGS = "asks", "brings in what they want left out"  # why a line was put aside
_LIKELY = 0.6  # of a feeling that is reacted to
_PERHAPS = 0.5  # where there would be nothing but an echo
_STRONG = 4
_SURE = 0.5  # of an event, so that its tone is believed before that of the words
_SHORT = 8  # words: a mirror of fewer adds little to what it means, where that can be said
_AS_GOOD = (
    0.08  # lines that differ by less in fitness are about as good; among them, chance decides
)
_VERDICTS = ("You're ", "You are ", "You can", "You don", "You never", "You always", "You feel", "It")  # fmt: skip
_SAYS_IT_FITS = frozenset({Move.VAL, Move.NRM})  # what would say once more what a reaction said
_NEVER_FIRST = frozenset({Move.GEN, Move.NRM})  # leave, or company, before anything was heard


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
        """Read all it can say now. Raises BrokenData, naming file and line, where something does not fit."""
        self._bank.line_count()
        situations(self._language)

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        """Return the first candidate that every gate passes, or None."""
        return self.weigh(find, told, said).spoken

    def weigh(self, find: Find, told: Told, said: Said) -> Weighed:
        """Return the first candidate that every gate passes, and those that were put aside on the way to it, with why."""
        about, _, unasking = find.about.partition(":")  # "stop:unasking" is "stop" with no question
        aside: list[PutAside] = []
        for line in self._sources().get(about, self._others(about))(told, said):
            why = _ASKS if unasking and "?" in line.text else self.why_not(line, said)
            if why is None:
                return Weighed(line, tuple(aside))
            aside.append(PutAside(line, why))
        return Weighed(None, tuple(aside))

    def may_say(self, spoken: Spoken, said: Said) -> bool:
        """Whether a line passes every gate, its move was not made too lately, and it brings in nothing they want left out."""
        return self.why_not(spoken, said) is None

    def why_not(self, spoken: Spoken, said: Said) -> str | None:
        """Return why a line may not be said here and now, or None where it may."""
        brought = brings(self._words, self._language).get(spoken.line_id, frozenset())
        return _BRINGS if brought & said.manner.left_out else why_not_said(spoken, said)

    async def thread(self, told: Told) -> Thread | None:
        """Return what of a message later talk may join, in their own words, or None where nothing can."""
        return thread_of(told)

    async def spoken_of(self, told: Told) -> SpokenOf:
        """Return whom and what a message speaks of, in their own words; nobody where it is not plain."""
        return spoken_of(told)

    async def held(self, told: Told) -> tuple[Held, ...]:
        """Return what can be said back of a stretch of a long text, the most telling first."""
        return tuple(parts_of(told))

    def _sources(self) -> dict[str, Source]:
        """Name the sources that are more than a shelf of lines."""
        return {
            "happened": self._happened_or_meant,
            "acknowledge": self._acknowledged,
            "meaning": self._meaning,
            "validation": self._validation,
            "open-question": self._question,
            "presence": self._presence,
            "answer": self._answer,
            "call-me": self._named,
            "goodbye": self._goodbye,
            "thread": self._thread,
            "again": self._again,
            "sum": self._sum,
        }

    def _happened_or_meant(self, told: Told, said: Said) -> Iterator[Spoken]:
        """React to an event, or to one thing that was told, as one would at once; else say back what happened.

        A short message said back adds nothing, and one reply after another that repeats reads as parroting.
        """
        mirrored = any(spoken.line_id == "mirror" for spoken in said.recent[-2:])
        short = len(told.heard.words.text.split()) <= _SHORT
        if mirrored and short and any(self.may_say(line, said) for line in self._fresh(told, said)):
            return
        yield from self._to_the_event(told, said)
        if tells_one_thing(told) and not reacted_lately(said):
            yield from self._reactions(told, said)
        whole = takeups(told) if said.risk.tier < Tier.R3 else ()
        lines = chain(self._happened(told, said), map(_mirrored, whole))
        first = next(lines, None)
        if first is None:
            yield from self._spoken_back(told, said)
            return
        if not short and not said.recent and is_echo(first, told):
            yield from self._reactions(told, said, _PERHAPS)
            if may_be_asked_about(told, said):
                return
        yield first
        yield from lines

    def _spoken_back(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say a short answer back as it was given, where nothing better can be said."""
        lines = self._shuffled(spoken_back(told, said))
        if lines and not any(self._fresh(told, said)):
            yield from lines

    def _to_the_event(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what one says at once to the kind of event that is told of."""
        situation = self._situation(told)
        if situation and not is_no_moment_for_it(told, said):
            yield from self._of(situation, Move.SRF)

    def _reactions(self, told: Told, said: Said, least: float = _LIKELY) -> Iterator[Spoken]:
        """Say what one says at once to the likeliest feeling, where one is likely enough."""
        if is_no_moment_for_it(told, said) or said.manner.stays is Stays.THOUGHTS:
            return
        feelings = felt(told, least)
        named = {feeling.name for feeling in told.perception.feelings if feeling.named}
        clouded = is_clouded(told)
        for name, grade in feelings:
            if clouded and name not in named and is_pleasant(name, self._language):
                continue
            strong = self._shelf(f"reaction-{name}-strong", told) if grade >= _STRONG else ()
            for line in (*strong, *self._shelf(f"reaction-{name}", told)):
                yield (
                    line if name in named else replace(line, move=Move.CRF)
                )  # it says more than was said

    def _happened(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, in their own words."""
        for line in mirrors(told.parse):
            if told.perception.self_attack and plainly(line.text).startswith(_VERDICTS):
                continue  # a deed may be said back, and never what they make of themselves
            if said.risk.tier < Tier.R2 or not names_a_means(line.text):
                yield _mirrored(line)

    def _acknowledged(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what may safely be said back of themselves, else acknowledge and repeat nothing."""
        yield from (line for line in self._happened(told, said) if not is_of_another(line.text))
        lately = {spoken.line_id for spoken in said.recent}
        unsaid_first = sorted(self._shuffled(acknowledgements()), key=lambda f: f.line.id in lately)
        for fixed in unsaid_first:
            yield Spoken(fixed.line.says, fixed.line.move, fixed.line.id)

    def _meaning(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean to them: a reviewed line, a feeling frame, or a few own words."""
        yield from self._fresh(told, said)
        if said.lines:
            return
        lately = meant_lately(said)
        yield from self._meaning_lines(told, lambda appraisal: appraisal in lately)
        if said.risk.tier < Tier.R2:
            for line in self._shuffled(tuple(quotes(told))):
                yield Spoken(line.text, Move.SRF, "quote", line.own)

    def _fresh(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean in a way that the last replies did not."""
        meanings, feelings = self._fresh_meanings(told, said), self._fresh_feelings(told, said)
        if said.manner.stays is Stays.FEELINGS:
            meanings, feelings = feelings, meanings
        yield from chain(meanings, feelings)

    def _fresh_meanings(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean, in a line that was not said of late."""
        lately = meant_lately(said)
        reacted = has_reacted(said)
        for line in self._meaning_lines(told, lambda appraisal: appraisal not in lately):
            unfit = reacted and line.move in _SAYS_IT_FITS
            if not unfit and (said.lines or line.move not in _NEVER_FIRST):
                yield line

    def _fresh_feelings(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Meet the feeling, unless this reply or the last ones did, or they would rather stay with what they think."""
        lately = any(family.startswith("feeling-") for family in meant_lately(said))
        if lately or has_reacted(said) or said.manner.stays is Stays.THOUGHTS:
            return
        yield from self._reactions(told, said)
        for framed in frames(told.perception, self._dice.pick(1 << 16), told.heard.words.split):
            if not echoes(framed.text, said):
                yield Spoken(framed.text, Move.CRF, framed.template_id, framed.own)

    def _meaning_lines(self, told: Told, wanted: Callable[[str], bool]) -> Iterator[Spoken]:
        """Yield the lines that meet what was told well enough, best first; of those about as good, chance decides."""
        fit = dict(self._fitting(told, wanted))
        enough = max(fit.values(), default=0.0) - _AS_GOOD
        order = sorted(self._shuffled(fit), key=lambda line: max(0.0, enough - fit[line]))
        yield from map(speak, order)

    def _fitting(
        self, told: Told, wanted: Callable[[str], bool]
    ) -> Iterator[tuple[MeaningLine, float]]:
        """Yield the lines of what may be meant that presume nothing unsaid and are fit enough, with their fitness."""
        proven, by = self._bank.evidence.tells(told.heard.words.split), ranking(self._language)
        judge = Judge(told, by)
        heard = dict(told.perception.appraisals)
        for appraisal in filter(wanted, meant(told)):
            for line in self._bank.meaning.get(appraisal, ()):
                if not fits(line, told, proven):
                    continue
                if not told.near:  # nothing can rank: the meanings as words told them
                    yield line, heard.get(appraisal, 0.0)
                elif judge.is_heard(line) and (fitness := judge.fitness(line)) >= by.least:
                    yield line, fitness

    def _validation(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Meet a strong feeling as an ordinary human answer to what is happening now."""
        del said
        yield from self._shelf("validation-5", told)

    def _question(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Ask one plain thing that fits what was told: how it was, how it is, or what is ahead; never for a feeling just told."""
        named = any(feeling.named for feeling in told.perception.feelings)
        told_already = named or any(line.line_id == ECHO for line in said.lines)
        unfelt = told_already or said.manner.stays is Stays.THOUGHTS
        for line in self._questions(told, said.manner):
            if not (unfelt and asks_for_a_feeling(line.text)):
                yield line

    def _questions(self, told: Told, manner: Manner) -> Iterator[Spoken]:
        """Yield what may be asked: what they would rather be asked about first, then about the event."""
        for leaning in filter(None, (manner.stays, manner.dwells)):
            yield from self._shelf(f"open-question-{leaning}", told)
        perception, tone = told.perception, told.perception.tone
        if situation := self._situation(told):
            yield from self._of(situation, Move.OQ)
        if perception.state is State.TIRED:
            yield from self._shelf("open-question-tired", told)
            return
        time = when(told.parse)
        sided = tone in OPPOSITE and is_felt(perception)
        for side in (f"-{tone}", "") if sided else ("",):
            if time:
                yield from self._shelf(f"open-question{side}-{time}", told)
            yield from self._shelf(f"open-question{side}", told)

    def _situation(self, told: Told) -> Situation | None:
        """Return the kind of event that is told of, where it is sure or its tone is not the opposite of what was heard."""
        situation = situations(self._language).get(told.perception.situation)
        if situation is None or not is_of_theirs(situation.id, told.heard.words.split):
            return None
        sure = told.perception.perhaps.get("situations", {}).get(situation.id, 0.0) >= _SURE
        fits = OPPOSITE.get(situation.tone) is not told.perception.tone
        return situation if sure or fits else None

    def _of(self, situation: Situation, move: Move) -> Iterator[Spoken]:
        """Yield the sentences that make one move about an event, in any order."""
        yield from self._shuffled(situation.spoken(move))

    def _presence(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say something true whatever was said, a few of their own words first."""
        if said.risk.tier < Tier.R2:
            yield from (Spoken(line.text, Move.SRF, "quote", line.own) for line in quotes(told))
        if told.perception.state is State.LOW:
            yield from self._shelf("low-state", told)
        yield from self._shelf("presence", told)

    def _answer(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Answer what was asked."""
        del said
        answer = answers_by_id(self._language)[told.perception.asked]
        yield Spoken(answer.says, Move.INF, answer.id)

    def _named(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Take up the name they want to be called by."""
        del said
        yield from self._with_name("call-me", told.perception.called, told)

    def _goodbye(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Let them go, by their name where they gave one."""
        yield from self._with_name("goodbye-named", said.manner.called, told)
        yield from self._shelf("goodbye", told)

    def _with_name(self, about: str, name: str, told: Told) -> Iterator[Spoken]:
        """Yield the lines about one thing that have room for a name, where there is one."""
        for line in self._shelf(about, told) if name else ():
            at = line.text.index(SLOT)
            yield replace(line, text=line.text.replace(SLOT, name), own=((at, at + len(name)),))

    def _thread(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Join what is told now to something told before, which no lately spoken line holds."""
        earlier = not_held(said.threads[:-1], (*said.recent[-SEEN:], *said.lines))
        for thread, kind in kin(told, earlier):
            move = Move.CRF if kind == ALIKE else Move.SRF
            for name, says in self._shuffled(thread_frames(kind)):
                line = joined(says, thread)
                yield Spoken(line.text, move, name, line.own)

    def _again(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say that what they asked to have known came up before, and no more than its word."""
        del said
        if known := told.perception.again:
            yield from self._shuffled(again(known, self._language))

    def _sum(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Gather what was told since it was gathered last, in their own words."""
        threads = to_gather(told, said)
        for name, says in self._shuffled(thread_frames(SUM)) if threads else ():
            line = joined(says, *threads)
            yield Spoken(line.text, Move.SUM, name, line.own)

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
        yield from map(speak, self._shuffled(suiting))

    def _shuffled(self, items: Iterable[T]) -> list[T]:
        """Return items in an order the dice chose."""
        left, order = list(items), []
        while left:
            order.append(left.pop(self._dice.pick(len(left))))
        return order


def _mirrored(line: Mirrored) -> Spoken:
    """Speak what was said back."""
    return Spoken(line.text, Move.SRF, "mirror", line.own)
