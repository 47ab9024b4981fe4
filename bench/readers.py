"""Reads which kind of event readers found in public messages, each named by its file and row, never by its words."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "corpora" / "voice"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One message, and the events it tells of by the ids of their situations; none where it tells of no such event."""

    says: str
    events: tuple[str, ...]


def labelled(half: str, data: Path) -> Iterator[Labelled]:
    """Yield the labelled messages of one half, learn or hold, found again in the folder of research data."""
    with (FOLDER / f"situations-{half}.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield Labelled(_messages(data / f"{row['file']}.jsonl")[row["row"]], tuple(row["is"]))


@cache
def _messages(file: Path) -> tuple[str, ...]:
    """Return the messages of a public file: of a talk, how it began."""
    with file.open(encoding="utf-8") as lines:
        return tuple(_first(json.loads(line)) for line in lines)


def _first(row: dict[str, list[list[str]]]) -> str:
    """Return what was said first, as it was shown to readers."""
    said = row["turns"][0][1] if row.get("turns") else row.get("text", "")
    return str(said).replace("_comma_", ",")
