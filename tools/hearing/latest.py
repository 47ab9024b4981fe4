"""Tunes a hearing of danger once more, from what ships, for the pairs that were written last.

`python -m tools.hearing.latest FOLDER` goes on with the encoder, which `export` then ships, and `FOLDER second` with the second
hearing, which `apart` then ships. The weights are written to FOLDER. Needs what `train` needs, HOLDSPACE_DATA among it, and takes about
three quarters of an hour on two cores each time.
"""

import os
import sys
from pathlib import Path

from tools.hearing.further import LESSONS, RATES_AGAIN, Company, company, restored, talks_from
from tools.hearing.sentences import corpora, written
from tools.hearing.train import Pace, tune

PAIRS = ("contrast-serene-", "contrast-lightly-", "contrast-sideways-")  # files written last
OFTENER = 2  # times that a new line is seen
# With a third of the encoder's company and two thirds of the second's, outright danger was heard less often, and everyday talk more often taken for it.
ENCODER = Company(3_500, 5_000, everyday=0, harmless=2_500, mistaken=True)
SECOND = Company(2_500, 3_500, everyday=1_200, harmless=1_000, mistaken=True)
_SECOND = "second"


def main(folder: Path, *, second: bool) -> None:
    """Tune for one pass over the new pairs and their company, in which no talk is that was not learnt yet."""
    data, among = Path(os.environ["HOLDSPACE_DATA"]), SECOND if second else ENCODER
    fresh = tuple(each for begins in PAIRS for kept, each in written(begins) if not kept)
    unseen = frozenset(fresh) | talks_from(LESSONS[-1][-1].files.stop)
    seen = (*company(data, among, unseen), *corpora(), *fresh * OFTENER)
    tune(restored(second=second), seen, Pace(1, RATES_AGAIN, harmless=among.harmless), folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), second=sys.argv[2:] == [_SECOND])
