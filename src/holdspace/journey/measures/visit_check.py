"""How a visit was, asked in our own words (M7): a low answer, or one lower than before, begins a repair."""

from dataclasses import dataclass, fields

LOW = 5  # and below
DROP = 2  # and more


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCheck:
    """What somebody said of a visit, 0 to 10; whatever was left out is None. Nothing asks about a bond."""

    heard: int | None = None
    pace: int | None = None
    useful: int | None = None


def to_repair(check: VisitCheck, before: VisitCheck | None = None) -> tuple[str, ...]:
    """Return which answers ask for a repair, in order: five or less, or at least two less than last time."""
    return tuple(
        each.name
        for each in fields(VisitCheck)
        if _asks_for_repair(getattr(check, each.name), getattr(before, each.name, None))
    )


def _asks_for_repair(now: int | None, then: int | None) -> bool:
    if now is None:
        return False
    return now <= LOW or (then is not None and then - now >= DROP)
