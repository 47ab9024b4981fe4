"""Every sentence the house can say, gathered so that anybody can read them: the voice's, the safety script's, the practices'."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from holdspace import shelf
from holdspace.domain.sayable import Sayable, Theme
from holdspace.practice import library
from holdspace.safety.script import steps, wordings
from holdspace.voice.answers import answers
from holdspace.voice.lines import SLOT, Bank
from holdspace.voice.overlay import keepers_bank
from holdspace.voice.situations import PREFIX, situations
from holdspace.voice.theirs import said_of_one
from holdspace.voice.topics import PREFIX as TOPIC
from holdspace.voice.topics import topics

_KIND = re.compile(r"R\d|[A-Z]|[a-z]+")  # a tier, a lane, or the first word of a name
_NOT_SAID = frozenset({"version", "reviewed_by"})
_FILLED = re.compile(r"\{\w+\}")
_FRAMES = {
    "feelings": "feeling.toml",
    "quote": "quote.toml",
    "asked": "asked.toml",
    "threads": "thread.toml",
    "known": "again.toml",
    "story": "whole.toml",
}


@cache
def sayables(words: Path | None = None, language: str = "en") -> tuple[Sayable, ...]:
    """Return every sentence, a keeper's own included, shelf by shelf, in the order the shelves are shown."""
    order = {name: at for at, name in enumerate(_wording()["themes"])}
    held = keepers_bank(words, language)
    shelves = _shelves(language)
    voiced = (
        *_meanings(held),
        *_events(language),
        *_topics(language),
        *_others(held, shelves),
        *_frames(language),
        *_answers(language),
    )
    every = (*voiced, *_danger(), *_gentle())
    return tuple(sorted(every, key=lambda each: order[each.theme.id]))


@cache
def _wording() -> Mapping[str, Mapping[str, str]]:
    """Read how shelves and situations are called, once."""
    return shelf.read("voice", "wording", "themes.toml")


def _theme(name: str) -> Theme:
    """Return one shelf."""
    return Theme(name, _wording()["themes"][name])


def _situation(about: str) -> str:
    """Return what a line is for, in plain words."""
    return _wording()["situations"].get(about) or about.replace("-", " ")


def _shelves(language: str) -> Mapping[str, str]:
    """Return on which shelf lie the lines about each thing: the file that first names it."""
    shelves: dict[str, str] = {}
    for name, content in shelf.read_all("voice", "bank", language, "others"):
        for row in content["line"]:
            shelves.setdefault(row["about"], name)
    return shelves


def _meanings(held: Bank) -> Iterator[Sayable]:
    """Yield the lines that say what something may mean."""
    for name, lines in held.meaning.items():
        when = held.means[name]
        yield from (Sayable(line.id, line.says, _theme("meaning"), when) for line in lines)


def _events(language: str) -> Iterator[Sayable]:
    """Yield what is said to an event at once, and what is asked about it."""
    for name, situation in situations(language).items():
        when = name.removeprefix(PREFIX).replace("-", " ")
        for sentence in (*situation.reacts, *situation.asks):
            of_one = situation.of_one and said_of_one(sentence, "he") != sentence
            told = f"{when} {_situation('of-one')}" if of_one else when
            yield Sayable(name, sentence, _theme("events"), told)


def _topics(language: str) -> Iterator[Sayable]:
    """Yield what is asked about whom or what a message names."""
    for topic in topics(language):
        when = topic.id.removeprefix(TOPIC).replace("-", " ")
        for sentence in chain.from_iterable(topic.asks.values()):
            yield Sayable(topic.id, _FILLED.sub("…", sentence), _theme("topics"), when)


def _others(held: Bank, shelves: Mapping[str, str]) -> Iterator[Sayable]:
    """Yield the lines that are asked for by what they are about."""
    for about, lines in held.others.items():
        theme, when = _theme(shelves[about]), _situation(about)
        says = ((line.id, line.says.replace(SLOT, "…")) for line in lines)
        yield from (Sayable(name, sentence, theme, when) for name, sentence in says)


def _frames(language: str) -> Iterator[Sayable]:
    """Yield what stands round a feeling, or round a few of a person's own words."""
    for theme, file in _FRAMES.items():
        for row in shelf.read("voice", "bank", language, "frames", file)["frame"]:
            yield Sayable(row["id"], row["says"], _theme(theme), "")


def _answers(language: str) -> Iterator[Sayable]:
    """Yield the answers, each with where its facts were seen."""
    for answer in answers(language):
        when = answer.about.replace("-", " ")
        yield Sayable(answer.id, answer.says, _theme("answers"), when, answer.source)


def _danger() -> Iterator[Sayable]:
    """Yield the lines of the safety script, each in all its wordings."""
    whens = _wording()["danger"]
    groups = {step.id: name for name, group in steps().items() for step in group}
    for name, ways in wordings().items():
        group = groups.get(name, "acknowledged")
        when = whens[_KIND.findall(group)[0]]
        yield from (Sayable(name, says, _theme("danger"), when) for says in ways)


def _gentle() -> Iterator[Sayable]:
    """Yield the words of every practice, and what is said around them."""
    theme = _theme("practices")
    for practice in library.practices():
        steps = (step for way in practice.ways for step in way.steps)
        cautions = (caution.says for caution in practice.cautions)
        says = (practice.invites, practice.says, *steps, *cautions, practice.why)
        yield from (Sayable(practice.id, each, theme, practice.title) for each in says)
    yield from _around_practices(theme)


def _around_practices(theme: Theme) -> Iterator[Sayable]:
    """Yield what is said before, between and after the steps of any practice."""
    lines = shelf.read("practice", "lines", "en.toml")
    asked = chain.from_iterable(lines[part].values() for part in ("check", "after"))
    led = shelf.read("conversation", "leading", "en.toml").items()
    said = (says for name, says in led if name not in _NOT_SAID)
    for says in (*asked, *said):
        for each in [says] if isinstance(says, str) else says:
            yield Sayable("practices", _FILLED.sub("…", each), theme, "")
