"""Turns tuned weights into what ships: `python -m tools.hearing.export FOLDER` fills models/encoder/en."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from tools.hearing.sentences import NAMES
from tools.hearing.shipped import SHIPPED, write_sums
from tools.hearing.train import Ear, base, mean

BLOCK = 32  # weights that share a scale: one scale for all of them costs a tenth of what is heard
PLACE = 10  # the layer whose mean tells best of which event a text is; higher ones hear danger


class _Reads(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The ear with its scores made likelihoods, and the place of a text beside them."""

    def __init__(self, ear: Ear) -> None:
        super().__init__()
        self.ear = ear

    def forward(self, ids: Any, mask: Any, own: Any) -> Any:
        """Return likelihoods, and places as vectors of length 1."""
        layers = self.ear.bert(
            input_ids=ids, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        place = torch.nn.functional.normalize(mean(layers[PLACE], mask), dim=1)
        return torch.sigmoid(self.ear.scores(layers[-1], own)), place


def main(folder: Path) -> None:
    """Write the small whole-number model and its tokenizer, and sum the files."""
    ear = Ear()
    ear.load_state_dict(torch.load(folder / "ear.pt"))
    SHIPPED.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        _export(_Reads(ear).eval(), full)
        _shrink(full, SHIPPED / "encoder.onnx")
    _name(SHIPPED / "encoder.onnx")
    shutil.copyfile(base() / "tokenizer.json", SHIPPED / "tokenizer.json")
    write_sums()


def _export(reads: _Reads, path: Path) -> None:
    """Write the model in full precision."""
    example = (torch.ones(2, 8, dtype=torch.long),) * 3
    free = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        reads, example, str(path), input_names=["ids", "mask", "own"], output_names=["likely", "place"],
        dynamic_axes={"ids": free, "mask": free, "own": free, "likely": {0: "texts"}, "place": {0: "texts"}}, dynamo=False,
    )  # fmt: skip


def _shrink(full: Path, shipped: Path) -> None:
    """Write the model in whole numbers: its weights by small blocks, and its word pieces."""
    matrices = MatMulNBitsQuantizer(
        onnx.load(full), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
    )
    matrices.process()
    onnx.save(matrices.model.model, shipped)
    quantize_dynamic(shipped, shipped, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])


def _name(path: Path) -> None:
    """Write into the model what its figures are called."""
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"names": " ".join(NAMES)})
    onnx.save(model, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
