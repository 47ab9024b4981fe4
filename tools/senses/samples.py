"""What the senses learn from: public sentences with their labels, the bank's examples, and our own families.

Of most sentences only some heads know anything; what is not told of a sentence is not learnt from it. One family in
eight of our own, and one public sentence in eight of those our readers labelled, is kept back.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from bench.labelled import Labelled, labelled, read_public
from bench.readers import told_of
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
UNASKED = "no question of ours"
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
    """Return our own labelled sentences to learn from."""
    return [_of(row) for row in _ours() if not _is_kept(row)]


def kept_back(data: Path) -> list[Sample]:
    """Return labelled sentences that are not learnt from, to calibrate and to choose thresholds by."""
    ours = [_of(row) for row in _ours() if _is_kept(row)]
    return [*ours, *(sample for kind in KINDS for sample in public(data, kind, kept=True))]


def _ours() -> tuple[Labelled, ...]:
    """Return what may be learnt from: what was written to learn from, and the half to tune on."""
    return labelled("learn") + labelled("tune")


def _is_kept(row: Labelled) -> bool:
    """Whether a family is one of the eighth that is kept back."""
    return hashlib.sha256(row.family.encode()).digest()[1] < 256 // 8


def _of(row: Labelled) -> Sample:
    """Make a sample of one of our own sentences; of it everything is known."""
    return Sample(row.says, _told(row), row.appraisals[:1])


def _told(row: Labelled) -> Mapping[str, Names]:
    """Return what a reader heard: every name of every head is so or not."""
    said = {"self-attack": row.self_attack, "hopelessness": row.hopelessness}
    told = {
        "feelings": _all("feelings", row.feelings),
        "appraisals": _all("appraisals", row.appraisals),
        "themes": _all("themes", row.themes),
        "said": {name: float(is_so) for name, is_so in said.items()},
        "state": {row.state: 1.0},
        "doing": {row.doing: 1.0},
    }
    strongest = {} if row.intensity is None else {"intensity": (row.intensity - 1) / _STEPS}
    return {**told, "intensity": strongest} if strongest else told


def fits() -> list[Sample]:
    """Return the examples of the bank: what each line fits means that, and what is unlike does not.

    What else an example means nobody said, so it is not learnt.
    """
    samples = []
    for _, file in shelf.read_all("voice", "bank", "en"):
        meaning = file["appraisal"]
        for line in file["line"]:
            so = {"appraisals": {meaning: 1.0}}
            samples += [Sample(says, so, (meaning,)) for says in line["fits"]]
            unlike = line.get("unlike", ())
            samples += [Sample(says, {"appraisals": {meaning: 0.0}}) for says in unlike]
    return samples


def asks() -> list[Sample]:
    """Return ways of asking what the house can answer, each near the others that ask just this.

    What only looks like a question of ours lies near nothing but its like. One way in eight is kept back.
    """
    return [sample for sample in _asked() if not is_kept(sample.says)]


def _asked() -> Iterator[Sample]:
    """Yield each way of asking, and each like it that asks something else."""
    for _, file in shelf.read_all("voice", "answers", "en"):
        for answer in file["answer"]:
            yield from (Sample(says, near=(answer["id"],)) for says in answer["asks"])
            yield from (Sample(says, near=(UNASKED,)) for says in answer["unlike"])


def is_kept(says: str) -> bool:
    """Whether a sentence is one of the eighth that is kept back."""
    return hashlib.sha256(says.encode()).digest()[2] < 256 // 8


def public(data: Path, kind: str, part: str = "train", *, kept: bool = False) -> list[Sample]:
    """Return public sentences with what is known of them: by their makers, and by readers of ours.

    `kind` is "goemotions", "empatheticdialogues" or "sad"; `kept` asks for those that are kept back instead. The real
    messages that are for measuring are not among them, nor those whose events are only counted.
    """
    prefix, known = KINDS[kind]
    file, samples, measured = f"{prefix}_{kind}_{part}", [], measured_on(data)
    for line, row in enumerate(rows_of(data / f"{file}.jsonl"), 1):
        read = read_public().get((file, line))
        sample = with_event(known(row), file, line - 1)
        if (file, line - 1) in told_of("hold") or plain(sample.says) in measured:
            continue
        if kept == (read is not None and _is_kept(read)):
            samples.append(replace(sample, told={**sample.told, **_told(read)}) if read else sample)
    return samples


def with_event(sample: Sample, file: str, row: int) -> Sample:
    """Return a public sentence with the event that readers found in it, if it is one of those they read."""
    events = told_of("learn").get((file, row))
    return sample if events is None else replace(sample, told={**sample.told, "events": events})


@cache
def measured_on(data: Path) -> frozenset[str]:
    """Return the real messages that we are measured on."""
    return frozenset(plain(row["message"]) for row in rows_of(data / "messages-real.jsonl"))


def plain(text: str) -> str:
    """Return a text as it is compared."""
    return text.strip().lower()


def _comment(row: Mapping[str, Any]) -> Sample:
    """Say what is known of a comment of GoEmotions: its labels, the feelings these mean, and none of the other side's."""
    meant = {COMMENTS[label] for label in row["labels"] if label in COMMENTS}
    return Sample(
        row["text"], {"labels": _all("labels", row["labels"]), "feelings": _only_of(meant)}
    )


def _situation(row: Mapping[str, Any]) -> Sample:
    """Say what is known of a situation of EmpatheticDialogues: its feeling, and none of the other side's."""
    named = row["emotion"]
    feelings = {SITUATIONS[named]} if named in SITUATIONS else set()
    return Sample(row["situation"], {"feelings": _only_of(feelings)}, (named,))


def _stressor(row: Mapping[str, Any]) -> Sample:
    """Say what is known of a stressor of SAD: how severe it is, and its theme."""
    told: dict[str, Names] = {"intensity": {"intensity": float(row["severity_0_10"]) / 10}}
    theme = STRESSORS.get(row["stressor"])
    if theme:
        told["themes"] = {name: float(name == theme) for name in STRESSORS.values()}
    return Sample(row["text"], told)


KINDS: Mapping[str, tuple[str, Callable[[Mapping[str, Any]], Sample]]] = {
    "goemotions": ("emotion", _comment),
    "empatheticdialogues": ("emotion", _situation),
    "sad": ("distress", _stressor),
}


def _only_of(feelings: set[str]) -> Names:
    """Say that some feelings are there, and, where they are of one side, that none of the other is."""
    sides = [side for side in (PLEASANT, PAINFUL) if feelings & side]
    other = (PLEASANT | PAINFUL) - sides[0] if len(sides) == 1 else frozenset()
    return {**dict.fromkeys(other, 0.0), **dict.fromkeys(feelings, 1.0)}


def _all(head: str, so: Mapping[str, Any] | tuple[str, ...] | list[str]) -> Names:
    """Say of every name of a head whether it is so. Raises ValueError for a name no head knows."""
    if unknown := set(so) - set(ANY[head]):
        raise ValueError(f"No head knows {', '.join(sorted(unknown))}.")
    return {name: float(name in so) for name in ANY[head]}


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a public file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
