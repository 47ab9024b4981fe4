"""Turns tuned upper layers into what ships: `python -m tools.upper.export FOLDER` writes models/encoder/en/upper.onnx.

Their likelihoods are first brought to how often they come true, on sentences that were not learnt from; then the sums for events
are written beside them; `tools.voice.wishes` fits the others over the places they give. HOLDSPACE_DATA names the public files.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from holdspace.models.senses.kinds import SITUATIONS
from tools.hearing.export import name, shrink
from tools.hearing.shipped import SHIPPED, write_sums
from tools.hearing.train import FLOOR, tokenizer
from tools.senses import samples
from tools.senses.calibration import Fit, fitted, scores_of
from tools.senses.tuning import INTENSITY
from tools.upper.train import OF_KIND, TASK, Upper

SOME = (
    "feelings",
    "appraisals",
    "themes",
    "said",
)  # of which any may be so; the public labels are the senses' alone
ONE = ("state", "doing")


class _Reads(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The upper layers on a floor that is given, with their scores made likelihoods, and the place of a text."""

    def __init__(self, upper: Upper, fits: Mapping[str, Fit]) -> None:
        super().__init__()
        self.upper, self.fits = upper, fits

    def forward(self, floor: Any) -> Any:
        """Return likelihoods in the order of `names()`, and the place, for a floor of texts x pieces x width without gaps."""
        layers = self.upper.bert.encoder
        near, hidden = layers.compute_position_bias(floor), floor
        for layer in layers.layer[FLOOR:]:
            hidden = layer(hidden, None, near)[0]
        place = torch.cat([hidden.mean(1), hidden.max(1).values], 1)
        scores = self.upper.scores(place)
        fit = {head: scores[head] * scale + shift for head, (scale, shift) in self.fits.items()}
        some = [torch.sigmoid(fit[head]) for head in SOME]
        one = [torch.softmax(fit[head], 1) for head in ONE]
        return torch.cat([*some, *one, torch.sigmoid(scores[INTENSITY])], 1), place


def names() -> list[str]:
    """Return the name of each figure, its head before it."""
    heads = {**TASK.some, **TASK.one}
    these = [f"{head}/{name}" for head in (*SOME, *ONE) for name in heads[head]]
    return [*these, f"{INTENSITY}/{INTENSITY}"]


def main(folder: Path) -> None:
    """Calibrate, write the layers and the sums, and sum the files."""
    upper = Upper()
    upper.load_state_dict(torch.load(folder / "upper.pt"))
    upper.eval()
    kept = samples.kept_back(Path(os.environ["HOLDSPACE_DATA"]))
    scores = scores_of(upper, tokenizer(), [sample.says for sample in kept])
    _export(_Reads(upper, fitted(scores, kept, (*SOME, *ONE))).eval())
    _write_sums_of(upper.one["events"], OF_KIND["events"], SITUATIONS)
    write_sums()


def _export(reads: _Reads) -> None:
    """Write the layers in whole numbers, with the names of their figures."""
    free = {0: "texts", 1: "pieces"}
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        torch.onnx.export(
            reads, (torch.randn(2, 8, 768),), str(full), input_names=["floor"], output_names=["likely", "place"],
            dynamic_axes={"floor": free, "likely": {0: "texts"}, "place": {0: "texts"}}, dynamo=False,
        )  # fmt: skip
        shrink(full, SHIPPED / "upper.onnx")
    name(SHIPPED / "upper.onnx", names())


def _write_sums_of(head: Any, these: tuple[str, ...], file: Path) -> None:
    """Write one weighted sum for each kind, as the head learnt it."""
    weights, bias = (part.detach().numpy() for part in (head.weight, head.bias))
    np.savez(
        file,
        names=np.array(these),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
