"""Reads our own sentences for measuring: families of one idea each, in a half to tune on and a half to hold.

The hash of a family's id says which half it stands in, so that nobody chooses. Hold halves are only
counted: whoever tunes does not read them. `corpora/README.md` is the datasheet.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RISK = Path(__file__).parents[1] / "corpora" / "risk"
HALVES = ("tune", "hold")
RUN = 4  # words in a row that two families should not share
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_QUOTES = str.maketrans("‘’", "''")  # noqa: RUF001  curly apostrophes are what this straightens


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence and what should be heard in it, at the least."""

    set: str
    half: str
    family: str
    says: str
    tier: int
    lane: str
    why: str
    before: str = ""  # what was said the turn before, where it matters


@cache
def rows(half: str) -> tuple[Row, ...]:
    """Return every row of one half, in the order of the files."""
    files = sorted((RISK / half).glob("*.toml"))
    return tuple(row for file in files for row in _rows(file, half))


def half_of(family: str) -> str:
    """Say which half a family stands in."""
    return HALVES[hashlib.sha256(family.encode()).digest()[0] % 2]


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """Return every run of four words of a text."""
    words = _WORD.findall(text.lower().translate(_QUOTES))
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def sharing(among: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that share a run of four words with a row of another family."""
    among = tuple(among)
    families: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in among:
        for run in runs(row.says):
            families[run].add(row.family)
    return tuple(
        row for row in among if any(families[run] != {row.family} for run in runs(row.says))
    )


def _rows(file: Path, half: str) -> Iterator[Row]:
    """Yield the rows of a file; what a line leaves out, its family says."""
    for family in tomllib.loads(file.read_text(encoding="utf-8"))["family"]:
        yield from (_row(file.stem, half, family, line) for line in family["line"])


def _row(name: str, half: str, family: Mapping[str, Any], line: Mapping[str, Any]) -> Row:
    """Make a row of one line."""
    return Row(
        set=name,
        half=half,
        family=family["id"],
        says=line["says"],
        tier=line.get("tier", family.get("tier", 0)),
        lane=line.get("lane", family.get("lane", "")),
        why=line.get("why", family.get("why", "")),
        before=line.get("before", ""),
    )
