"""Learns to hear what is said to the companion itself: `make wishes` writes models/encoder/en/wishes.npz.

From our own lines in corpora/voice/wishes, and from ways of telling situations, which ask nothing of it. Needs scikit-learn. Whoever
changes those lines, or the encoder, runs it again.
"""

from collections.abc import Iterator

from bench.wished import wished
from holdspace.models.senses.kinds import NONE, WISHES
from holdspace.voice.situations import situations
from tools.voice.kinds import fit

STRENGTH = 10.0  # of the fit
TOLD = 0.5  # how much a telling of a situation weighs beside a line written for this


def main() -> None:
    """Fit the sums, and write them beside the encoder."""
    examples = tuple(_examples())
    print(f"{len(examples)} examples of {fit(examples, WISHES, STRENGTH)} wishes")


def _examples() -> Iterator[tuple[str, str, float]]:
    """Yield each text with what it asks, and how much it weighs."""
    yield from ((one.says, one.kind, 1.0) for one in wished("learn"))
    for situation in situations().values():
        yield from ((text, NONE, TOLD) for text in situation.fits[::3])


if __name__ == "__main__":
    main()
