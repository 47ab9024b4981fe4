"""Keeps, of cues that overlap, the one that says most."""

from collections.abc import Iterable

from holdspace.domain.cues import Found


def longest(cues: Iterable[Found]) -> tuple[Found, ...]:
    """Return what was heard without the cues that lie inside a longer one."""
    heard = tuple(cues)
    return tuple(found for found in heard if not any(_inside(found, wider) for wider in heard))


def _inside(found: Found, wider: Found) -> bool:
    """Whether `found` lies in `wider` and is shorter."""
    return (
        wider.first <= found.first
        and found.last <= wider.last
        and wider.last - wider.first > found.last - found.first
    )
