"""Writes the checksums of what ships beside a model, so that whoever starts the house can see that it is whole."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def write_sums_of(folder: Path, names: Iterable[str]) -> None:
    """Write the checksum of each named file that is there."""
    lines = (f"{sum_of(folder / name)}  {name}" for name in names if (folder / name).exists())
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sum_of(file: Path) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
