"""Turns trained weights into what ships: `python -m tools.senses.ship FOLDER` fills models/weights/senses.

Likelihoods are first brought to how often they come true, head by head, on sentences that were not learnt from; then
thresholds are chosen on the same, and the card is written. HOLDSPACE_DATA names the public files.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic

from bench.labelled import SENSES
from holdspace.models.encoder import Encoder
from holdspace.models.senses.heads import FOLDER as SHIPPED
from holdspace.models.senses.meaning import PLACES
from tools.senses import places, samples
from tools.senses.calibration import Figures, Fit, fitted, scores_of
from tools.senses.samples import Sample
from tools.senses.shipped import write_sums
from tools.senses.train import Senses, base, tokenizer
from tools.senses.vocabulary import ANY, ONE
from tools.senses.words import Words
from tools.sums import sum_of

BARS = [round(0.1 + 0.02 * step, 2) for step in range(41)]
WORDS = (
    0.6  # of the scores of words beside those of the encoder; from 0.3 to 1 all do about as well
)
OWN = ("feelings", "appraisals", "themes", "said", "state", "doing")  # of our own labels
LOWEST, LOWEST_ONE = 0.3, 0.5  # less likely than this is unknown, whatever the balance says
_FILES = ("model.onnx", "tokenizer.json")  # that the card has the sums of


class _Heads(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The scores of the encoder, with those of words beside them where these help: in the public labels."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.senses, self.words = Senses(), Words()
        self.senses.load_state_dict(torch.load(folder / "senses.pt"))
        self.words.load_state_dict(torch.load(folder / "words.pt"))

    def forward(self, ids: Any, mask: Any) -> dict[str, Any]:
        """Return the scores of each head, and the place."""
        scores = self.senses(ids, mask)
        return {**scores, "labels": scores["labels"] + WORDS * self.words(ids, mask)}


class _Likely(torch.nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """Scores made likelihoods, in one row of figures, and the place beside it."""

    def __init__(self, heads: _Heads, fits: Mapping[str, Fit]) -> None:
        super().__init__()
        self.heads, self.fits = heads, fits

    def forward(self, ids: Any, mask: Any) -> tuple[Any, Any]:
        """Return likelihoods in the order of `names()`, and where the text lies."""
        scores = self.heads(ids, mask)
        fit = {head: scores[head] * scale + shift for head, (scale, shift) in self.fits.items()}
        some = [torch.sigmoid(fit[head]) for head in ANY]
        one = [torch.softmax(fit[head], 1) for head in ONE]
        return torch.cat([*some, *one, torch.sigmoid(scores["intensity"])], 1), scores["place"]


def names() -> list[str]:
    """Return the name of each figure, its head before it."""
    return [f"{head}/{name}" for head, these in {**ANY, **ONE}.items() for name in these] + [
        "intensity/intensity"
    ]


def main(folder: Path) -> None:
    """Calibrate, export, choose thresholds, write the card, place the examples, and sum the files."""
    data = Path(os.environ["HOLDSPACE_DATA"])
    kept, comments = samples.kept_back(data), samples.public(data, "goemotions", "dev")
    heads = _Heads(folder).eval()
    ours, public = (
        scores_of(heads, tokenizer(), [sample.says for sample in among])
        for among in (kept, comments)
    )
    fits = {**fitted(ours, kept, OWN), **fitted(public, comments, ("labels",))}
    SHIPPED.mkdir(parents=True, exist_ok=True)
    PLACES.unlink(missing_ok=True)  # they were those of the model before
    _export(_Likely(heads, fits).eval())
    shutil.copyfile(base() / "tokenizer.json", SHIPPED / "tokenizer.json")
    write_sums()  # the encoder looks at them
    encoder = Encoder(SHIPPED, "model.onnx")
    _write_card(_thresholds(encoder, kept, comments), data)
    write_sums()
    places.main()


def _export(likely: _Likely) -> None:
    """Write the model in whole numbers, with the names of its figures."""
    example = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    free = {0: "texts", 1: "pieces"}
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        torch.onnx.export(
            likely, example, str(full), input_names=["ids", "mask"], output_names=["likely", "place"],
            dynamic_axes={"ids": free, "mask": free, "likely": {0: "texts"}, "place": {0: "texts"}}, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            full, SHIPPED / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
    model = onnx.load(SHIPPED / "model.onnx")
    onnx.helper.set_model_props(model, {"names": " ".join(names())})
    onnx.save(model, SHIPPED / "model.onnx")


def _thresholds(
    encoder: Encoder, kept: Sequence[Sample], comments: Sequence[Sample]
) -> dict[str, dict[str, float]]:
    """Return from where on each name counts: by itself for public labels, else by its head."""
    public = _read(encoder, comments)
    ours = _read(encoder, kept)
    chosen = {}
    for head, these in {**ANY, **ONE}.items():
        rows, among = (public, comments) if head == "labels" else (ours, kept)
        likely = np.array([[row[f"{head}/{name}"] for name in these] for row in rows])
        so = _so(among, head, these)
        if head == "labels":
            bars = {name: _best(likely[:, [i]], so[:, [i]], 0.0) for i, name in enumerate(these)}
        else:
            bar = LOWEST_ONE if head in ONE else _best(likely, so, LOWEST)
            bars = dict.fromkeys(these, bar)
        chosen[head] = bars
    return chosen


def _read(encoder: Encoder, among: Iterable[Sample]) -> tuple[Mapping[str, float], ...]:
    """Return the likelihoods of each text."""
    return encoder.read([sample.says for sample in among])


def _so(among: Sequence[Sample], head: str, these: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return what of a head is so, a row a text."""
    told = [sample.told.get(head, {}) for sample in among]
    return np.array([[each.get(name, 0.0) for name in these] for each in told]) > 0.5


def _best(likely: Figures, so: NDArray[np.bool_], lowest: float) -> float:
    """Return the threshold at which most is found and least is wrong: the highest F1 of all names together."""
    return max((bar for bar in BARS if bar >= lowest), key=lambda bar: _f1(likely >= bar, so))


def _f1(found: NDArray[np.bool_], so: NDArray[np.bool_]) -> float:
    """Return the F1 of what was found, every name counted together."""
    hits = (found & so).sum()
    return float(2 * hits / max(1, found.sum() + so.sum()))


def _write_card(chosen: Mapping[str, Mapping[str, float]], data: Path) -> None:
    """Write the card: what people wrote of the model, then the sums of the data and the thresholds."""
    text = (Path(__file__).parent / "card.toml").read_text(encoding="utf-8")
    ours = [*SENSES.glob("learn/*"), *SENSES.glob("tune/*"), SENSES / "readers" / "public.jsonl"]
    sums = {file.name: sum_of(file) for file in sorted(data.glob("*_train.jsonl"))}
    sums |= {str(file.relative_to(SENSES)): sum_of(file) for file in sorted(ours)}
    files = {name: sum_of(SHIPPED / name) for name in _FILES}
    tables: list[tuple[str, Mapping[str, str | float]]] = [
        ("data", sums),
        ("files", files),
        *((f"thresholds.{head}", bars) for head, bars in chosen.items()),
    ]
    body = "\n\n".join(
        "\n".join([f"[{title}]", *(f'"{name}" = {_toml(value)}' for name, value in table.items())])
        for title, table in tables
    )
    (SHIPPED / "card.toml").write_text(f"{text}{body}\n", encoding="utf-8")


def _toml(value: str | float) -> str:
    """Write a value as TOML does."""
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
