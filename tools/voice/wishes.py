"""Learns to hear what is said to the companion itself: `make wishes` writes models/encoder/en/wishes.npz.

From our own lines in corpora/voice/wishes, from talks, of which most lines ask nothing of it, and from ways of telling situations. Needs scikit-learn. Whoever
changes those lines and cannot tune the upper layers anew, runs it.
"""

from collections.abc import Iterator

from bench.wished import wished
from holdspace.models.senses.kinds import NONE, WISHES
from holdspace.voice.situations import situations
from tools.hearing.talks import lines, wishes_of
from tools.voice.kinds import fit

STRENGTH = 10.0  # of the fit; not chosen anew for the place of the upper layers
TOLD = 0.5  # how much a telling of a situation weighs beside a line written for this
IN_A_TALK = 0.5  # and a line of a talk that asks nothing


def main() -> None:
    """Fit the sums, and write them beside the encoder."""
    examples = tuple(_examples())
    print(f"{len(examples)} examples of {fit(examples, WISHES, STRENGTH)} wishes")


def _examples() -> Iterator[tuple[str, str, float]]:
    """Yield each text with what it asks, and how much it weighs."""
    yield from ((one.says, one.kind, 1.0) for one in wished("learn"))
    for line in lines():
        for kind in wishes_of(line):
            yield line.says, kind, IN_A_TALK if kind == NONE else 1.0
    for situation in situations().values():
        yield from ((text, NONE, TOLD) for text in situation.fits[::3])


if __name__ == "__main__":
    main()
