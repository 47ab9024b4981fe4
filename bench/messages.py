"""The messages benches run on: real ones where HOLDSPACE_DATA names them, else our own."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

CORPORA = Path(__file__).parents[1] / "corpora"


def messages() -> tuple[str, ...]:
    """Return one message a line from HOLDSPACE_DATA (a file, or a folder holding messages-real.txt)."""
    named = os.environ.get("HOLDSPACE_DATA")
    if not named:
        return tuple(_authored())
    path = Path(named)
    path = path / "messages-real.txt" if path.is_dir() else path
    return tuple(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def where() -> str:
    """Say which messages these are."""
    return (
        "the file HOLDSPACE_DATA names"
        if os.environ.get("HOLDSPACE_DATA")
        else "corpora/ (our own)"
    )


def _authored() -> Iterator[str]:
    """Yield every line of our own corpora that is for reading: the everyday ones, and the half to tune on."""
    for file in (CORPORA / "everyday.toml", *sorted((CORPORA / "risk" / "tune").glob("*.toml"))):
        yield from _said(tomllib.loads(file.read_text(encoding="utf-8")))


def _said(content: object) -> Iterator[str]:
    """Yield what is said anywhere in a file."""
    if isinstance(content, dict):
        if isinstance(says := content.get("says"), str):
            yield says
        yield from (line for part in content.values() for line in _said(part))
    elif isinstance(content, list):
        yield from (line for part in content for line in _said(part))


def percentiles(times: list[float]) -> str:
    """Say p50, p95 and p99 of times in milliseconds."""
    ordered = sorted(times)
    at = {p: ordered[min(len(ordered) - 1, int(len(ordered) * p / 100))] for p in (50, 95, 99)}
    return "  ".join(f"p{p} {value:.1f} ms" for p, value in at.items())
