"""Hears plain answers: to a direct question, to being asked to call, and what takes danger back."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from holdspace.domain.cues import CueBook, Found
from holdspace.domain.words import Word
from holdspace.shelf import read

_OPENING = 8  # words in which an answer is given
_FIRST = 1  # an answer begins with the first word or the second, exclamations left out
NOT_ME = "not-me"  # that it is not they themselves: "not me mate, him"
WHEN = "when"  # a time, among a few other words
WHEN_ALONE = "when-alone"  # a time, and no other word: "tonight"
WHEN_MAYBE = "when-maybe"  # a time beside a "maybe": "tonight maybe"
_BARE = 2  # words of a message that is nothing but a time
_SHORT = 4  # words of a message that may answer with a time
_BRIEF = 10  # words of a message in which a yes counts wherever it stands
_LONG = 25  # words of a message that is more than an answer
_LAST_MARK = "\u218f"  # beyond it stand arrows, signs and pictures, which do speak
_ANSWERS = ("adult", "stop", "why", "angry", "skip", "unsure", "no-plan", NOT_ME, "no", "yes")
_WHOLE: Mapping[str, str] = {"no-whole": "no", "yes-whole": "yes"}
_SAID, _SOFT = "yes-said", "yes-soft"
_MAYBE = frozenset({"maybe", "perhaps", "possibly"})
_FEW = 6  # words of a message in which "a bit" or "sometimes" is an answer
_IN_VAIN = frozenset({"harmed-before", "hung-up"})
SOMEBODY_THERE = frozenset({"called", "with-someone"})  # what makes what stood in the way needless
WILL_TELL = "will-tell"  # they say that they go and reach somebody themselves
_ANYWHERE = frozenset({"adult", "stop", "why", "angry"})  # what need not open the message


@cache
def _table() -> Mapping[str, Any]:
    """Read the answers, once."""
    return read("safety", "cues", "answers.toml")


@cache
def _answers() -> CueBook:
    """Read the answers to a direct question, once."""
    return _book({name: _table()["answer"][name] for name in (*_ANSWERS, *_WHOLE, _SAID, _SOFT)})


@cache
def _whens() -> CueBook:
    """Read the times that answer a question about a time, once."""
    return _book({"when": _table()["answer"]["whens"]})


@cache
def _reached() -> tuple[tuple[str, ...], CueBook]:
    """Read what is told of reaching a person, once; what is in the way is heard first."""
    rows = _table()["reached"]
    cues = {name: row["cues"] for name, row in rows.items()}
    short = {f"{name}:short": row.get("short", ()) for name, row in rows.items()}
    return tuple(rows), _book(cues | short)


def kinds() -> tuple[str, ...]:
    """Return all that can be told of reaching a person, in the order it is heard."""
    return _reached()[0]


def _book(told: Mapping[str, Sequence[str]]) -> CueBook:
    """Make one book of several kinds of answers; its cues may name this table's lists and the room's."""
    lists = {**read("safety", "cues", "lists.toml")["lists"], **_table()["lists"]}
    return CueBook(((name, cue) for name, cues in told.items() for cue in cues), lists)


def answer(words: tuple[Word, ...]) -> str:
    """Hear an answer to a direct question, or how it was not answered; nothing where it is neither.

    The first kind that is heard counts, in the order written in `_ANSWERS`; no word at all is "quiet".
    """
    if not any(map(_is_spoken, words)):
        return "quiet"
    begins = _begins(words) + _FIRST
    opening = {one.tells for one in _answers().find(words[:_OPENING]) if one.first <= begins}
    anywhere = _ANYWHERE & _answers().tells(words) if len(words) <= _LONG else frozenset()
    found = opening | anywhere
    for name in _ANSWERS:
        if name in found:
            return _unsure(words) if name == "unsure" else name
    for one in _answers().find(words[:_OPENING]):
        if one.tells in _WHOLE and _is_all(one, words):
            return _WHOLE[one.tells]
    brief = sum(map(_is_spoken, words)) <= _BRIEF
    if (brief and _SAID in _answers().tells(words)) or _is_softly_yes(words):
        return "yes"
    return _a_time(words)


def _a_time(words: tuple[Word, ...]) -> str:
    """Hear a time, alone or among a few words."""
    spoken = sum(map(_is_spoken, words))
    if spoken > _SHORT or not _whens().tells(words):
        return ""
    return WHEN_ALONE if spoken <= _BARE else WHEN


def _unsure(words: tuple[Word, ...]) -> str:
    """Hear what a "maybe" tells beside it: a yes where no no stands there ("yes maybe, I think yes"), or a time; "yeah I don't know" tells nothing more."""
    said = {word.text for word in words}
    if said.isdisjoint(_MAYBE):
        return "unsure"
    if "no" not in said and _SAID in _answers().tells(words):
        return "yes"
    return WHEN_MAYBE if "not" not in said and _a_time(words) else "unsure"


def says_yes(words: tuple[Word, ...]) -> bool:
    """Whether a plain yes stands at the beginning: "I'm gonna" alone also begins what somebody is going to do."""
    return _SAID in _answers().tells(words[:_OPENING])


def _begins(words: tuple[Word, ...]) -> int:
    """Return where an answer begins after what is only exclaimed, like "What? No"."""
    exclaims = frozenset(_table()["exclaims"])
    ends = (at for at, word in enumerate(words) if _is_spoken(word) and word.text not in exclaims)
    first = next(ends, 0)
    return first if any(not _is_spoken(word) for word in words[:first]) else 0


def _is_softly_yes(words: tuple[Word, ...]) -> bool:
    """Whether a message begins with a yes that also begins other things ("a bit like an exam")."""
    few = sum(map(_is_spoken, words)) <= _FEW
    soft = (found for found in _answers().find(words[:_OPENING]) if found.tells == _SOFT)
    return any(one.first <= _FIRST and (few or _ends(one, words)) for one in soft)


def _ends(found: Found, words: tuple[Word, ...]) -> bool:
    """Whether nothing, or only a mark, follows what was found."""
    return found.last >= len(words) or not _is_spoken(words[found.last])


def minimises(words: tuple[Word, ...]) -> bool:
    """Whether what was said is taken back, or made small."""
    return bool(_book_of("minimises").tells(words))


def denies(words: tuple[Word, ...]) -> bool:
    """Whether a message says outright that nobody here wants to die, and turns to nothing else with a "but"."""
    return not turns(words) and bool(_book_of("denies").tells(words))


def turns(words: tuple[Word, ...]) -> bool:
    """Whether a message turns to something else with a "but"."""
    return any(word.text in _table()["turns"] for word in words)


def protests(words: tuple[Word, ...]) -> bool:
    """Whether a message says that what it told of was something else; means that only after a line about danger."""
    return bool(_book_of("protests").tells(words))


@cache
def _book_of(name: str) -> CueBook:
    """Read the cues of one table, once."""
    return _book({name: _table()[name]["cues"]})


def reached(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Hear whether a person was reached, and what stands in the way, the first to be met first."""
    told = set()
    for found in _reached()[1].find(words):
        kind, _, short = found.tells.partition(":")
        if not short or _is_all(found, words):
            told.add(kind)
    if told & _IN_VAIN:
        told.discard("called")  # they called, and that is what went wrong
    return tuple(kind for kind in kinds() if kind in told)


def _is_all(found: Found, words: tuple[Word, ...]) -> bool:
    """Whether what was found is the whole message."""
    return not any(map(_is_spoken, (*words[: found.first], *words[found.last :])))


def _is_spoken(word: Word) -> bool:
    """Whether a word is more than a mark: letters, figures, or a picture."""
    return word.text[0].isalnum() or word.text[0] > _LAST_MARK
