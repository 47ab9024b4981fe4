"""Reads one line of a file of JSON lines, or says in one sentence what is wrong with it."""

import json
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]


def read(line: str, fits: Callable[[Row], bool], wanted: str) -> tuple[Row | None, Row]:
    """Return the row of a line, or None with what to answer instead: `wanted` says how a row looks."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as wrong:
        return None, {"id": None, "error": f"This line is not JSON: {wrong.msg}."}
    if isinstance(row, dict) and fits(row):
        return row, {}
    which = row.get("id") if isinstance(row, dict) else None
    return None, {"id": which, "error": wanted}
