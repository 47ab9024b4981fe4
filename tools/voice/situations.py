"""Learns to hear which event is told of: `make situations` writes models/encoder/en/situations.npz.

From the ways of telling each situation, what only looks like them, and public messages that readers labelled. Needs scikit-learn,
and HOLDSPACE_DATA naming the folder of public messages. Whoever changes a situation's examples and cannot tune the upper layers anew, runs it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from bench.readers import labelled
from holdspace.models.senses.kinds import NONE, SITUATIONS
from holdspace.voice.situations import PREFIX, situations
from tools.voice.kinds import fit

STRENGTH = 10.0  # of the fit: the curve in decision 18 is that of an older place
REAL, NOTHING = (
    1.5,
    0.5,
)  # how much a real message weighs beside a written one, and one that tells of none


def main() -> None:
    """Fit the sums, and write them beside the encoder."""
    examples = tuple(_examples(Path(os.environ["HOLDSPACE_DATA"])))
    kinds = fit(examples, SITUATIONS, STRENGTH)
    print(f"{len(examples)} examples of {kinds} events")


def _examples(data: Path) -> Iterator[tuple[str, str, float]]:
    """Yield each text with the event it tells of and how much it weighs."""
    for name, situation in situations().items():
        yield from ((text, name, 1.0) for text in situation.fits)
        yield from ((text, NONE, NOTHING) for text in situation.unlike)
    for one in labelled("learn", data):
        if one.events:
            yield one.says, PREFIX + one.events[0], REAL
        else:
            yield one.says, NONE, NOTHING


if __name__ == "__main__":
    main()
