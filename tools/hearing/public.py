"""What the encoder learns of public messages: harmless ones drawn by chance, and those it took for danger, as readers read them."""

import json
import random
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from bench.public import rows
from bench.readers import first_said
from holdspace.models.senses.danger import pieces_of
from tools.hearing.sentences import LEARN, NOTHING, TOLD, Sample, meant
from tools.senses.samples import measured_on, plain

_ESSAYS = "distress_empathic_reactions"  # what people wrote who had read some news
_APART = "emotion_empatheticdialogues_train"  # first released for no commerce: the encoder learns nothing from it
_TOLD_IN = ("first", "situation")  # parts of its rows
_SHARES = {"emotion_goemotions_train": 0.5, "distress_sad_train": 0.2, _ESSAYS: 0.3}
_SHORTEST = 8  # characters
PARTS = frozenset(
    {"first", "situation", "text"}
)  # of a public row: what was said first, what it tells of, its text
_MAYBE = re.compile(
    r"suicid|kill (my|him|her|them)sel|end (my|it all)|want(ed)? to die|self.?harm|overdos"
    r"|cut(ting)? myself|better off dead|abus|rape|molest|hit me|beat me",
    re.IGNORECASE,
)


def harmless(data: Path, most: int, dice: random.Random) -> list[Sample]:
    """Return some public sentences of everyday life; none that is in the messages to be read."""
    measured = measured_on(data)
    picked: list[str] = []
    for name, share in _SHARES.items():
        calm = [each for each in _said(data, name) if is_calm(each) and plain(each) not in measured]
        picked += dice.sample(calm, min(round(share * most), len(calm)))
    return [Sample(each, NOTHING, TOLD) for each in picked]


def mistaken(data: Path, *, apart: bool = False) -> list[Sample]:
    """Return the public messages in which the encoder once heard danger, with what readers found: mostly none.

    Those of a set that was first released for no commerce, or those alone, since what learns from it stays apart.
    """
    with (LEARN / "public.jsonl").open(encoding="utf-8") as file:
        read = map(json.loads, file)
        return [_read(data, row) for row in read if (row["file"] == _APART) is apart]


def harmless_apart(data: Path, most: int, dice: random.Random) -> list[Sample]:
    """Return some everyday sentences of the set that stays apart: how a talk began, or what it is about."""
    measured = measured_on(data)
    told = (_part(row, dice.choice(_TOLD_IN)) for row in rows(data, _APART))
    calm = [each for each in told if is_calm(each) and plain(each) not in measured]
    return [Sample(each, NOTHING, TOLD) for each in dice.sample(calm, most)]


def is_calm(text: str) -> bool:
    """Whether a public sentence says something, and nothing that may be danger after all."""
    return len(text) > _SHORTEST and not _MAYBE.search(text)


def _read(data: Path, row: Mapping[str, Any]) -> Sample:
    """Find a message that readers read again by its file, row and part."""
    true = meant(row["is"])
    return Sample(_part(rows(data, row["file"])[row["row"]], row["part"]), true, _known(true))


def _part(row: Mapping[str, Any], part: str) -> str:
    """Return a part of a public row."""
    return first_said(row) if part == "first" else str(row[part]).replace("_comma_", ",")


def _said(data: Path, name: str) -> Iterator[str]:
    """Yield what was said in each row of a public file."""
    if name == _ESSAYS:
        yield from _essays(data)
    else:
        yield from (row["text"] for row in rows(data, name))


def _essays(data: Path) -> Iterator[str]:
    """Yield each piece, as a message is read, of every second essay; the others are for measuring."""
    for row in islice(rows(data, _ESSAYS), 0, None, 2):
        text = row["text"]
        yield from (text[piece.start : piece.end] for piece in pieces_of(text))


def _known(true: tuple[int, ...]) -> tuple[int, ...]:
    """Say which names are known of a public message: not those a few words seldom tell, but where they are so."""
    return tuple(int(so or known) for so, known in zip(true, TOLD, strict=True))
