"""Reads the lines that say something to the companion itself, answer its plain question, ask about somebody else in danger, or tell of reaching a person, and what only looks like them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from bench.judged import FOLDER
from holdspace.models.senses.kinds import NONE

# What the lines are.
WISHES, ANSWERS, WORRIES, REACHING = "wishes", "answers", "worries", "reaching"
_TELLING = "none"


@dataclass(frozen=True, slots=True)
class Wished:
    """One line, and what it asks or answers; nothing where it tells."""

    says: str
    kind: str


def wished(half: str, of: str = WISHES) -> Iterator[Wished]:
    """Yield the lines of one half, learn or hold."""
    for file in sorted((FOLDER / of).glob(f"{half}-*.toml")):
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]:
            kind = NONE if group["kind"] == _TELLING else group["kind"]
            yield from (Wished(says, kind) for says in group["says"])
