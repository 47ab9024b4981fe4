"""Holds a long text whole: divides it from beginning to end, and takes something of every part of it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from holdspace.domain.people import Private
from holdspace.domain.story import Held, Passage

FEWEST, MOST = (
    3,
    6,
)  # parts of a text that are said back; a shorter text has fewer sentences than that
_ROOM = 400  # characters of a text for each part more
_CHUNK = 600  # of what nothing parts: those who write in one breath are read all the same
READ_AT_ONCE = 4_000  # characters that grammar and the ear for danger read; what is longer they hear in stretches
_SENTENCE = re.compile(r"[^.!?…\n]*(?:[.!?…]+[\"')\]’”]*|\n+|$)[^\S\n]*")  # noqa: RUF001  a written quotation mark


def zones(words: Private) -> tuple[Private, ...]:
    """Return a text in a few stretches of about one length, cut where sentences end, from beginning to end.

    Nothing is left out, and no stretch is longer than a grammar reads.
    """
    text = words.text
    enough = len(text) / max(FEWEST, min(MOST, 1 + len(text) // _ROOM))
    found, held = [""], 0
    for sentence in _sentences(text):
        if found[-1].strip() and held >= enough * len(found):
            found.append("")
        found[-1] += sentence
        held += len(sentence)
    return tuple(Private(zone) for zone in found if zone.strip())


def in_full(words: Private) -> tuple[Private, ...]:
    """Return a text, and the stretches of one so long that its middle would not be heard, for whoever listens for danger."""
    return (words,) if len(words.text) <= READ_AT_ONCE else (words, *zones(words))


def _sentences(text: str) -> Iterator[str]:
    """Yield a text sentence by sentence, or by a few dozen words where no mark parts it."""
    for sentence in _SENTENCE.findall(text):
        yield from (sentence[at : at + _CHUNK] for at in range(0, len(sentence), _CHUNK))


def spread(candidates: Sequence[Sequence[Held]]) -> tuple[Held, ...]:
    """Return the best part of each stretch in their order, no words twice; where these are few, the next best beside them."""
    chosen: list[list[Held]] = [[] for _ in candidates]
    for most in (1, FEWEST):
        for parts, taken in zip(candidates, chosen, strict=True):
            enough = most > 1 and sum(map(len, chosen)) >= FEWEST
            fresh = () if enough else _fresh(parts, taken, chosen)
            taken.extend(islice(fresh, most - len(taken)))
    return tuple(part for taken in chosen for part in sorted(taken, key=lambda part: part.at))


def _fresh(parts: Iterable[Held], taken: list[Held], chosen: list[list[Held]]) -> Iterator[Held]:
    """Yield the parts of a stretch that are made of no words that were chosen before."""
    said = {part.words for each in chosen for part in each}
    beside = list(taken)
    for part in parts:
        if part.words not in said and not any(part.overlaps(other) for other in beside):
            beside.append(part)
            yield part


def chapters(
    passages: Iterable[tuple[str, Passage]],
) -> tuple[tuple[str, tuple[tuple[str, Passage], ...]], ...]:
    """Return passages by the chapter they are in, in the order in which chapters began; those in none come last."""
    every = list(passages)
    names = list(dict.fromkeys(passage.chapter.text for _, passage in every))
    every.sort(key=lambda held: (not held[1].chapter.text, names.index(held[1].chapter.text)))
    return tuple((name, tuple(group)) for name, group in groupby(every, lambda held: held[1].chapter.text))  # fmt: skip
