"""How well the kind of event is heard, on messages that readers labelled and nothing has learnt from.

`python -m bench events` prints, for several thresholds, how many messages get an event, and of how many it is the one readers found.
A near miss counts as a miss. HOLDSPACE_DATA names the folder of public messages; without it there is nothing to count.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from bench.readers import labelled
from holdspace.conversation.hearing import LIKELY_ENOUGH
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses.kinds import NONE, SITUATIONS, KindEar
from holdspace.voice.situations import PREFIX

BARS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


def main() -> None:
    """Print the curve on the half that is only counted."""
    data = os.environ.get("HOLDSPACE_DATA")
    if not data:
        print("  HOLDSPACE_DATA names no folder of public messages, so nothing is counted.")
        return
    known, ear = list(labelled("hold", Path(data))), KindEar(Upper(), SITUATIONS)
    heard = likeliest(ear, (one.says for one in known))
    told = sum(bool(one.events) for one in known)
    print(
        f"  {len(known)} messages, {told} of an event we know; from {LIKELY_ENOUGH} it is taken as told of"
    )
    right = [
        name.removeprefix(PREFIX) in one.events for one, (_, name) in zip(known, heard, strict=True)
    ]
    for bar in BARS:
        among = [so for so, (likely, _) in zip(right, heard, strict=True) if likely >= bar]
        print(
            f"  from {bar:.2f}: heard in {len(among) / len(known):5.1%}, the readers' own in {sum(among) / max(1, len(among)):5.1%}"
        )


def likeliest(ear: KindEar, texts: Iterable[str]) -> list[tuple[float, str]]:
    """Return of which kind each text is likeliest, and how likely."""
    return [max(((p, n) for n, p in ear.hear(text).items()), default=(0.0, NONE)) for text in texts]


if __name__ == "__main__":
    main()
