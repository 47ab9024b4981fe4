"""Says "he" or "she" of the one person, or animal, that a message is about, where it is told so; else "they" stays."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.language import Token
from holdspace.domain.talk import Told
from holdspace.voice.people import spoken_of, whoever, wording
from holdspace.voice.relations import may_be_whom

_WORDS = re.compile(r"[\w'-]+|[^\w'-]+")
_MANY = "they"
_MINE, _NEAR = frozenset({"my", "our"}), 3
_DESCRIBING = ("DT", "JJ")  # tags


def told_of_one(told: Told, situation: str) -> str:
    """Return "he" or "she" where a message speaks of nobody but one of whom it says so, and a situation may be theirs; else ""."""
    tokens = told.parse.tokens
    named = [at for at, token in enumerate(tokens) if token.lower in _nouns()]
    others = not all(may_be_whom(situation, tokens[at].lower) for at in named)
    if others or len({tokens[at].lower for at in named}) > 1:
        return ""
    who: set[str] = {each for each in _read()["told"] if _is_told(tokens, named, each)}
    if len(who) != 1 or _MANY in who or _names_several(told):  # which costs most
        return ""
    return who.pop()


def _is_told(tokens: Sequence[Token], named: Sequence[int], who: str) -> bool:
    """Whether a word, or somebody named by a noun, tells of "he", "she", or several."""
    words, nouns = _read()["told"][who], _read()["nouns"][who]
    by_noun = (at for at in named if tokens[at].lower in nouns)
    return any(token.lower in words for token in tokens) or any(
        _is_theirs(tokens, at) for at in by_noun
    )


def _names_several(told: Told) -> bool:
    """Whether a message speaks of two people by name, or by what they are to somebody."""
    tagged = {token.lower for token in told.parse.tokens if token.tag == "NNP"}
    names = tagged - _nouns() - wording()["not_names"]
    return len(names) > 1 or sum(each.person for each in spoken_of(told).mentions) > 1


def _is_theirs(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun stands for somebody they have, and not for what they are: "my dad", and not "a good dad"."""
    had = any(token.lower in _MINE for token in tokens[max(0, at - _NEAR) : at])
    return had or at == 0 or not tokens[at - 1].tag.startswith(_DESCRIBING)


def said_of_one(text: str, who: str) -> str:
    """Return a sentence with "he" or "she", whichever `who` is, for the "they" in it; as it stands where `who` is ""."""
    if not who:
        return text
    words = _WORDS.findall(text)
    changed = {_verb_of(words, at) for at, word in enumerate(words) if word.lower() == _MANY}
    agrees, said = _read()["agrees"], _read()["said"][who]
    return "".join(
        _as_written(word, (agrees if at in changed else said).get(word.lower(), word))
        for at, word in enumerate(words)
    )


def _verb_of(words: Sequence[str], they: int) -> int:
    """Return where the verb stands that goes with a "they": before it in a question, else after it."""
    verbs, step = _read()["verbs"], 2  # a space stands between
    if they >= step and words[they - step].lower() in verbs["before"]:
        return they - step
    after = they + step
    while after < len(words) - step and words[after].lower() in verbs["between"]:
        after += step
    return after


def _as_written(old: str, new: str) -> str:
    """Return a word with a capital where the one it stands for has one."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


@cache
def _nouns() -> frozenset[str]:
    """Return the words for whoever may be spoken of."""
    return whoever().union(*_read()["nouns"].values())


@cache
def _read() -> Mapping[str, Any]:
    """Read the file, once, its lists as sets. Raises BrokenData when it cannot be read."""
    held = shelf.read("voice", "wording", "theirs.toml")
    lists = ("told", "nouns", "verbs")
    sets = {name: {key: frozenset(words) for key, words in held[name].items()} for name in lists}
    return {**held, **sets}
