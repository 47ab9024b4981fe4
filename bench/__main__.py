"""Prints every figure: `python -m bench`, or some: `python -m bench engine mix risk visits growth`."""

import sys
from collections.abc import Callable

from bench import (
    alike,
    been,
    browser,
    demo,
    desk,
    engine,
    events,
    heads,
    identifiers,
    lines,
    load,
    mix,
    pages,
    risk,
    vault,
    visits,
    voice,
    wishes,
)

BENCHES: dict[str, Callable[[], None]] = {
    "engine": engine.main,
    "mix": mix.main,
    "visits": visits.main,
    "voice": voice.main,
    "lines": lines.main,
    "events": events.main,
    "wishes": wishes.main,
    "growth": engine.growth,
    "risk": risk.main,
    "misses": risk.misses,
    "senses": heads.main,
    "identifiers": identifiers.main,
    "vault": vault.main,
    "alike": alike.main,
    "been": been.main,
    "desk": desk.main,
    "demo": demo.main,
    "pages": pages.main,
    "browser": browser.main,
    "load": load.main,
}
USUAL = tuple(name for name in BENCHES if name != "misses")  # that one is for a document


def main(chosen: list[str]) -> int:
    """Run the benches named, or all of them."""
    unknown = set(chosen) - BENCHES.keys()
    if unknown:
        print(f"There is no bench {', '.join(sorted(unknown))}. There are: {', '.join(BENCHES)}.")
        return 1
    for name in chosen or USUAL:
        print(f"\n{name}")
        BENCHES[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
