"""Writes the checksums of what ships with the senses, so that whoever starts the house can see that it is whole."""

import hashlib
from pathlib import Path

from holdspace.models.senses.heads import FOLDER

FILES = ("model.onnx", "tokenizer.json", "card.toml", "places.npz")


def write_sums() -> None:
    """Write the checksum of each file that is there."""
    lines = (f"{sum_of(FOLDER / name)}  {name}" for name in FILES if (FOLDER / name).exists())
    (FOLDER / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sum_of(file: Path) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
