"""Where the tuned encoder lies in the package, and the checksums of its files."""

from pathlib import Path

from holdspace.models.senses.kinds import SUMS
from tools.sums import write_sums_of

SHIPPED = Path(__file__).parents[2] / "src/holdspace/models/encoder/en"
_SUMMED = (
    "encoder.onnx",
    "tokenizer.json",
    "card.toml",
    "upper.onnx",
    "phrases.npz",
    *(file.name for file in SUMS.values()),
)


def write_sums() -> None:
    """Write the checksum of each shipped file that is there."""
    write_sums_of(SHIPPED, _SUMMED)
