"""Where the trained senses lie in the package, and the checksums of their files."""

from holdspace.models.senses.heads import FOLDER as SHIPPED
from tools.sums import write_sums_of

_SUMMED = ("model.onnx", "tokenizer.json", "card.toml", "places.npz")


def write_sums() -> None:
    """Write the checksum of each shipped file that is there."""
    write_sums_of(SHIPPED, _SUMMED)
