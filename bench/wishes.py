"""How well it is heard what people say to the companion itself, on lines that nothing has learnt from.

`python -m bench wishes` prints, for several thresholds, how many of those lines are heard as what they are and how many tellings are
taken for one, and below each how many of every kind. The sums alone are heard, without the cues that the house asks first.
"""

from collections import Counter
from collections.abc import Sequence

from bench.events import likeliest
from bench.wished import Wished, wished
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses.kinds import NONE, WISHES, KindEar

BARS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    """Print the curve on the half that is only counted."""
    known, ear = tuple(wished("hold")), KindEar(Upper(), WISHES)
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
