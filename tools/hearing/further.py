"""Tunes the shipped encoder further, for a second hearing: `python -m tools.hearing.further FOLDER` writes its weights there.

For what was written since it was first tuned, and for everyday talk of a public set that was first released for no commerce, among
some of the older lines, so that these are not forgotten. Where FOLDER holds its weights already it goes on from there, over the talks
in whose middle danger comes up. What comes of it ships apart from the encoder (`apart`). Needs what `train` needs, HOLDSPACE_DATA
among it, and takes about an hour on two cores, and three quarters of one for the talks.
"""

import os
import random
import sys
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper

from tools.hearing.public import harmless_apart, mistaken
from tools.hearing.sentences import authored, newest, talked
from tools.hearing.shipped import SHIPPED
from tools.hearing.train import Ear, Pace, tune

_MATRIX, _MIDDLE = "MatMulNBits", 128  # whole numbers lie around the middle of a byte
# Slower than from the beginning, so that what is known stays known.
PACE = Pace(1, (1e-3, 4e-5), harmless=2_500)
OFTENER = 2  # times that a new line is seen
KEPT = 8_000  # older sentences seen beside them, drawn by chance
TALK = 2_000  # everyday sentences of the set that stays apart
IN_THE_MIDDLE = "in-the-middle-"  # files of talks that it goes on with
AGAIN = Pace(1, (5e-4, 4e-5), harmless=1_500)
# Older lines of talks, other older lines, and everyday ones.
TALKS_AGAIN, KEPT_AGAIN, TALK_AGAIN = 3_000, 4_000, 1_500
_OURS = "ear."
_NEAR = "bert.encoder.relative_attention_bias.weight"


def main(folder: Path) -> None:
    """Tune for one pass over the new lines, everyday talk, and as many older ones as keep them company."""
    data = Path(os.environ["HOLDSPACE_DATA"])
    if (folder / "ear.pt").exists():
        _go_on(data, folder)
        return
    fresh = (*newest(), *mistaken(data), *mistaken(data, apart=True))
    dice = random.Random(7)  # noqa: S311  the same sentences each time
    older = sorted((*authored(), *talked()), key=lambda each: each.says)
    kept = (*dice.sample(older, KEPT), *harmless_apart(data, TALK, dice))
    tune(restored(), (*kept, *fresh * OFTENER), PACE, folder)


def _go_on(data: Path, folder: Path) -> None:
    """Tune for one pass more over the talks in whose middle danger comes up, and keep the mean of the weights before and after.

    Older lines keep them company.
    """
    ear, began = Ear(), torch.load(folder / "ear.pt")
    ear.load_state_dict(began)
    dice = random.Random(8)  # noqa: S311  the same sentences each time
    fresh = talked(IN_THE_MIDDLE)
    before = sorted({*talked()} - {*fresh}, key=lambda each: (each.says, each.before))
    older = sorted((*authored(), *newest()), key=lambda each: each.says)
    kept = (
        *dice.sample(before, TALKS_AGAIN),
        *dice.sample(older, KEPT_AGAIN),
        *harmless_apart(data, TALK_AGAIN, dice),
    )
    mistaken_before = (*mistaken(data), *mistaken(data, apart=True))
    tune(ear, (*kept, *mistaken_before, *fresh * OFTENER), AGAIN, folder)
    torch.save(_halfway(began, ear.state_dict()), folder / "ear.pt")


def _halfway(began: dict[str, Any], ended: dict[str, Any]) -> dict[str, Any]:
    """Return the mean of two states of an ear; what is no fraction is the same in both."""
    fractions = {name for name, weights in began.items() if weights.is_floating_point()}
    return {
        name: (began[name] + ended[name]) / 2 if name in fractions else began[name]
        for name in began
    }


def restored() -> Ear:
    """Return an ear as it is shipped: its matrices to within a block's rounding, all else exactly.

    Only the word pieces, which were never tuned, come from the encoder it began as.
    """
    ear, told = Ear(), _told()
    began = ear.state_dict()
    ear.load_state_dict({name: told.get(name, weights) for name, weights in began.items()})
    return ear


def _told() -> dict[str, Any]:
    """Return what the shipped model says of each weight, by the name that tuning has for it."""
    graph = onnx.load(SHIPPED / "encoder.onnx").graph
    lies = {
        each.name.removeprefix(_OURS): numpy_helper.to_array(each) for each in graph.initializer
    }
    told = {name: torch.from_numpy(stored.copy()) for name, stored in lies.items()}
    told["head.weight"] = told["head.weight_Transposed"].T.contiguous()
    told[_NEAR] = _small(
        *(told[f"{_NEAR}_{part}"] for part in ("quantized", "zero_point", "scale"))
    )
    for node in graph.node:
        if node.op_type == _MATRIX:
            path = node.name.strip("/").removesuffix("/MatMul_Q8").replace("/", ".")
            told[f"{path}.weight"] = _matrix(told[node.input[1]], told[node.input[2]])
    return told


def _small(stored: Any, middle: Any, scale: Any) -> Any:
    """Return a table whose whole numbers all share one scale."""
    return (stored.float() - middle.float()) * scale


def _matrix(stored: Any, scales: Any) -> Any:
    """Return a matrix from its whole numbers, out x blocks x block, and a scale for each block."""
    return ((stored.float() - _MIDDLE) * scales.unsqueeze(-1)).flatten(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
