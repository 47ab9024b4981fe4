"""Where the tuned encoder lies in the package, and the checksums of its files."""

import hashlib
from pathlib import Path

SHIPPED = Path(__file__).parents[2] / "src/holdspace/models/encoder/en"
_SUMMED = ("encoder.onnx", "tokenizer.json", "card.toml")


def write_sums() -> None:
    """Write the checksum of each shipped file that is there."""
    there = [name for name in _SUMMED if (SHIPPED / name).exists()]
    sums = (
        f"{hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest()}  {name}" for name in there
    )
    (SHIPPED / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
