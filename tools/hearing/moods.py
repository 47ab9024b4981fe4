"""Reads to what in each line of the talks a friend would react at once, as readers found it, by where the line stands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from holdspace.models.senses.kinds import NONE
from tools.hearing.talks import talks

_FILE = Path(__file__).parents[2] / "corpora" / "voice" / "moods.jsonl"
_ONE_IN = 8  # talks whose lines are only counted


@dataclass(frozen=True, slots=True)
class Mood:
    """A line of a talk, and to what a friend would react: the first is the nearest; none where one would only nod."""

    says: str
    moods: tuple[str, ...]

    @property
    def first(self) -> str:
        """The nearest, or `NONE`."""
        return self.moods[0] if self.moods else NONE


def moods(*, hold: bool) -> Iterator[Mood]:
    """Yield the lines of one half: of whole talks, by a hash of where they stand."""
    said = {(file, at): [line.says for line in lines] for file, at, lines in talks()}
    with _FILE.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if _is_held(row) is hold:
                yield Mood(said[row["file"], row["talk"]][row["line"]], tuple(row["is"]))


def _is_held(row: dict[str, Any]) -> bool:
    """Whether a talk belongs to the half that is only counted."""
    name = f"{row['file']}:{row['talk']}"
    return sha256(name.encode()).digest()[0] % _ONE_IN == 0
