"""Learns to hear what a line of a talk is, beside what it tells of: `make wishes`.

What it asks of the companion itself (wishes.npz), how it answers its plain question (answers.npz), what it asks about somebody else in danger
(worries.npz), what it tells of reaching a person (reaching.npz), and to what in it a friend would react (moods.npz); from our own lines in
corpora/voice, from talks, and from ways of telling situations. Needs scikit-learn. Whoever changes those lines, or tunes the upper layers
anew, runs it.
"""

from collections.abc import Iterator

from bench.wished import ANSWERS, REACHING, WISHES, WORRIES, wished
from holdspace.models.senses.kinds import NONE, SUMS
from holdspace.voice.situations import situations
from tools.hearing.moods import moods
from tools.hearing.talks import lines, wishes_of
from tools.voice.kinds import fit

STRENGTH = 10.0  # of the fit; not chosen anew for the place of the upper layers
TOLD = 0.5  # how much a telling of a situation weighs beside a line written for this
IN_A_TALK = 0.5  # and a line of a talk that asks nothing
OF_MOODS = 3.0  # the strength for what many readers would hear otherwise
CALM = 0.1  # and one in which nothing of danger was meant, beside what is said in danger
SOME = 3  # one such line in so many is learnt from, for the others


def main() -> None:
    """Fit the sums, and write them beside the encoder."""
    examples = tuple(_examples())
    print(f"{len(examples)} examples of {fit(examples, SUMS[WISHES], STRENGTH)} wishes")
    for of in (ANSWERS, WORRIES, REACHING):
        examples = tuple(_in_danger(of))
        print(f"{len(examples)} examples of {fit(examples, SUMS[of], STRENGTH)} {of}")
    told = tuple((each.says, each.first, 1.0) for each in moods(hold=False))
    print(f"{len(told)} examples of {fit(told, SUMS['moods'], OF_MOODS)} moods")


def _in_danger(of: str) -> Iterator[tuple[str, str, float]]:
    """Yield each text with what it answers, or asks about somebody else, and how much it weighs."""
    yield from ((one.says, one.kind, 1.0) for one in wished("learn", of))
    calm = (line.says for at, line in enumerate(lines()) if not line.marks and at % SOME == 0)
    yield from ((says, NONE, CALM * SOME) for says in calm)


def _examples() -> Iterator[tuple[str, str, float]]:
    """Yield each text with what it asks, and how much it weighs."""
    yield from ((one.says, one.kind, 1.0) for one in wished("learn"))
    for at, line in enumerate(lines()):
        for kind in wishes_of(line):
            if kind != NONE:
                yield line.says, kind, 1.0
            elif at % SOME == 0:
                yield line.says, NONE, IN_A_TALK * SOME
    for situation in situations().values():
        yield from ((text, NONE, TOLD) for text in situation.fits[::3])


if __name__ == "__main__":
    main()
