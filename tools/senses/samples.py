"""What the senses learn from: public sentences with their labels, the bank's examples, and our own families.

Of most sentences only some heads know anything; what is not told of a sentence is not learnt from it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.labelled import Labelled, labelled
from holdspace import shelf
from tools.senses.vocabulary import (
    ANY,
    COMMENTS,
    PAINFUL,
    PLEASANT,
    SITUATIONS,
    STRESSORS,
)

Names = Mapping[str, float]
_STEPS = 4  # between the faintest grade, 1, and the strongest, 5


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence and what is known of it: for each head, names and whether each is so.

    `near` names what other sentences it should lie close to: a public feeling, or a meaning.
    """

    says: str
    told: Mapping[str, Names] = field(default_factory=dict)
    near: tuple[str, ...] = ()


def own() -> list[Sample]:
    """Return our own labelled sentences to learn from: of the half to tune on, seven families in eight."""
    return [_of(row) for row in labelled("tune") if not _is_kept(row)]


def kept_back() -> list[Sample]:
    """Return our own labelled sentences that are not learnt from, to calibrate and to choose thresholds by."""
    return [_of(row) for row in labelled("tune") if _is_kept(row)]


def _is_kept(row: Labelled) -> bool:
    """Whether a family is one of the eighth that is kept back."""
    return hashlib.sha256(row.family.encode()).digest()[1] < 256 // 8


def _of(row: Labelled) -> Sample:
    """Make a sample of one of our own sentences; of it everything is known."""
    said = {"self-attack": row.self_attack, "hopelessness": row.hopelessness}
    told = {
        "feelings": _all("feelings", row.feelings),
        "appraisals": _all("appraisals", row.appraisals),
        "themes": _all("themes", row.themes),
        "said": {name: float(is_so) for name, is_so in said.items()},
        "state": {row.state: 1.0},
        "doing": {row.doing: 1.0},
    }
    if row.intensity is not None:
        told["intensity"] = {"intensity": (row.intensity - 1) / _STEPS}
    return Sample(row.says, told, row.appraisals[:1])


def fits() -> list[Sample]:
    """Return the examples of the bank: what each line fits means that, and what is unlike does not."""
    samples = []
    for _, file in shelf.read_all("voice", "bank", "en"):
        meaning = file["appraisal"]
        for line in file["line"]:
            so = {"appraisals": _all("appraisals", (meaning,))}
            samples += [Sample(says, so, (meaning,)) for says in line["fits"]]
            unlike = line.get("unlike", ())
            samples += [Sample(says, {"appraisals": {meaning: 0.0}}) for says in unlike]
    return samples


def comments(data: Path, part: str = "train") -> list[Sample]:
    """Return the comments of GoEmotions: their labels, and the feelings these mean."""
    samples = []
    for row in _lines(data / f"emotion_goemotions_{part}.jsonl"):
        meant = {COMMENTS[label] for label in row["labels"] if label in COMMENTS}
        told = {
            "labels": _all("labels", row["labels"]),
            "feelings": {name: float(name in meant) for name in COMMENTS.values()},
        }
        samples.append(Sample(row["text"], told))
    return samples


def situations(data: Path, part: str = "train") -> list[Sample]:
    """Return the situations of EmpatheticDialogues: the feeling of each, and none of the other side's."""
    samples = []
    for row in _lines(data / f"emotion_empatheticdialogues_{part}.jsonl"):
        named = row["emotion"]
        feeling = SITUATIONS.get(named)
        told: dict[str, Names] = {"feelings": _opposite(named)}
        if feeling:
            told["feelings"] = {**told["feelings"], feeling: 1.0}
        samples.append(Sample(row["situation"], told, (named,)))
    return samples


def _opposite(named: str) -> Names:
    """Say which feelings are not in a situation: those of the other side."""
    other = PAINFUL if named in PLEASANT else PLEASANT if named in PAINFUL else ()
    return {SITUATIONS[each]: 0.0 for each in other if each in SITUATIONS}


def stressors(data: Path) -> list[Sample]:
    """Return the stressors of SAD that are not to be read: their theme, and how severe they are."""
    real = {row["message"].strip().lower() for row in _lines(data / "messages-real.jsonl")}
    samples = []
    for row in _lines(data / "distress_sad_train.jsonl"):
        if row["text"].strip().lower() in real:
            continue
        told: dict[str, Names] = {"intensity": {"intensity": float(row["severity_0_10"]) / 10}}
        theme = STRESSORS.get(row["stressor"])
        if theme:
            told["themes"] = {name: float(name == theme) for name in STRESSORS.values()}
        samples.append(Sample(row["text"], told))
    return samples


def _all(head: str, so: Mapping[str, Any] | tuple[str, ...] | list[str]) -> Names:
    """Say of every name of a head whether it is so. Raises ValueError for a name no head knows."""
    if unknown := set(so) - set(ANY[head]):
        raise ValueError(f"No head knows {', '.join(sorted(unknown))}.")
    return {name: float(name in so) for name in ANY[head]}


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a public file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
