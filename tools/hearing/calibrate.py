"""Chooses thresholds and writes the model's card: `python -m tools.hearing.calibrate`.

A threshold is the lowest at which few enough calm sentences would be taken for the thing: public
ones that were not learnt from, our own near misses that were kept back, and the ordinary turns
of the scenarios. HOLDSPACE_DATA names the public files. Prints what was heard of the true ones kept back, and how reliable likelihoods are.
"""

import os
import random
import tomllib
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.public import rows
from holdspace.models.encoder import Encoder
from holdspace.models.encoder.together import Together
from holdspace.models.senses.danger import FEW as FEW_WORDS
from holdspace.models.senses.phrases import Opinions
from tools.hearing.public import is_calm
from tools.hearing.sentences import LEVELLED, NAMES, Sample, kept_back
from tools.hearing.shipped import SHIPPED, write_sums
from tools.senses.samples import measured_on, plain

Likely = NDArray[np.float64]
PUBLIC = 3_000
BEYOND = 0.001  # so that the likeliest ordinary turn stays below
TALKS = 0.01  # of the ordinary turns of the scenarios that may be mistaken
SCENARIOS = Path(__file__).parents[2] / "tests" / "scenarios"
LOWEST, ACTS_FROM = 0.15, 0.2
FAINTER = 2.0  # times less likely than what counts by itself: enough to second an everyday phrase
FEW = 0.25  # of a wish to die, where a message has few words, which may mean much else
HALF = 0.9  # of what counts by itself: enough to be asked about when it is heard a second time
SOFTEST = 0.3
SOFTLY = "D"  # heard from a lower threshold too, where the reply only goes softly
# What must at least be reached, beside the bars: a curve on the half to tune on, and ordinary talks. Overwhelm, and being a child, change all that is said and must be sure.
HIGHER = {
    "R2": 0.18,
    "R3": 0.58,
    "R4": 0.25,
    "R5": 0.2,
    "R6": 0.2,
    "N1": 0.45,
    "A1": 0.2,
    "P1": 0.15,
    "E1": 0.2,
    "C1": 0.5,
    "C2": 0.15,
    "I2": 0.1,
    "I3": 0.1,
    "M": 0.2,
    "D": 0.85,
    "L": 0.4,
}
_TOLD_IN_TALKS = frozenset("BDL")  # losses, floods and being here are what ordinary talks tell of
_ACTING = frozenset((*LEVELLED, "C", "M"))  # lanes with lines of their own at every level


def _bars(name: str) -> tuple[float, float]:
    """Return the most false alarms among public sentences and among near misses."""
    if name[0] == "R":
        return 0.02, 0.06
    if _acts(name):
        return (0.01, 0.03) if name[1:] == "1" else (0.003, 0.02)
    if name == SOFTLY:
        return 0.008, 0.015
    return (0.03 if name == "B" else 0.01), 0.06  # public sentences tell of losses, too


def _acts(name: str) -> bool:
    """Whether something is asked or scripted where this is heard."""
    return name[0] == "R" or name[0] in _ACTING


def main() -> None:
    """Choose, print, and write the card."""
    write_sums()  # of the model as it lies there, which the encoder looks at
    encoder = Opinions(Together(Encoder()))
    own = kept_back()
    said = _likely(encoder, [sample.says for sample in own])
    public = _likely(encoder, _public(Path(os.environ["HOLDSPACE_DATA"])))
    turns = _talks()
    talks = _likely(encoder, turns)
    longer = talks[
        [len(turn.split()) >= FEW_WORDS for turn in turns]
    ]  # for few words there is a bar of their own
    calm = {name: (public, longer if name == "R2" else talks) for name in NAMES}
    bars = {name: _bar(name, own, said, calm[name]) for name in NAMES}
    chosen = {name: round(max(_lowest(name), bar), 3) for name, bar in bars.items()}
    for name in NAMES:
        _print(name, chosen[name], own, said)
    _reliability(own, said)
    softly = round(max(SOFTEST, bars[SOFTLY]), 3)
    faint = {"R2": round(chosen["R2"] / FAINTER, 3), SOFTLY: softly}
    half = {"R2": round(chosen["R2"] * HALF, 3)}
    _write({"thresholds": chosen, "few": {"R2": FEW}, "half": half, "faint": faint})
    write_sums()


