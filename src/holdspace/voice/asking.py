"""Finds one plain question that fits what was told: about the event, about what was named, or open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from holdspace.domain.manner import Manner, Stays
from holdspace.domain.talk import Move, Said, Spoken, State, Told, Tone
from holdspace.voice.echo import ECHO
from holdspace.voice.frames import is_pleasant
from holdspace.voice.moment import (
    OPPOSITE,
    PERHAPS,
    asks_for_a_feeling,
    felt_here,
    is_clouded,
    is_felt,
    is_sore,
    mourns,
    tells_one_thing,
)
from holdspace.voice.people import is_about_hurting
from holdspace.voice.relations import is_of_theirs
from holdspace.voice.shelves import Shelves
from holdspace.voice.situations import Situation, situations
from holdspace.voice.telling import (
    in_time,
    is_long_ago,
    is_over_by_now,
    speaks_of_it_as_open,
    when,
)
from holdspace.voice.theirs import said_of_one, told_of_one
from holdspace.voice.topics import asked_of_topics

_LOSS = "loss"  # by what a loss is proved, for the lines that presume one
_NOW = "now"
_FEWEST = 2  # words that tell of an event; "money" alone tells of none
_FEW, _OF_FEW = 5, 0.8  # words, and how likely an event must be in fewer
_OF_MUCH = 0.5  # how likely an event must be in a message that is about more than one thing
_SURE = 0.75  # of an event, so that its tone is believed before that of the words


def questions(told: Told, said: Said, shelves: Shelves) -> Iterator[Spoken]:
    """Yield what may be asked: how it was, how it is, or what is ahead; never for a feeling just told."""
    named = any(feeling.named for feeling in told.perception.feelings)
    told_already = named or any(line.line_id == ECHO for line in said.lines)
    unfelt = told_already or said.manner.stays is Stays.THOUGHTS
    for line in _every(told, said, shelves):
        if not (unfelt and asks_for_a_feeling(line.text)):
            yield line


def _every(told: Told, said: Said, shelves: Shelves) -> Iterator[Spoken]:
    """Yield what they would rather be asked about first, then what is about the event, about what was felt or named, and open."""
    yield from _leaning(told, said.manner, shelves)
    yield from said_of_event(told, Move.OQ, shelves.language)
    if told.perception.state is State.TIRED:
        yield from shelves.lines("open-question-tired", told)
        return
    yield from _about_what_was_felt(told, said, shelves)
    yield from about_what_was_named(told, said, shelves)
    yield from _open(told, shelves)


def _about_what_was_felt(told: Told, said: Said, shelves: Shelves) -> Iterator[Spoken]:
    """Yield what a friend would ask of something that was felt so, in its time; in what opens a talk, since later most of it was told."""
    if said.recent:
        return
    time, clouded = when(told.parse) or _NOW, is_clouded(told)
    for name, _ in felt_here(told, said, PERHAPS):
        if not (clouded and is_pleasant(name, shelves.language)):
            yield from shelves.best_first(f"felt-{name}-{time}", told)


def _leaning(told: Told, manner: Manner, shelves: Shelves) -> Iterator[Spoken]:
    """Yield the questions about what they would rather stay with."""
    for leaning in filter(None, (manner.stays, manner.dwells)):
        yield from shelves.lines(f"open-question-{leaning}", told)


def about_what_was_named(told: Told, said: Said, shelves: Shelves) -> Iterator[Spoken]:
    """Yield questions about whom or what a message names.

    Only of something glad, in what opens a talk: an easy question about a brother would turn away from what hurts, and
    later on from what is being told.
    """
    if said.recent:
        return
    hurts = mourns(told) or is_about_hurting(told) or is_sore(told)
    if told.perception.tone is not Tone.PLEASANT or hurts:
        return
    if _LOSS in shelves.bank.evidence.tells(told.heard.words.split):
        return
    for _, lines in asked_of_topics(told):
        yield from shelves.shuffled(lines)


def _open(told: Told, shelves: Shelves) -> Iterator[Spoken]:
    """Yield open questions that fit the tone and the time of what was told."""
    tone, time = told.perception.tone, when(told.parse)
    sided = tone in OPPOSITE and is_felt(told.perception)
    for side in (f"-{tone}", "") if sided else ("",):
        if time:
            yield from shelves.lines(f"open-question{side}-{time}", told)
        yield from shelves.lines(f"open-question{side}", told)


def said_of_event(told: Told, move: Move, language: str) -> Sequence[Spoken]:
    """Return what is said at once to the event that is told of (SRF), or asked about it (OQ), best first; nothing where none is."""
    situation = event(told, language)
    if situation is None:
        return ()
    who = told_of_one(told, situation.id) if situation.of_one else ""
    lines = in_time(situation.spoken(move), when(told.parse))
    if is_long_ago(told.parse):
        lines = [line for line in lines if not speaks_of_it_as_open(line)]
    return tuple(replace(line, text=said_of_one(line.text, who)) for line in lines)


def event(told: Told, language: str) -> Situation | None:
    """Return the kind of event that is told of, where it is sure or its tone is not the opposite of what was heard."""
    situation, words = situations(language).get(told.perception.situation), told.heard.words.split
    if situation is None or len(words) < _FEWEST or not is_of_theirs(situation.id, words):
        return None
    if is_over_by_now(situation.id, told.parse):
        return None
    likely = told.perception.perhaps.get("situations", {}).get(situation.id, 1.0)
    if len(words) < _FEW and likely < _OF_FEW:
        return None  # of a few words much can be misheard
    if likely < _OF_MUCH and not tells_one_thing(told):
        return None  # and of many, which can rather be said back
    sure = likely >= _SURE
    fits = OPPOSITE.get(situation.tone) is not told.perception.tone
    return situation if sure or fits else None
