"""Before a piece of writing leaves: what in it could tell who somebody is, what is to stand there instead, and what is still open."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from holdspace.access.identifiers import Kind, Likely, instead, likely
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.ports import Grammar

LONGEST = 60_000  # letters of one piece
_STRETCH = 1_500  # letters read at once, well under what the grammar takes in whole
_PARTING = re.compile(r"\n+|(?<=[.?!…]) +")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that could tell who somebody is, however often it stands there, and what may stand in its place."""

    kind: Kind
    key: str
    words: Private
    times: int
    instead: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to become of a point: other words in its place, or nothing, since it names nobody."""

    keep: bool
    put: Private = field(default_factory=lambda: Private(""))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of writing on its way out, where things stand in it, and which of them were said to name nobody."""

    words: Private
    found: tuple[Likely, ...] = ()
    kept: frozenset[str] = frozenset()

    @property
    def open(self) -> tuple[Point, ...]:
        """What is not decided yet; while there is any, nothing leaves."""
        return tuple(_points(each for each in self.found if each.key not in self.kept))

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The text in stretches, each with the kind of what it could tell, or with none."""
        return tuple(_stretches(self.words.text, self.found, self.kept))


async def looked_at(words: Private, grammar: Grammar, kept: Iterable[str] = ()) -> Piece:
    """Read a text for what could tell who somebody is, stretch by stretch."""
    found: list[Likely] = []
    for start, end in _reading(words.text):
        stretch = Private(words.text[start:end])
        parse = await grammar.parse(stretch) if stretch else Parse()
        found += (
            replace(each, start=each.start + start, end=each.end + start)
            for each in likely(stretch, parse)
        )
    return Piece(words, tuple(found), frozenset(kept))


def settled(piece: Piece, choices: Mapping[str, Choice]) -> tuple[Private, frozenset[str]]:
    """Return the text with what was chosen in place of each point, and all that was said to name nobody."""
    kept = piece.kept | {key for key, choice in choices.items() if choice.keep}
    text = piece.words.text
    for each in reversed(piece.found):
        choice = choices.get(each.key)
        if choice and not choice.keep and each.key not in kept:
            text = text[: each.start] + choice.put.text.strip() + text[each.end :]
    return Private(text), kept


def _points(found: Iterable[Likely]) -> Iterator[Point]:
    """Yield each thing once, in the order in which it comes."""
    by_key: dict[str, list[Likely]] = {}
    for each in found:
        by_key.setdefault(each.key, []).append(each)
    for key, all_of_it in by_key.items():
        first = all_of_it[0]
        yield Point(first.kind, key, first.words, len(all_of_it), instead(first.kind))


def _stretches(
    text: str, found: Iterable[Likely], kept: frozenset[str]
) -> Iterator[tuple[str, str]]:
    last = 0
    for each in found:
        if each.key in kept:
            continue
        if each.start > last:
            yield text[last : each.start], ""
        yield text[each.start : each.end], str(each.kind)
        last = each.end
    if last < len(text):
        yield text[last:], ""


def _reading(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which a text is read: parted between lines or sentences, each short enough to be read whole."""
    start = end = 0
    for parting in (*_PARTING.finditer(text), None):
        stop = parting.end() if parting else len(text)
        if stop - start > _STRETCH and end > start:
            yield start, end
            start = end
        end = stop
    while end - start > _STRETCH:  # one sentence without an end
        yield start, start + _STRETCH
        start += _STRETCH
    if end > start:
        yield start, end
