"""Reads which lines readers accepted as answers to messages, and which not.

`y` would be glad to be told it, `n` it misses, `p` it presumes what was not said, `o` it hurts or has the opposite tone.
Messages of our own stand in the file; of public ones only the file and line, found again in the folder of research data.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.public import rows
from holdspace.voice.lines import MeaningLine, bank

FOLDER = Path(__file__).parents[1] / "corpora" / "voice"


@dataclass(frozen=True, slots=True)
class Judged:
    """One message, and how a reader judged each line that was offered for it."""

    says: str
    lines: Mapping[str, str]


def judged(half: str, data: Path | None = None) -> Iterator[Judged]:
    """Yield the judgements of one half: learn, tune or hold; public messages only where `data` is given."""
    with (FOLDER / f"judged-{half}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if "says" in row:
                yield Judged(row["says"], row["lines"])
            elif data is not None:
                public = rows(data, row["file"])[row["line"] - 1]
                yield Judged(_plain(public["situation"]), row["lines"])


def in_bank(one: Judged) -> Iterator[tuple[MeaningLine, str]]:
    """Yield each judged line that is still in the bank, with its verdict."""
    held = _meaning_by_id()
    yield from ((held[name], verdict) for name, verdict in one.lines.items() if name in held)


@cache
def _meaning_by_id() -> Mapping[str, MeaningLine]:
    """Return every line that says what something means, by its id."""
    return {line.id: line for shelf in bank().meaning.values() for line in shelf}


def _plain(text: str) -> str:
    """Return a situation as it was shown to readers."""
    return " ".join(text.replace("_comma_", ",").split())
