"""Reads the lines that say something to the companion itself, and what only looks like them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from bench.judged import FOLDER
from holdspace.models.senses.kinds import NONE

_WISHES = FOLDER / "wishes"
_TELLING = "none"


@dataclass(frozen=True, slots=True)
class Wished:
    """One line, and what it asks of the companion; nothing where it tells."""

    says: str
    kind: str


def wished(half: str) -> Iterator[Wished]:
    """Yield the lines of one half, learn or hold."""
    for file in sorted(_WISHES.glob(f"{half}-*.toml")):
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]:
            kind = NONE if group["kind"] == _TELLING else group["kind"]
            yield from (Wished(says, kind) for says in group["says"])
