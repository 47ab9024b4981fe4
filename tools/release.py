"""`make release` stops here while any helpline was last seen in its source too long ago."""

import sys
from collections.abc import Iterator
from datetime import date

from holdspace.safety import helpline
from holdspace.work.local import SystemClock


def stale_lines(today: date) -> Iterator[str]:
    """Yield one sentence for each line last seen in its source more than 180 days ago."""
    for country in helpline.countries():
        for line in country.lines:
            if line.verified_on and helpline.is_stale(line, today):
                days = (today - line.verified_on).days
                yield (
                    f"{country.name}: {line.name} ({line.id}) was last seen in its source "
                    f"on {line.verified_on.isoformat()}, {days} days ago."
                )


def main(today: date) -> int:
    """Say which lines are to be read again before a release, or that none is."""
    stale = list(stale_lines(today))
    for sentence in stale:
        print(sentence)
    if stale:
        print(f"Read {len(stale)} of the helplines again in their sources before a release.")
        return 1
    print("Every helpline that was seen in a source was seen within 180 days.")
    return 0


if __name__ == "__main__":
    sys.exit(main(SystemClock().now().date()))
