"""Tunes a hearing of danger once more, from what ships, for the pairs that were written last.

`python -m tools.hearing.latest FOLDER` goes on with the encoder, which `export` then ships, and `FOLDER second` with the second
hearing, which `apart` then ships. The weights are written to FOLDER. Needs what `train` needs, HOLDSPACE_DATA among it, and takes about half an hour
on two cores each time.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.hearing.further import RATES_AGAIN, restored
from tools.hearing.public import harmless_apart, mistaken
from tools.hearing.sentences import Sample, authored, newest, talked, written
from tools.hearing.train import Pace, tune

PAIRS = ("contrast-serene-", "contrast-lightly-", "contrast-sideways-")  # files written last
OFTENER = 3  # times that a new line is seen
_SECOND = "second"


@dataclass(frozen=True, slots=True)
class Company:
    """How many older lines of talks, other lines, and public everyday ones are seen beside what is new, so that they are not forgotten."""

    talks: int
    others: int
    harmless: int
    everyday: int = 0  # of the set that stays apart


ENCODER, SECOND = Company(1_800, 1_500, 500), Company(2_500, 2_000, 600, everyday=600)


def main(folder: Path, *, second: bool) -> None:
    """Tune for one pass over the new pairs and their company."""
    company = SECOND if second else ENCODER
    fresh = tuple(each for begins in PAIRS for kept, each in written(begins) if not kept)
    seen = (*_company(company, Path(os.environ["HOLDSPACE_DATA"]), fresh), *fresh * OFTENER)
    pace = Pace(1, RATES_AGAIN, harmless=company.harmless)
    tune(restored(second=second), seen, pace, folder)


def _company(company: Company, data: Path, fresh: tuple[Sample, ...]) -> Iterator[Sample]:
    """Yield what is seen beside the new lines, with what was once mistaken for danger."""
    dice = random.Random(9)  # noqa: S311  the same sentences each time
    new = {each.says for each in fresh}
    older = sorted((*authored(), *newest()), key=lambda each: each.says)
    talks = sorted({*talked()}, key=lambda each: (each.says, each.before))
    yield from dice.sample(talks, company.talks)
    yield from dice.sample([each for each in older if each.says not in new], company.others)
    if company.everyday:
        yield from harmless_apart(data, company.everyday, dice)
        yield from mistaken(data, apart=True)
    yield from mistaken(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]), second=sys.argv[2:] == [_SECOND])
