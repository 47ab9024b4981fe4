"""Reads which kind of event readers found in public messages, each named by its file and row, never by its words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.judged import FOLDER
from bench.public import rows
from holdspace.models.senses.kinds import NONE
from holdspace.voice.situations import PREFIX


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, and the events it tells of by the ids of their situations; none where it tells of no such event."""

    says: str
    events: tuple[str, ...]


@cache
def told_of(half: str) -> Mapping[tuple[str, int], Mapping[str, float]]:
    """Return the event that each message of one half tells of first, by its file and row; no words."""
    return {
        (row["file"], row["row"]): {PREFIX + row["is"][0] if row["is"] else NONE: 1.0}
        for row in _read(half)
    }


def labelled(half: str, data: Path) -> Iterator[Labelled]:
    """Yield the labelled messages of one half, learn or hold, found again in the folder of research data."""
    for row in _read(half):
        yield Labelled(first_said(rows(data, row["file"])[row["row"]]), tuple(row["is"]))


def _read(half: str) -> Iterator[Mapping[str, Any]]:
    """Yield what readers found in each message of one half, and where it stands."""
    with (FOLDER / f"situations-{half}.jsonl").open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def first_said(row: Mapping[str, Any]) -> str:
    """Return what was said first, as it was shown to readers."""
    said = row["turns"][0][1] if row.get("turns") else row.get("text", "")
    return str(said).replace("_comma_", ",")
