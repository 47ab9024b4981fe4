"""What a play of Wren takes: sixteen weeks through the real house, beside the same turns without an ear at the ports."""

import time
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio

from holdspace import demo

AIM_S = 45


def main() -> None:
    """Print how long the house takes to open, the play, and a turn of it."""
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        stage = demo.stage(Path(folder))
        opened = time.perf_counter() - began
        book = anyio.run(demo.play, stage)
        played = time.perf_counter() - began - opened
        demo.close(stage)
    turns = sum(1 for _ in book.turns)
    over = "" if played <= AIM_S else "  < over"
    print(
        f"  opened in {opened:.1f} s; {len(book.leaves)} visits, {turns} turns played in {played:.1f} s{over}"
    )
    print(f"  {1000 * played / turns:.0f} ms a turn, with its pages and what was held back")


if __name__ == "__main__":
    main()
