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
    with (FOLDER / f"situations-{half}.jsonl").open(encoding="utf-8") as file:
        read = {(row["file"], row["row"]): row["is"] for row in map(json.loads, file)}
    return {key: {PREFIX + events[0] if events else NONE: 1.0} for key, events in read.items()}


def labelled(half: str, data: Path) -> Iterator[Labelled]:
    """Yield the labelled messages of one half, learn or hold, found again in the folder of research data."""
    with (FOLDER / f"situations-{half}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            says = _first(rows(data, row["file"])[row["row"]])
            yield Labelled(says, tuple(row["is"]))


def _first(row: Mapping[str, Any]) -> str:
    """Return what was said first, as it was shown to readers."""
    said = row["turns"][0][1] if row.get("turns") else row.get("text", "")
    return str(said).replace("_comma_", ",")
