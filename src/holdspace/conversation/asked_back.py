"""Hears a question about the companion's own words: "small pieces of what?", "what chair?", after it spoke of these."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from holdspace.domain.talk import Doing, Memory, Perception, Spoken, Told
from holdspace.domain.words import Word, split
from holdspace.shelf import read

OWN_WORDS = "own-words"  # what such a question is about
_FEWEST, _MOST = 2, 6  # words of it
_WITH_MEAN = 12  # words of one that asks what something means
_QUOTES = frozenset({'"', "'"})  # what a word that is asked after may stand in
_ALIKE = 4  # letters at the beginning of two words that may be forms of one: "hides", "hide"


def about_its_own_words(told: Told, memory: Memory) -> Perception:
    """Return what was heard, where it asks what the last reply meant by a word of its own."""
    perception = told.perception
    answered = bool(perception.about) and perception.doing is Doing.ASKING
    free = not (perception.goes or answered)
    asked = free and _asks_back(told.heard.words.split, _last_reply(memory))
    return (
        replace(perception, about=OWN_WORDS, doing=Doing.ASKING, asked="") if asked else perception
    )


def _asks_back(words: tuple[Word, ...], reply: tuple[Spoken, ...]) -> bool:
    """Whether a short sentence of a message asks after words that a reply said, and that were not theirs."""
    said = {word.text for spoken in reply for word in split(_not_theirs(spoken))} - _set("little")
    return any(_is_about(sentence, said) for sentence in _sentences(words)) if said else False


def _is_about(sentence: tuple[str, ...], said: set[str]) -> bool:
    """Whether a sentence asks, in few words, and all it names was just said."""
    most = _MOST if _set("meaning").isdisjoint(sentence) else _WITH_MEAN
    if not _FEWEST <= len(sentence) <= most or _set("asks").isdisjoint(sentence):
        return False
    named = [text for text in sentence if text not in _set("asks") | _set("little")]
    return bool(named) and all(_is_said(text, said) for text in named)


def _is_said(text: str, said: set[str]) -> bool:
    """Whether a word was said, in this form or one that begins alike."""
    return text in said or any(
        each[:_ALIKE] == text[:_ALIKE] for each in said if len(each) >= _ALIKE <= len(text)
    )


def _not_theirs(spoken: Spoken) -> str:
    """Return a line without their own words in it."""
    kept, at = [], 0
    for first, last in sorted(spoken.own):
        kept.append(spoken.text[at:first])
        at = max(at, last)
    return " ".join((*kept, spoken.text[at:]))


def _last_reply(memory: Memory) -> tuple[Spoken, ...]:
    """Return the lines of the reply before this message."""
    lines = len(memory.lately[-1].moves) if memory.lately else 0
    return memory.recent[-lines:] if lines else ()


def _sentences(words: tuple[Word, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words of each sentence of a message, and of what stands between its commas; marks left out."""
    held: list[str] = []
    for word in words:
        if word.text[0].isalnum():
            held.append(word.text)
        elif held and word.text not in _QUOTES:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


@cache
def _set(name: str) -> frozenset[str]:
    """Read the words that ask, or that name nothing."""
    return frozenset(read("conversation", "cues", "en.toml")["asked-back"][name])
