"""What the encoder learns of our own: labelled sentences, alone and in talks; `public` adds those of others."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import rows
from bench.labelled import labelled
from holdspace.shelf import read_all
from tools.hearing.talks import talks

LEARN = Path(__file__).parents[2] / "corpora" / "learn"
TIERS = ("R2", "R3", "R4", "R5", "R6")
LEVELLED = "NVAPEI"
LANES = tuple(f"{lane}{level}" for lane in "NVACPEI" for level in (1, 2, 3)) + tuple("MDBTL")
NAMES = TIERS + LANES
_IN_PART = (
    "balance-",
    "more-",
    "talk-",
    "ordinary-",
    "languages",
    "calm-",
    "further-",
    "contrast-",
)  # files of which one line in eight is kept back
# What was not labelled for danger says nothing of these either way.
_UNTOLD = frozenset(("A1", "C1", "C3", "E1", "D", "B", "L"))


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence, what is true of it (1 or 0 for each name), and which of that is known at all."""

    says: str
    true: tuple[int, ...]
    known: tuple[int, ...]
    before: str = ""  # what was said just before it, in whose light it is meant


def authored() -> tuple[Sample, ...]:
    """Return our own sentences to learn from: those written for it, the half to tune on, and calm ones."""
    learnt = (sample for kept, sample in written() if not kept)
    return (*learnt, *corpora(), *_in_no_danger())


def corpora() -> tuple[Sample, ...]:
    """Return the sentences of the corpora that are there to tune on: those most like what is measured."""
    return tuple(Sample(row.says, _true(row.tier, row.lane), _ALL) for row in rows("tune"))


def _in_no_danger() -> Iterator[Sample]:
    """Yield what was written for the senses and the voice, in which nobody is in danger."""
    fits = (
        says
        for _, file in read_all("voice", "bank", "en")
        for line in file["line"]
        for says in line["fits"]
    )
    for says in (*(row.says for row in labelled("tune")), *fits):
        yield Sample(says, NOTHING, TOLD)


def kept_back() -> tuple[Sample, ...]:
    """Return our own sentences that are not learnt from, to choose thresholds by."""
    return tuple(sample for kept, sample in written() if kept)


def talked(begins: str = "") -> tuple[Sample, ...]:
    """Return the lines of the talks to learn from, each with what went before it; one talk in eight is left out, to measure on."""
    told = tuple(talks(begins))
    marked = {file for file, _, said in told if any(_FLOODED in line.marks for line in said)}
    return tuple(
        Sample(
            line.says, meant(line.danger), _IN_A_TALK if file in marked else _UNMARKED, line.before
        )
        for file, _, said in told
        for line in said
        if not _is_eighth(line.who)
    )


def meant(danger: Sequence[str]) -> tuple[int, ...]:
    """Return what marks of tiers and lanes, like R2 and A1, say is true of a sentence."""
    tiers = [int(mark[1]) for mark in danger if mark[0] == "R"]
    lanes = " ".join(mark for mark in danger if mark[0] != "R")
    return _true(max(tiers, default=0), lanes)


def newest() -> tuple[Sample, ...]:
    """Return our own sentences that were written last; what is new takes their place."""
    return tuple(sample for kept, sample in written("contrast-anew-") if not kept)


def written(begins: str = "") -> Iterator[tuple[bool, Sample]]:
    """Yield each sentence written to learn from, and whether it is kept back: one in eight of some files."""
    for file in sorted(LEARN.glob(f"{begins}*.toml")):
        for group in tomllib.loads(file.read_text(encoding="utf-8"))["group"]:
            true = _true(group.get("tier", 0), group.get("lane", ""))
            for says in group["says"]:
                yield _is_eighth(says) and file.stem.startswith(_IN_PART), Sample(says, true, _ALL)


def _is_eighth(text: str) -> bool:
    """Whether a text is one of the eight that is kept back, the same each time."""
    return hashlib.sha256(text.encode()).digest()[0] < 256 // 8


def _true(tier: int, lanes: str) -> tuple[int, ...]:
    """Return what is true of a sentence; a level brings those below it along."""
    told = {f"R{i}" for i in range(2, tier + 1)}
    for lane in lanes.split():
        levels = range(1, int(lane[1:]) + 1) if lane[0] in LEVELLED and lane[1:] else ()
        told |= {f"{lane[0]}{level}" for level in levels} or {lane}
    return tuple(int(name in told) for name in NAMES)


_ALL = (1,) * len(NAMES)
NOTHING = (0,) * len(NAMES)
_FLOODED = "D"
_IN_A_TALK = tuple(int(name not in "BL") for name in NAMES)  # losses and fondness are not marked
# Nor is a flood, in files none of whose lines is marked so.
_UNMARKED = tuple(int(name not in {"B", "L", _FLOODED}) for name in NAMES)
TOLD = tuple(int(name not in _UNTOLD) for name in NAMES)  # of what nobody is in danger in
