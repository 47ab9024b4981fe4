"""Goals somebody rates in their own words, and the rulers beside them: 0 to 10, and nothing to reach."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from holdspace.domain.errors import NotAChoice
from holdspace.domain.people import Private

LOWEST, HIGHEST = 0, 10
MOST_GOALS = 3


@dataclass(frozen=True, slots=True)
class Goal:
    """Something somebody hopes for, in their own words; setting it down is no failure."""

    id: str
    words: Private
    since: date
    set_down: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """How close a goal felt, once, from 0 to 10."""

    id: str
    goal: str
    at: datetime
    value: int = field(repr=False)


def mean_of_goals(ratings: Collection[int]) -> Decimal | None:
    """Return the mean of up to three goals, to the hundredth, or None where none was rated. Raises NotAChoice."""
    if len(ratings) > MOST_GOALS or any(not LOWEST <= each <= HIGHEST for each in ratings):
        raise NotAChoice
    if not ratings:
        return None
    mean = Decimal(sum(ratings)) / len(ratings)
    return mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
