"""Reads the rows of a public file in the folder of research data, for whatever names messages by file and row."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def rows(data: Path, name: str) -> tuple[Mapping[str, Any], ...]:
    """Return every row of one public file, in order."""
    with (data / f"{name}.jsonl").open(encoding="utf-8") as file:
        return tuple(map(json.loads, file))
