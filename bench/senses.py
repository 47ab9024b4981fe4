"""Measures the lexical senses on real messages: how much they hear, how often the wrong way.

Run with HOLDSPACE_DATA naming the folder of the research data. Prints figures, never a message.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.talk import Perception, Tone
from holdspace.models.senses.lexical import ears

_PLEASANT = frozenset(
    [
        "joyful",
        "excited",
        "proud",
        "grateful",
        "hopeful",
        "confident",
        "content",
        "trusting",
        "faithful",
        "caring",
        "impressed",
        "prepared",
    ]
)
_EITHER_WAY = frozenset(["surprised", "nostalgic", "sentimental", "anticipating"])


def main() -> None:
    """Print what share of messages is heard, how often with the opposite tone, and how fast."""
    rows = list(_rows(Path(os.environ["HOLDSPACE_DATA"]) / "messages-real.jsonl"))
    listener = ears("en")
    began = time.process_time()
    perceived = [listener.perceive(Private(row["message"]), Parse()) for row in rows]
    took = (time.process_time() - began) / len(rows) * 1000
    _print_heard(perceived)
    _print_tone([(row["feeling"], p.tone) for row, p in zip(rows, perceived, strict=True)])
    print(f"time a message, without a parse       {took:8.2f} ms")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _print_heard(perceived: list[Perception]) -> None:
    """Print the shares of messages in which something was heard."""
    shares = {
        "a feeling": [bool(p.feelings) for p in perceived],
        "a named feeling": [any(f.named for f in p.feelings) for p in perceived],
        "a meaning": [bool(p.appraisals) for p in perceived],
        "a meaning by its own cues": [_has_cues(p) for p in perceived],
        "a feeling or a meaning": [bool(p.feelings or p.appraisals) for p in perceived],
        "a tone": [p.tone is not Tone.UNKNOWN for p in perceived],
        "self-attack": [p.self_attack for p in perceived],
    }
    for name, hits in shares.items():
        print(f"messages with {name:27}{sum(hits) / len(hits):8.1%}")
    states = Counter(p.state.value for p in perceived)
    print("states", dict(states.most_common()))
    firsts = Counter(p.appraisals[0][0] for p in perceived if p.appraisals)
    print("likeliest meanings", dict(firsts.most_common()))


def _has_cues(perception: Perception) -> bool:
    """Whether the likeliest meaning came from cues and not from a feeling alone."""
    return bool(perception.appraisals) and perception.appraisals[0][1] >= 0.5  # noqa: PLR2004


def _print_tone(pairs: list[tuple[str | None, Tone]]) -> None:
    """Print how the tone agrees with the feeling people gave their message."""
    sided = [(f in _PLEASANT, tone) for f, tone in pairs if f and f not in _EITHER_WAY]
    wrong = {True: Tone.PAINFUL, False: Tone.PLEASANT}
    tally = Counter(
        "opposite" if tone is wrong[good] else "hedged" if tone in _HEDGES else "right"
        for good, tone in sided
    )
    print(f"of {len(sided)} messages with a gold feeling that has a side:")
    for name in ("right", "hedged", "opposite"):
        print(f"    tone {name:32}{tally[name] / len(sided):8.1%}")


_HEDGES = frozenset({Tone.MIXED, Tone.UNKNOWN})

if __name__ == "__main__":
    main()
