"""How well it is heard what a line of a talk is, beside what it tells of, on lines that nothing has learnt from.

`python -m bench wishes` prints for what is asked of the companion itself, answers to its plain question, what is asked about somebody else in
danger, what is told of reaching a person, and what a friend would react to: from several thresholds on, how many lines are heard as what they
are and how many others are taken for one, and below each how many of every kind. The sums alone are heard, without the cues that the house
asks first.
"""

from collections import Counter
from collections.abc import Sequence

from bench.events import likeliest
from bench.wished import ANSWERS, REACHING, WISHES, WORRIES, Wished, wished
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses.kinds import NONE, SUMS, KindEar
from tools.hearing.moods import moods

BARS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Print the curves on the halves that are only counted."""
    upper = Upper()
    for of in (WISHES, ANSWERS, WORRIES, REACHING):
        _print_all(of, tuple(wished("hold", of)), KindEar(upper, SUMS[of]))
    felt = tuple(Wished(each.says, each.first) for each in moods(hold=True))
    _print_all("moods", felt, KindEar(upper, SUMS["moods"]))


def _print_all(of: str, known: Sequence[Wished], ear: KindEar) -> None:
    """Print the curve of one kind of thing."""
    print(f"  {of}")
    heard = likeliest(ear, (one.says for one in known))
    for bar in BARS:
        _print(bar, known, [name if likely >= bar else NONE for likely, name in heard])


def _print(bar: float, known: Sequence[Wished], heard: Sequence[str]) -> None:
    """Print how it went from one threshold on."""
    wishes = [(one.kind, name) for one, name in zip(known, heard, strict=True) if one.kind != NONE]
    tellings = [name for one, name in zip(known, heard, strict=True) if one.kind == NONE]
    right = Counter(kind for kind, name in wishes if kind == name)
    of = Counter(kind for kind, _ in wishes)
    print(
        f"  from {bar:.1f}: heard {right.total() / len(wishes):5.1%}, as something else "
        f"{sum(name not in {kind, NONE} for kind, name in wishes) / len(wishes):5.1%}, "
        f"tellings taken for one {sum(map(bool, tellings)) / len(tellings):5.1%}"
    )
    print("       ", ", ".join(f"{kind} {right[kind]}/{n}" for kind, n in sorted(of.items())))


if __name__ == "__main__":
    main()
