"""Reads sentences labelled for the senses: our own, in families to learn from, to tune on and to hold; and public ones.

The labels are those of `corpora/senses`; the datasheet is `corpora/README.md`. Hold halves are only counted.
"""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SENSES = Path(__file__).parents[1] / "corpora" / "senses"
_PUBLIC = SENSES / "readers" / "public.jsonl"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence and what a careful reader hears in it."""

    part: str
    family: str
    says: str
    feelings: Mapping[str, int]  # each graded 1 faint to 5 overwhelming
    state: str
    doing: str
    appraisals: tuple[str, ...]  # the truest first
    themes: tuple[str, ...]
    self_attack: bool
    hopelessness: bool

    @property
    def intensity(self) -> int | None:
        """The grade of the strongest feeling; None where none is heard."""
        return max(self.feelings.values(), default=None)


@cache
def read_blind(reader: str) -> Mapping[int, Labelled]:
    """Return what a blind reader heard in 300 real messages, by line of the file they stand in; no words."""
    lines = (SENSES / "readers" / f"{reader}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["line"]: _row(reader, {"id": "", "says": "", **row}) for row in rows}


@cache
def read_public() -> Mapping[tuple[str, int], Labelled]:
    """Return what a reader of ours heard in public sentences, by file and line; no words."""
    rows = [json.loads(line) for line in _PUBLIC.read_text(encoding="utf-8").splitlines()]
    keyed = {(row["file"], row["line"]): row for row in rows}
    return {
        (file, line): _row("public", {"id": f"{file}/{line}", "says": "", **row})
        for (file, line), row in keyed.items()
    }


@cache
def labelled(part: str) -> tuple[Labelled, ...]:
    """Return every sentence of ours in one part (learn, tune or hold), in the order of the files."""
    files = sorted((SENSES / part).glob("*.toml"))
    return tuple(row for file in files for row in _rows(file, part))


def _rows(file: Path, part: str) -> Iterator[Labelled]:
    """Yield the sentences of a file; what a line leaves out, its family says."""
    for family in tomllib.loads(file.read_text(encoding="utf-8"))["family"]:
        for line in family["line"]:
            told = {"says": line} if isinstance(line, str) else line
            yield _row(part, {**family, **told})


def _row(part: str, told: Mapping[str, Any]) -> Labelled:
    """Make one sentence of what is told of it."""
    return Labelled(
        part=part,
        family=told["id"],
        says=told["says"],
        feelings=told.get("feelings", {}),
        state=told.get("state", "unknown"),
        doing=told.get("doing", "telling"),
        appraisals=tuple(told.get("appraisals", ())),
        themes=tuple(told.get("themes", ())),
        self_attack=told.get("self_attack", False),
        hopelessness=told.get("hopelessness", False),
    )
