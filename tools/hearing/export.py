"""Turns tuned weights into what ships: `python -m tools.hearing.export FOLDER` fills models/encoder/en."""

import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

from tools.hearing.sentences import NAMES
from tools.hearing.shipped import SHIPPED, write_sums
from tools.hearing.train import FLOOR, Ear, base

BLOCK = 32  # weights that share a scale: one scale for all of them costs a tenth of what is heard


class _Reads(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The ear with its scores made likelihoods, and what its lower layers say beside them."""

    def __init__(self, ear: Ear) -> None:
        super().__init__()
        self.ear = ear

    def forward(self, ids: Any, mask: Any, own: Any) -> Any:
        """Return likelihoods, and the floor, piece by piece."""
        layers = self.ear.bert(
            input_ids=ids, attention_mask=mask, output_hidden_states=True
        ).hidden_states
        return torch.sigmoid(self.ear.scores(layers[-1], own)), layers[FLOOR]


def main(folder: Path) -> None:
    """Write the small whole-number model and its tokenizer, and sum the files."""
    ear = Ear()
    ear.load_state_dict(torch.load(folder / "ear.pt"))
    SHIPPED.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        _export(_Reads(ear).eval(), full)
        shrink(full, SHIPPED / "encoder.onnx")
    name(SHIPPED / "encoder.onnx", NAMES)
    shutil.copyfile(base() / "tokenizer.json", SHIPPED / "tokenizer.json")
    write_sums()


def _export(reads: _Reads, path: Path) -> None:
    """Write the model in full precision."""
    example = (torch.ones(2, 8, dtype=torch.long),) * 3
    free = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        reads, example, str(path), input_names=["ids", "mask", "own"], output_names=["likely", "floor"],
        dynamic_axes={"ids": free, "mask": free, "own": free, "likely": {0: "texts"}, "floor": free}, dynamo=False,
    )  # fmt: skip


def shrink(full: Path, shipped: Path) -> None:
    """Write the model in whole numbers: its weights by small blocks, and its word pieces."""
    matrices = MatMulNBitsQuantizer(
        onnx.load(full), bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4
    )
    matrices.process()
    onnx.save(matrices.model.model, shipped)
    quantize_dynamic(shipped, shipped, weight_type=QuantType.QInt8, op_types_to_quantize=["Gather"])


def name(path: Path, names: Iterable[str]) -> None:
    """Write into a model what its figures are called."""
    model = onnx.load(path)
    onnx.helper.set_model_props(model, {"names": " ".join(names)})
    onnx.save(model, path)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
