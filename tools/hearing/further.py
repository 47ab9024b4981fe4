"""Tunes the shipped encoder further, for a second hearing: `python -m tools.hearing.further FOLDER` writes its weights there.

For what was written since it was first tuned, and for everyday talk of a public set that was first released for no commerce, among
some of the older lines, so that these are not forgotten. Where FOLDER holds its weights already it goes on from there, over the talks
in whose middle danger comes up: `FOLDER 1` over the first of them, `FOLDER 2` over the later ones. What comes of it ships apart from the
encoder (`apart`). Needs what `train` needs, HOLDSPACE_DATA among it, and takes about an hour on two cores each time.
"""

import os
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper

from holdspace.models.encoder.together import APART, LAYERS
from tools.hearing.public import harmless_apart, mistaken
from tools.hearing.sentences import Sample, authored, newest, talked
from tools.hearing.shipped import SHIPPED
from tools.hearing.train import Ear, Pace, tune

_MATRIX, _MIDDLE = "MatMulNBits", 128  # whole numbers lie around the middle of a byte
# Slower than from the beginning, so that what is known stays known.
PACE = Pace(1, (1e-3, 4e-5), harmless=2_500)
OFTENER = 2  # times that a new line is seen
KEPT = 8_000  # older sentences seen beside them, drawn by chance
TALK = 2_000  # everyday sentences of the set that stays apart
IN_THE_MIDDLE = "in-the-middle-"  # files of talks that it goes on with, by their numbers
RATES_AGAIN = (5e-4, 4e-5)


@dataclass(frozen=True, slots=True)
class Company:
    """How many older lines of talks, others, and public everyday ones are seen beside what is new, so that they are not forgotten."""

    talks: int
    others: int
    everyday: int  # of the set that stays apart; none where what learns does not
    harmless: int
    mistaken: bool = False  # whether also what it once took for danger


@dataclass(frozen=True, slots=True)
class Lesson:
    """Talks that are learnt next, how often each line is seen, and what keeps them company."""

    files: range
    oftener: int
    company: Company


LESSONS: tuple[tuple[Lesson, ...], ...] = (
    (Lesson(range(1, 9), 2, Company(3_000, 4_000, 1_500, 1_500, mistaken=True)),),
    (
        Lesson(range(9, 14), 3, Company(2_000, 1_500, 500, 600)),
        Lesson(range(14, 23), 2, Company(1_500, 1_500, 300, 400)),
    ),
)
_OURS = "ear."
_LAYERS_OF = "bert.encoder."
_NEAR = "bert.encoder.relative_attention_bias.weight"


def main(folder: Path, again: int = 0) -> None:
    """Tune for one pass over the new lines, everyday talk, and as many older ones as keep them company; or go on over talks."""
    data = Path(os.environ["HOLDSPACE_DATA"])
    if again:
        _go_on(data, folder, LESSONS[again - 1])
        return
    fresh = (*newest(), *mistaken(data), *mistaken(data, apart=True))
    dice = random.Random(7)  # noqa: S311  the same sentences each time
    older = sorted((*authored(), *talked()), key=lambda each: each.says)
    kept = (*dice.sample(older, KEPT), *harmless_apart(data, TALK, dice))
    tune(restored(), (*kept, *fresh * OFTENER), PACE, folder)


def _go_on(data: Path, folder: Path, lessons: Sequence[Lesson]) -> None:
    """Tune for one pass over each lesson, and keep the mean of the weights before and after all of them."""
    ear, began = Ear(), torch.load(folder / "ear.pt")
    ear.load_state_dict(began)
    later = talks_from(lessons[0].files.start)
    for lesson in lessons:
        beside = company(data, lesson.company, unseen=later)
        pace = Pace(1, RATES_AGAIN, harmless=lesson.company.harmless)
        tune(ear, (*beside, *_of(lesson.files) * lesson.oftener), pace, folder)
    torch.save(_halfway(began, ear.state_dict()), folder / "ear.pt")


def _of(files: range) -> tuple[Sample, ...]:
    """Return the lines of some files of talks."""
    return tuple(each for at in files for each in talked(f"{IN_THE_MIDDLE}{at}"))


def talks_from(number: int) -> frozenset[Sample]:
    """Return the lines of the talks from a number on, which were not learnt yet; some of them only measure."""
    return frozenset(talked(IN_THE_MIDDLE)).difference(_of(range(1, number)))


def company(data: Path, among: Company, unseen: frozenset[Sample]) -> Iterator[Sample]:
    """Yield the older lines that are seen beside a lesson, so that they are not forgotten: none of those that are not to be seen."""
    dice = random.Random(8)  # noqa: S311  the same sentences each time
    before = sorted({*talked()} - unseen, key=lambda each: (each.says, each.before))
    older = sorted((*authored(), *newest()), key=lambda each: each.says)
    yield from dice.sample(before, among.talks)
    yield from dice.sample([each for each in older if each not in unseen], among.others)
    if among.everyday:
        yield from harmless_apart(data, among.everyday, dice)
    if among.mistaken:
        yield from mistaken(data)
    if among.mistaken and among.everyday:
        yield from mistaken(data, apart=True)


def _halfway(began: dict[str, Any], ended: dict[str, Any]) -> dict[str, Any]:
    """Return the mean of two states of an ear; what is no fraction is the same in both."""
    fractions = {name for name, weights in began.items() if weights.is_floating_point()}
    return {
        name: (began[name] + ended[name]) / 2 if name in fractions else began[name]
        for name in began
    }


def restored(*, second: bool = False) -> Ear:
    """Return an ear as it is shipped, or the second hearing: matrices to within a block's rounding, all else exactly.

    Only the word pieces, which were never tuned, come from the encoder it began as. The second stands on the encoder's lower layers.
    """
    ear, told = Ear(), _told(SHIPPED / "encoder.onnx")
    if second:
        told |= _told(APART / LAYERS, within=_LAYERS_OF)
    began = ear.state_dict()
    ear.load_state_dict({name: told.get(name, weights) for name, weights in began.items()})
    return ear


def _told(model: Path, within: str = "") -> dict[str, Any]:
    """Return what a shipped model says of each weight, by the name that tuning has for it; a model of some layers leaves out what they are within."""
    graph = onnx.load(model).graph
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
            told[f"{within}{path}.weight"] = _matrix(told[node.input[1]], told[node.input[2]])
    return told


def _small(stored: Any, middle: Any, scale: Any) -> Any:
    """Return a table whose whole numbers all share one scale."""
    return (stored.float() - middle.float()) * scale


def _matrix(stored: Any, scales: Any) -> Any:
    """Return a matrix from its whole numbers, out x blocks x block, and a scale for each block."""
    return ((stored.float() - _MIDDLE) * scales.unsqueeze(-1)).flatten(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int((*sys.argv, "0")[2]))