def _likely(encoder: Opinions, texts: Sequence[str]) -> Likely:
    """Return the likelihoods of texts: one row a text, one column a name."""
    rows = encoder.read(texts)
    return np.array([[row[name] for name in NAMES] for row in rows])


def _public(data: Path) -> list[str]:
    """Return public everyday sentences that were not learnt from and are not to be read."""
    measured = measured_on(data)
    texts = (row["text"] for row in rows(data, "emotion_goemotions_dev"))
    short = [each for each in texts if is_calm(each)]
    told = (row["situation"] for row in rows(data, "emotion_empatheticdialogues_valid"))
    calm = [each for each in told if is_calm(each) and plain(each) not in measured]
    dice = random.Random(11)  # noqa: S311  the same sentences each time
    return dice.sample(calm, PUBLIC // 2) + dice.sample(short, PUBLIC // 2)


def _talks() -> list[str]:
    """Return the ordinary turns of the scenarios: those in which nothing is to be heard."""
    calm = []
    for file in sorted(SCENARIOS.glob("*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        turns = (turn for scenario in content.get("scenario", ()) for turn in scenario["turn"])
        rows = (
            row
            for name, each in content.items()
            if name not in ("scenario", "replies")
            for row in each
        )
        calm += [row["says"] for row in (*turns, *rows) if "says" in row and _is_ordinary(row)]
    return [text for text in calm if len(text.split()) > 3]  # fewer are not read


def _is_ordinary(row: Mapping[str, object]) -> bool:
    """Whether nothing is to be heard in a turn: no tier, no lane, no safety line."""
    told = row.get("tier", "R0") != "R0" or "lanes" in row
    return not told and "SAF" not in row.get("moves", ()) and "SAF" not in row.get("first", ())  # type: ignore[operator]  # a list, if there


def _bar(name: str, own: Sequence[Sample], said: Likely, calm: tuple[Likely, Likely]) -> float:
    """Return the lowest threshold that keeps within every bar of false alarms."""
    at = NAMES.index(name)
    public, talks = calm
    near = [i for i, sample in enumerate(own) if not any(sample.true)]
    most_public, most_own = _bars(name)
    needed = [
        np.quantile(public[:, at], 1 - most_public),
        np.quantile(said[near, at], 1 - most_own),
    ]
    if name not in _TOLD_IN_TALKS:
        needed.append(np.quantile(talks[:, at], 1 - TALKS) + BEYOND)
    return min(0.985, max(map(float, needed)))


def _lowest(name: str) -> float:
    """Return the lowest threshold there may be for a name."""
    return HIGHER.get(name, ACTS_FROM if name[1:] in {"2", "3"} else LOWEST)


def _print(name: str, threshold: float, own: Sequence[Sample], said: Likely) -> None:
    """Print a threshold and how much of what was kept back is heard with it."""
    at = NAMES.index(name)
    true = [i for i, sample in enumerate(own) if sample.true[at]]
    heard = float((said[true, at] >= threshold).mean()) if true else 0.0
    print(f"  {name:3} from {threshold:.3f}: {heard:6.1%} of {len(true):3} kept back")


def _reliability(own: Sequence[Sample], said: Likely) -> None:
    """Print, for R2, how often what was called likely was so."""
    true = np.array([sample.true[0] for sample in own])
    edges = np.linspace(0, 1, 6)
    print("  how often R2 was so, where its likelihood lay between")
    for low, high in pairwise(edges):
        among = (said[:, 0] >= low) & (said[:, 0] < high + (high == 1))
        share = f"{true[among].mean():.0%} of {among.sum()}" if among.any() else "none"
        print(f"    {low:.1f} and {high:.1f}: {share}")


def _write(tables: Mapping[str, Mapping[str, float]]) -> None:
    """Write the card."""
    text = (SHIPPED / "card.toml").read_text(encoding="utf-8").partition("[thresholds]")[0]
    body = "\n\n".join(
        "\n".join([f"[{title}]", *(f"{name} = {at}" for name, at in table.items())])
        for title, table in tables.items()
    )
    (SHIPPED / "card.toml").write_text(f"{text}{body}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
