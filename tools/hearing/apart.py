"""Turns what was tuned further into what ships beside the encoder: `python -m tools.hearing.apart FOLDER` fills models/weights/apart."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import torch

from holdspace.models.encoder.together import APART, LAYERS
from tools.hearing.export import name, shrink
from tools.hearing.sentences import NAMES
from tools.hearing.train import FLOOR, Ear
from tools.sums import write_sums_of

_WIDTH = 768  # of the floor


class _Reads(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The upper layers and their head, on a floor that is given, with their scores made likelihoods."""

    def __init__(self, ear: Ear) -> None:
        super().__init__()
        self.ear = ear

    def forward(self, floor: Any, own: Any) -> Any:
        """Return likelihoods, for a floor of texts x pieces x width without gaps, and which of its pieces are the text's own."""
        layers = self.ear.bert.encoder
        near, hidden = layers.compute_position_bias(floor), floor
        for layer in layers.layer[FLOOR:]:
            hidden = layer(hidden, None, near)[0]
        return torch.sigmoid(self.ear.scores(hidden, own))


def main(folder: Path) -> None:
    """Write the layers in whole numbers, with the names of their figures, and sum the files."""
    ear = Ear()
    ear.load_state_dict(torch.load(folder / "ear.pt"))
    free = {0: "texts", 1: "pieces"}
    example = torch.randn(2, 8, _WIDTH), torch.ones(2, 8, dtype=torch.long)
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        torch.onnx.export(
            _Reads(ear).eval(), example, str(full), input_names=["floor", "own"], output_names=["likely"],
            dynamic_axes={"floor": free, "own": free, "likely": {0: "texts"}}, dynamo=False,
        )  # fmt: skip
        shrink(full, APART / LAYERS)
    name(APART / LAYERS, NAMES)
    write_sums_of(APART, (LAYERS,))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
