"""What in a piece of writing could tell who somebody is: names, dates, places and numbers, found by grammar, lists and shape."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.access import shapes
from holdspace.domain.language import Parse, Token
from holdspace.domain.people import Private

_PROPER = frozenset({"NNP", "NNPS"})
_ENDS = frozenset(".!?…:;•*")
_QUOTES = frozenset("\"'(`-\u2013\u2014\u2018\u201c\u00ab")
_OWNED = frozenset({"'s", "s'", "'"})
_SHORT = 4  # letters; whatever is shorter and unknown is more often no name
_ENDINGS = ("ing", "ed", "ly", "ness", "tion", "ment", "n't", "'s", "s")
_JOINS = frozenset({"of"})
_INITIAL = re.compile(r"(?:[A-Z]\.){1,4}|[A-Z]{1,2}\.")
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


class Kind(StrEnum):
    """What sort of thing tells who somebody is."""

    NAME = "name"
    DATE = "date"
    PLACE = "place"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Likely:
    """One stretch of a text that could tell who somebody is, half open, and its words as they were written."""

    kind: Kind
    start: int
    end: int
    words: Private

    @property
    def key(self) -> str:
        """What is alike in all mentions of the same thing."""
        return " ".join(self.words.text.casefold().split())


_Span = tuple[Kind, int, int]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text and its words; a new line begins a sentence, which no word of the parse shows."""

    text: str
    tokens: tuple[Token, ...]

    def breaks_before(self, at: int) -> bool:
        """Whether a line ends before a word."""
        return "\n" in self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def is_first(self, at: int) -> bool:
        """Whether a word begins a sentence, a line or something quoted."""
        if at == 0 or self.breaks_before(at):
            return True
        before = self.tokens[at - 1].text
        if before in _QUOTES:
            return True
        return before[-1:] in _ENDS and before.lower().rstrip(".") not in _titled()

    def goes_on(self, at: int) -> bool:
        """Whether a name that stands before goes on with a word: with a capital, or a number after a ward or a road."""
        if at >= len(self.tokens) or self.breaks_before(at):
            return False
        token, before = self.tokens[at], self.tokens[at - 1]
        stops = before.text[-1:] in _ENDS and not _INITIAL.fullmatch(before.text)
        if (stops and before.lower.rstrip(".") not in _titled()) or token.lower in _no_name():
            return False
        numbered = token.text.isdecimal() and before.lower in _listed("place_words")
        return token.text[:1].isupper() or numbered

    def is_somebody(self, at: int) -> bool:
        """Whether grammar has a word at the beginning of a sentence do or own something."""
        after = self.tokens[at + 1].lower if at + 1 < len(self.tokens) else ""
        return self.tokens[at].relation in {"nsubj", "nsubjpass", "poss"} or after in _OWNED


def likely(words: Private, parse: Parse) -> tuple[Likely, ...]:
    """Return what could tell who somebody is, in order; without a parse, capital letters and lists are read alone."""
    text = words.text
    reading = _Reading(text, parse.tokens or _read_plainly(text))
    spans = (
        *((Kind.DATE, *span) for span in shapes.dates(text)),
        *((Kind.NUMBER, *span) for span in shapes.numbers(text)),
        *_names(reading),
    )
    return tuple(
        Likely(kind, start, end, Private(text[start:end])) for kind, start, end in _apart(spans)
    )


def instead(kind: Kind) -> str:
    """Return what may stand in place of one kind."""
    return str(_lists()["instead"][kind])


def named(kind: Kind) -> str:
    """Return how a kind is called to a person."""
    return str(_lists()["named"][kind])


@cache
def _lists() -> Mapping[str, Any]:
    """Read the lists. Raises BrokenData, naming the file."""
    return shelf.read("access", "identifiers", "en.toml")


@cache
def _no_name() -> frozenset[str]:
    """Return words with a capital that are no sign of anybody."""
    return _listed("plain") | _listed("letters")


@cache
def _titled() -> frozenset[str]:
    """Return what stands before a name, with a full stop or without."""
    return _listed("titles") | _listed("begins")


@cache
def _everyday() -> frozenset[str]:
    """Return words that are no names where a sentence begins."""
    return frozenset(shelf.read("access", "identifiers", "everyday.toml")["words"].split())


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_lists()[name])


