"""Hears danger by meaning: a trained head over the encoder, which may only raise what words told.

It reads a message in pieces of a few sentences. A meaning that is likely enough becomes evidence,
placed on the sentence in which it is likeliest, so that every tier can be explained.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from holdspace import shelf
from holdspace.domain.risk import FAINT, HALF_HEARD, Evidence, Lane, LaneLevel, Tier
from holdspace.models.senses.phrases import Reads

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"')\]]*|\n+|$)")
_PIECE = 400  # characters read at once
_FEWEST = 4  # words that say something by themselves; with fewer the reviewed words must speak too
FEW = 10  # words of which little can be known by themselves: a wish to die must be surer
_FEWEST_FOR = {"L": 5}  # "I was here yesterday" leans on nothing
_HALFWAY = 0.75  # of what few words must reach: enough to be asked about the second time
RULED_OUT = 0.05  # likelihood below which a head that listened says that there is none of it
_WISH_BEFORE_PLAN = 0.4  # how likely a wish to die must be before it is taken for a nearer one
_SURE = 0.985  # from here a level stands against the one that words told
_FAINT = {"R2": FAINT, "D": "D1"}  # how what is not sure enough is heard: it changes little
_ASKED = {FAINT: "R2", HALF_HEARD: "R2", "D1": "D"}  # whose likelihood it is
_MOST = 12  # pieces of one message: the first and the last half of them


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a message and its sentences, each from one character offset to another."""

    start: int
    end: int
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Danger:
    """What was heard of danger, and which kinds are ruled out, by their letters: next to nothing of them was heard."""

    evidence: tuple[Evidence, ...]
    ruled_out: frozenset[str]


class DangerEar:
    """Turns likelihoods into evidence by calibrated thresholds."""

    def __init__(self, encoder: Reads, language: str = "en") -> None:
        """Take the encoder; thresholds are read from the model's card."""
        self._encoder = encoder
        card = shelf.read("models", "encoder", language, "card.toml")
        self._sure: Mapping[str, float] = card["thresholds"]
        self._faint: Mapping[str, float] = card["faint"]
        self._half: float = card["half"]["R2"]
        self._in_few: float = card["few"]["R2"]

    def listen(self, text: str, before: str = "") -> Danger:
        """Return the evidence of a message, the highest of each tier axis and lane, and what is ruled out.

        Of a message of very few words no more than a faint hearing, and nothing is ruled out. One of a single piece is read in the light of
        what went before it; a longer one says itself what it is about.
        """
        pieces = pieces_of(text)
        likely = self._encoder.read(
            [text[piece.start : piece.end] for piece in pieces], before if len(pieces) == 1 else ""
        )
        words = len(text.split())
        told = self._faintly("R2", likely) if words < _FEWEST else self._named(likely, words)
        told = (name for name in told if words >= _FEWEST_FOR.get(name, 0))
        named = {name: _likeliest(name, pieces, likely) for name in told}
        parts = {piece: self._sentences(text, piece) for piece in set(named.values())}
        evidence = tuple(
            self._told(name, _evidence(name, piece, parts[piece]), likely)
            for name, piece in named.items()
        )
        return Danger(evidence, _ruled_out(likely) if words >= _FEWEST else frozenset())

    @staticmethod
    def _told(name: str, told: Evidence, likely: tuple[Mapping[str, float], ...]) -> Evidence:
        """Say how likely it is, and mark how far along a lane is as unsure: words may know better."""
        asked = _ASKED.get(name, name)
        levelled = told.lane is not None and name not in _ASKED
        unsure = levelled and max(each[name] for each in likely) < _SURE
        any_of_it = max(each.get(_first(asked), each[asked]) for each in likely)
        return replace(told, unsure=unsure, likely=any_of_it)

    def _named(self, likely: tuple[Mapping[str, float], ...], words: int) -> Iterator[str]:
        """Yield the meanings that are likely enough: the highest of each kind, or a faint one."""
        best = {name: max(each[name] for each in likely) for name in self._sure} if likely else {}
        kinds: dict[str, str] = {}
        for name in sorted(best):
            if best[name] >= self._sure[name] and self._stands(name, best, words):
                kinds[name[0]] = name
        yield from kinds.values()
        half = self._half if words >= FEW else max(self._half, self._in_few * _HALFWAY)
        if "R" not in kinds and best.get("R2", 0.0) >= half:
            yield HALF_HEARD
        for first in _FAINT:
            if first[0] not in kinds:
                yield from self._faintly(first, likely)

    def _faintly(self, name: str, likely: tuple[Mapping[str, float], ...]) -> Iterator[str]:
        """Yield the faint hearing of a meaning, where it is not quite unlikely."""
        if max((each[name] for each in likely), default=0.0) >= self._faint[name]:
            yield _FAINT[name]

    def _stands(self, name: str, best: Mapping[str, float], words: int) -> bool:
        """Whether the first level of its kind is likely enough too: a higher one only says how far."""
        first = _first(name)
        enough = self._sure.get(first, 0.0)
        if first == "R2" and words < FEW:
            enough = max(enough, self._in_few)
        if first == "R2" != name:
            enough = max(enough, _WISH_BEFORE_PLAN)
        return best.get(first, 1.0) >= enough

    def _sentences(self, text: str, piece: Piece) -> tuple[Mapping[str, float], ...]:
        """Return how likely each meaning is in each sentence of a piece; one alone needs no reading."""
        several = piece.sentences if len(piece.sentences) > 1 else ()
        return self._encoder.read([text[slice(*one)] for one in several])


