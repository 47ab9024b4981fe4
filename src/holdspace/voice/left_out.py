"""Tells which lines bring in something that a person may have asked to leave out: breath, the body, faith, play."""

from collections.abc import Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from holdspace.domain.manner import Brings
from holdspace.domain.talk import Move
from holdspace.voice.lines import MeaningLine, OtherLine
from holdspace.voice.overlay import keepers_bank
from holdspace.voice.situations import situations


@cache
def brings(words: Path | None = None, language: str = "en") -> Mapping[str, frozenset[Brings]]:
    """Return what each tagged line brings in, by its id, a keeper's own lines included."""
    held = keepers_bank(words, language)
    meanings = chain.from_iterable(held.meaning.values())
    others = chain.from_iterable(held.others.values())
    every: tuple[MeaningLine | OtherLine, ...] = (*meanings, *others)
    lines = {line.id: line.brings for line in every if line.brings}
    playful = {
        spoken.line_id: frozenset({Brings.PLAY})
        for situation in situations(language).values()
        for move in (Move.SRF, Move.OQ)
        for spoken in situation.spoken(move)
        if spoken.text in situation.playful
    }
    return lines | playful