def _apart(spans: Iterable[_Span]) -> Iterator[_Span]:
    """Yield spans in order, of overlapping ones the longest."""
    kept: list[_Span] = []
    for span in sorted(spans, key=lambda each: each[1] - each[2]):
        if not any(span[1] < other[2] and other[1] < span[2] for other in kept):
            kept.append(span)
    yield from sorted(kept, key=lambda each: each[1])


def _names(reading: _Reading) -> Iterator[_Span]:
    """Yield each name of somebody or of somewhere, as one stretch."""
    tokens, at = reading.tokens, 0
    while at < len(tokens):
        end = _name_ends(reading, at)
        if end > at:
            yield _kind(tokens, at, end), tokens[at].start, tokens[end - 1].end
        at = max(end, at + 1)


def _name_ends(reading: _Reading, at: int) -> int:
    """Return where the name that begins at a word ends; the word itself where none begins."""
    if not _tells(reading, at):
        return at
    end = at + 1
    while step := _step(reading, end):
        end += step
    return end


def _step(reading: _Reading, end: int) -> int:
    """Return how many words a name goes on for: one, two over a joint, or none."""
    if reading.goes_on(end):
        return 1
    if end + 1 >= len(reading.tokens):
        return 0
    joint = reading.tokens[end]
    hyphened = joint.text == "-" and not joint.space_after
    joined = joint.lower in _JOINS | _OWNED and reading.goes_on(end + 1)
    return 2 if hyphened or joined else 0


def _tells(reading: _Reading, at: int) -> bool:
    """Whether a name begins at a word."""
    token, word = reading.tokens[at], reading.tokens[at].lower
    if not token.text[:1].isalpha() or word in _no_name():
        return False
    if token.text[0].islower():
        return _tells_in_small(word)
    if _INITIAL.fullmatch(token.text):
        return True
    if word in _listed("begins"):
        return reading.goes_on(at + 1)
    if _is_of_the_calendar(word) or _is_shouted(token):
        return False
    return not reading.is_first(at) or _tells_first(reading, at)


def _is_of_the_calendar(word: str) -> bool:
    """Whether a word is a month, which dates are found by, or a day of the week, which tells nobody."""
    return word in _listed("months") or word.removesuffix("s") in _listed("weekdays")


def _is_shouted(token: Token) -> bool:
    """Whether a word is in capitals because somebody raised their voice."""
    known = token.tag in _PROPER and token.lower not in _everyday()
    return token.text.isupper() and len(token.text) > 1 and not known


def _tells_in_small(word: str) -> bool:
    """Whether a word in small letters is a name, and nothing but a name."""
    given = word in _listed("given_names") and word not in _listed("words_too")
    return given or (word in _listed("places") and word not in _listed("places_too"))


def _tells_first(reading: _Reading, at: int) -> bool:
    """Whether a capital at the beginning of a sentence begins a name, and not only the sentence."""
    token, word = reading.tokens[at], reading.tokens[at].lower
    if word in _listed("titles") and reading.goes_on(at + 1):
        return True
    if word in _listed("words_too"):
        return token.tag.startswith("NN") and reading.is_somebody(at)
    if word in _listed("given_names") | _listed("places"):
        return True
    return word not in _everyday() and (token.tag in _PROPER or not _is_plain_word(token))


def _is_plain_word(token: Token) -> bool:
    """Whether a word that no list has is surely none of somebody's: short, or made of another word by an ending."""
    return len(token.text) < _SHORT or token.lower.endswith(_ENDINGS)


def _kind(tokens: tuple[Token, ...], start: int, end: int) -> Kind:
    """Return whether a name is of somebody, or of a place or a firm."""
    words = [token.lower for token in tokens[start:end]]
    if words[0].rstrip(".") in _listed("titles"):
        return Kind.NAME
    if words[0] in _listed("given_names") | _listed("words_too"):
        return Kind.NAME
    if any(word in _listed("places") | _listed("place_words") for word in words):
        return Kind.PLACE
    before = tokens[start - 1].lower if start else ""
    verb = tokens[start - 2].lemma.lower() if start > 1 else ""
    leads = before in _listed("leads") or (before in _listed("firms") and verb in _listed("works"))
    return Kind.PLACE if leads else Kind.NAME


def _read_plainly(text: str) -> tuple[Token, ...]:
    """Return the words of a text without grammar; each capital is taken for a name."""
    return tuple(
        Token(
            text=found.group(),
            lemma=found.group().lower(),
            tag="NNP" if found.group()[0].isupper() else "",
            relation="nsubj",
            head=at,
            start=found.start(),
        )
        for at, found in enumerate(_WORD.finditer(text))
    )
