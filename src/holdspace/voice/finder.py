"""Finds the words for one part of a plan, from four sources, best first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from operator import itemgetter
from pathlib import Path

from holdspace.domain.manner import Stays
from holdspace.domain.risk import Tier
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import Doing, Find, Move, Said, Spoken, State, Thread, Told
from holdspace.ports import Dice
from holdspace.safety.gates import names_a_means
from holdspace.safety.script import acknowledgements
from holdspace.voice.answers import answers_by_id
from holdspace.voice.asking import about_what_was_named, questions, said_of_event
from holdspace.voice.echo import spoken_back
from holdspace.voice.fitness import Judge, ranking
from holdspace.voice.fitting import PutAside, Weighed, fits, why_not_said
from holdspace.voice.frames import frames, is_pleasant
from holdspace.voice.known import again
from holdspace.voice.left_out import brings
from holdspace.voice.lines import SLOT, MeaningLine, speak
from holdspace.voice.mirror import as_spoken, mirrors
from holdspace.voice.moment import (
    LIKELY,
    PERHAPS,
    SEEN,
    as_meant,
    denies,
    echoes,
    felt_here,
    has_reacted,
    is_clouded,
    is_echo,
    is_felt,
    is_no_moment_for_it,
    is_of_another,
    is_sore,
    may_be_asked_about,
    meant,
    meant_lately,
    mourns,
    plainly,
    reacted_lately,
    tells_of_a_tone,
    tells_one_thing,
)
from holdspace.voice.people import spoken_of
from holdspace.voice.person import Mirrored, placed
from holdspace.voice.quote import quotes
from holdspace.voice.shelves import Shelves
from holdspace.voice.situations import situations
from holdspace.voice.takeup import takeups
from holdspace.voice.threads import ALIKE, SUM, joined, kin, not_held, thread_of, to_gather
from holdspace.voice.threads import frames as thread_frames
from holdspace.voice.topics import topics
from holdspace.voice.whole import parts_of
from holdspace.voice.wondered import wondered

Source = Callable[[Told, Said], Iterator[Spoken]]

_ASKS, _BRINGS = "asks", "brings in what they want left out"  # why a line was put aside
_STRONG = 4
_SHORT = 8  # words: a mirror of fewer adds little to what it means, where that can be said
_AS_GOOD = 0.08  # lines whose fitness differs by less are about as good: chance decides
_VERDICTS = ("You're ", "You are ", "You can", "You don", "You never", "You always", "You feel", "It")  # fmt: skip
_ID = itemgetter(0)  # of a frame
_SAYS_IT_FITS = frozenset({Move.VAL, Move.NRM})  # what would say once more what a reaction said
_NEVER_FIRST = frozenset({Move.GEN, Move.NRM})  # leave, or company, before anything was heard


class AuthoredVoice:
    """The default voice: every word was written and reviewed beforehand, or is the person's own."""

    def __init__(self, dice: Dice, language: str = "en", words: Path | None = None) -> None:
        """Take the dice, the language, and the keeper's folder of words, if there is one."""
        self._dice = dice
        self._language = language
        self._words = words
        self._shelves = Shelves(dice, language, words)

    def load(self) -> None:
        """Read all it can say now. Raises BrokenData, naming file and line, where something does not fit."""
        self._shelves.bank.line_count()
        situations(self._language)
        topics(self._language)

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
            "their-words": self._their_words,
            "acknowledge": self._acknowledged,
            "meaning": self._meaning,
            "validation": self._validation,
            "open-question": self._question,
            "tell-more": self._tell_more,
            "unanswered": self._unanswered,
            "presence": self._presence,
            "answer": self._answer,
            "call-me": self._named,
            "goodbye": self._goodbye,
            "thread": self._thread,
            "again": self._again,
            "sum": self._sum,
        }

    def _happened_or_meant(self, told: Told, said: Said) -> Iterator[Spoken]:
        """React to an event, or to what was told, as one would at once; else say back what happened.

        A short message said back adds nothing, one reply after another that repeats reads as parroting, and so does a first
        message of one thing that comes back whole.
        """
        mirrored = any(spoken.line_id == "mirror" for spoken in said.recent[-2:])
        short = len(told.heard.words.text.split()) <= _SHORT
        if mirrored and short and any(self.may_say(line, said) for line in self._fresh(told, said)):
            return
        yield from self._to_the_event(told, said)
        opens = not said.recent
        if said.unechoed:
            yield from self._in_other_words(told, said)
            return
        if not reacted_lately(said) and (opens or tells_one_thing(told)):
            yield from self._reactions(told, said)
        lines = self._their_words(told, said)
        first = next(lines, None)
        if first is None:
            yield from self._spoken_back(told, said)
            return
        if opens and not short and is_echo(first, told):
            yield from self._reactions(told, said, PERHAPS)
            yield from self._to_its_tone(told, said)
            yield from self._fresh_meanings(told, said)
            if may_be_asked_about(told, said):
                return
        yield first
        yield from lines

    def _their_words(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, or a short message as it stands, and nothing beside it; nothing where they want none of their words back."""
        if said.unechoed:
            return
        whole = takeups(told) if said.risk.tier < Tier.R3 else ()
        lines = chain(self._happened(told, said), map(as_spoken, whole))
        corrects = told.perception.doing is Doing.CORRECTING  # what it is before what it is not
        yield from sorted(lines, key=lambda line: denies(line.text)) if corrects else lines

    def _in_other_words(self, told: Told, said: Said) -> Iterator[Spoken]:
        """React to what was told, and say what it may mean: nothing of their own words comes back."""
        yield from self._reactions(told, said, PERHAPS)
        yield from self._fresh_meanings(told, said)
        if tells_of_a_tone(told, said):
            yield from self._shelves.best_first(f"reaction-{told.perception.tone}", told)

    def _spoken_back(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say a short answer back as it was given, where nothing better can be said."""
        lines = self._shelves.shuffled(spoken_back(told, said))
        if lines and not any(self._fresh(told, said)):
            yield from lines

    def _to_the_event(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what one says at once to the kind of event that is told of; where they named no feeling, it says more than was said."""
        if is_no_moment_for_it(told, said):
            return
        move = Move.SRF if any(each.named for each in told.perception.feelings) else Move.CRF
        for line in said_of_event(told, Move.SRF, self._language):
            yield replace(line, move=move)

    def _reactions(self, told: Told, said: Said, least: float = LIKELY) -> Iterator[Spoken]:
        """Say what one says at once to the likeliest feeling, where one is likely enough."""
        if is_no_moment_for_it(told, said) or said.manner.stays is Stays.THOUGHTS:
            return
        feelings = felt_here(told, said, least)
        named = {feeling.name for feeling in told.perception.feelings if feeling.named}
        clouded = is_clouded(told)
        for name, grade in feelings:
            if clouded and name not in named and is_pleasant(name, self._language):
                continue
            strong = (
                self._shelves.best_first(f"reaction-{name}-strong", told)
                if grade >= _STRONG and name in named  # one that was only heard may be smaller
                else ()
            )
            for line in (*strong, *self._shelves.best_first(f"reaction-{name}", told)):
                yield (
                    line if name in named else replace(line, move=Move.CRF)
                )  # it says more than was said

    def _to_its_tone(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what one says at once to something good or bad of which no more is plain."""
        if is_felt(told.perception) and not (is_no_moment_for_it(told, said) or mourns(told)):
            yield from self._shelves.best_first(f"reaction-{told.perception.tone}", told)

    def _happened(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what happened, in their own words."""
        for line in mirrors(told.parse):
            if told.perception.self_attack and plainly(line.text).startswith(_VERDICTS):
                continue  # a deed may be said back, and never what they make of themselves
            if said.risk.tier < Tier.R2 or not names_a_means(line.text):
                yield as_spoken(line)

    def _acknowledged(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say back what may safely be said back of themselves, else acknowledge and repeat nothing."""
        yield from (line for line in self._happened(told, said) if not is_of_another(line.text))
        for fixed in self._shelves.unsaid_first(
            acknowledgements(), said, lambda each: each.line.id
        ):
            yield Spoken(fixed.line.says, fixed.line.move, fixed.line.id)

    def _meaning(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say what it may mean to them: a reviewed line, a feeling frame, or a few own words."""
        yield from self._fresh(told, said)
        if said.lines:
            return
        lately = meant_lately(said)
        yield from self._meaning_lines(told, lambda appraisal: appraisal in lately)
        if said.risk.tier < Tier.R2:
            for line in self._shelves.shuffled(tuple(quotes(told))):
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
        turn, words = self._dice.pick(1 << 16), told.heard.words.split
        for framed in frames(as_meant(told, said), turn, words):
            if not echoes(framed.text, said):
                yield Spoken(framed.text, Move.CRF, framed.template_id, framed.own)

    def _meaning_lines(self, told: Told, wanted: Callable[[str], bool]) -> Iterator[Spoken]:
        """Yield the lines that meet what was told well enough, best first; of those about as good, chance decides."""
        fit = dict(self._fitting(told, wanted))
        enough = max(fit.values(), default=0.0) - _AS_GOOD
        order = sorted(self._shelves.shuffled(fit), key=lambda line: max(0.0, enough - fit[line]))
        yield from map(speak, order)

    def _fitting(
        self, told: Told, wanted: Callable[[str], bool]
    ) -> Iterator[tuple[MeaningLine, float]]:
        """Yield the lines of what may be meant that presume nothing unsaid and are fit enough, with their fitness."""
        proven, by = (
            self._shelves.bank.evidence.tells(told.heard.words.split),
            ranking(self._language),
        )
        judge = Judge(told, by)
        heard = dict(told.perception.appraisals)
        for appraisal in filter(wanted, meant(told)):
            for line in self._shelves.bank.meaning.get(appraisal, ()):
                if not fits(line, told, proven):
                    continue
                if not told.near:  # nothing can rank: the meanings as words told them
                    yield line, heard.get(appraisal, 0.0)
                elif judge.is_heard(line) and (fitness := judge.fitness(line)) >= by.least:
                    yield line, fitness

    def _validation(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Meet a strong feeling as an ordinary human answer to what is happening now."""
        del said
        yield from self._shelves.lines("validation-5", told)

    def _question(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Ask one plain thing that fits what was told."""
        yield from questions(told, said, self._shelves)

    def _tell_more(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Ask about what was named, or else simply for more."""
        yield from about_what_was_named(told, said, self._shelves)
        yield from self._shelves.lines("tell-more", told)

    def _unanswered(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say that there is no answer here, in the words of the question where that can be done."""
        yield from self._shelves.shuffled(wondered(told, said))
        yield from self._shelves.lines("unanswered", told)

    def _presence(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say something true whatever was said, a few of their own words first."""
        if said.risk.tier < Tier.R2 and not said.unechoed:
            yield from (Spoken(line.text, Move.SRF, "quote", line.own) for line in quotes(told))
        if is_sore(told) and "heard-sore" not in meant_lately(said):
            yield from self._shelves.lines("heard-sore", told)
        if told.perception.state is State.LOW:
            yield from self._shelves.lines("low-state", told)
        yield from self._shelves.lines("presence", told)

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
        yield from self._shelves.lines("goodbye", told)

    def _with_name(self, about: str, name: str, told: Told) -> Iterator[Spoken]:
        """Yield the lines about one thing that have room for a name, where there is one."""
        for line in self._shelves.lines(about, told) if name else ():
            named = placed(line.text, SLOT, Mirrored(name, ((0, len(name)),)))
            yield replace(line, text=named.text, own=named.own)

    def _thread(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Join what is told now to something told before, which no lately spoken line holds."""
        earlier = not_held(said.threads[:-1], (*said.recent[-SEEN:], *said.lines))
        for thread, kind in kin(told, earlier):
            move = Move.CRF if kind == ALIKE else Move.SRF
            for name, says in self._shelves.unsaid_first(thread_frames(kind), said, _ID):
                line = joined(says, thread)
                yield Spoken(line.text, move, name, line.own)

    def _again(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Say that what they asked to have known came up before, and no more than its word."""
        del said
        if known := told.perception.again:
            yield from self._shelves.shuffled(again(known, self._language))

    def _sum(self, told: Told, said: Said) -> Iterator[Spoken]:
        """Gather what was told since it was gathered last, in their own words."""
        threads = to_gather(told, said)
        for name, says in (
            self._shelves.unsaid_first(thread_frames(SUM), said, _ID) if threads else ()
        ):
            line = joined(says, *threads)
            yield Spoken(line.text, Move.SUM, name, line.own)

    def _others(self, about: str) -> Source:
        """Return the source of one shelf of lines."""

        def shelf(told: Told, said: Said) -> Iterator[Spoken]:
            del said
            yield from self._shelves.lines(about, told)

        return shelf
