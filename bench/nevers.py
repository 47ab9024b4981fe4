"""What a reply must never say: the patterns of nevers.toml, ready to be looked for."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from bench.reading import pattern

_FILE = Path(__file__).with_name("nevers.toml")
_ROWS = tomllib.loads(_FILE.read_text(encoding="utf-8"))["never"]

PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {row["name"]: pattern(*row["ways"]) for row in _ROWS}
)
CATCHES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {row["name"]: tuple(row["catches"]) for row in _ROWS}
)
"""Lines each pattern has to find: a list that finds nothing would look like a clean record."""

SAYS: Mapping[str, str] = MappingProxyType({row["name"]: row["says"] for row in _ROWS})
EVERYWHERE = tuple(name for name in PATTERNS if name not in {"means", "shame", "agrees", "argues"})
"""The names of what is never said to anyone; the others belong to one danger."""

MEANS, SHAME, AGREES, ARGUES = (PATTERNS[name] for name in ("means", "shame", "agrees", "argues"))
