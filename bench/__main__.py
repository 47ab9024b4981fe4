"""Prints every figure: `python -m bench`, or `python -m bench engine mix visits growth pages browser load`."""

import sys
from collections.abc import Callable

from bench import browser, engine, load, mix, pages, visits

BENCHES: dict[str, Callable[[], None]] = {
    "engine": engine.main,
    "mix": mix.main,
    "visits": visits.main,
    "growth": engine.growth,
    "pages": pages.main,
    "browser": browser.main,
    "load": load.main,
}


def main(chosen: list[str]) -> int:
    """Run the benches named, or all of them."""
    unknown = set(chosen) - BENCHES.keys()
    if unknown:
        print(f"There is no bench {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
        return 1
    for name in chosen or BENCHES:
        print(f"\n{name}")
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