def _ruled_out(likely: tuple[Mapping[str, float], ...]) -> frozenset[str]:
    """Return the letters of the kinds of danger of which next to nothing was heard in any piece."""
    best: dict[str, float] = {}
    for name, value in (pair for each in likely for pair in each.items()):
        best[name[0]] = max(value, best.get(name[0], 0.0))
    return frozenset(kind for kind, value in best.items() if value < RULED_OUT)


def _first(name: str) -> str:
    """Name the first level of a kind of danger; those of a child are of different people."""
    return {"R": "R2", Lane.CHILD.value: name}.get(name[0], f"{name[0]}1")


def _evidence(name: str, piece: Piece, likely: tuple[Mapping[str, float], ...]) -> Evidence:
    """Make evidence of a meaning, placed on the sentence in which it is likeliest."""
    asked, span = _ASKED.get(name, name), (piece.start, piece.end)
    if likely:
        span = max(zip(piece.sentences, likely, strict=True), key=lambda pair: pair[1][asked])[0]
    if name in {FAINT, HALF_HEARD}:
        return Evidence(rule=name, span=span)
    if name[0] == "R":
        return Evidence(rule=f"meaning-{name}", span=span, tier=Tier[name])
    lane = LaneLevel(Lane(name[0]), int(name[1:] or 0) or None)
    return Evidence(rule=f"meaning-{name}", span=span, lane=lane)


def _likeliest(
    name: str, pieces: tuple[Piece, ...], likely: tuple[Mapping[str, float], ...]
) -> Piece:
    """Return the piece in which a meaning is likeliest."""
    asked = _ASKED.get(name, name)
    return max(zip(pieces, likely, strict=True), key=lambda pair: pair[1][asked])[0]


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Divide a message into pieces of whole sentences; of a very long one, its two ends."""
    pieces: list[Piece] = []
    held: list[tuple[int, int]] = []
    for found in _SENTENCE.finditer(text):
        if not found.group().strip():
            continue
        if held and found.end() - held[0][0] > _PIECE:
            pieces.append(Piece(held[0][0], held[-1][1], tuple(held)))
            held = held[-1:] if held[-1][1] - held[-1][0] < _PIECE // 2 else []
        held.append(found.span())
    if held:
        pieces.append(Piece(held[0][0], held[-1][1], tuple(held)))
    return tuple(pieces if len(pieces) <= _MOST else pieces[: _MOST // 2] + pieces[-_MOST // 2 :])
