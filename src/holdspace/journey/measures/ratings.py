"""Goals somebody rates in their own words, and the rulers beside them: 0 to 10, and nothing to reach."""

from collections.abc import Collection
from decimal import ROUND_HALF_UP, Decimal

from holdspace.domain.errors import NotAChoice

LOWEST, HIGHEST = 0, 10
MOST_GOALS = 3


def mean_of_goals(ratings: Collection[int]) -> Decimal | None:
    """Return the mean of up to three goals, to the hundredth, or None where none was rated. Raises NotAChoice."""
    if len(ratings) > MOST_GOALS or any(not LOWEST <= each <= HIGHEST for each in ratings):
        raise NotAChoice
    if not ratings:
        return None
    mean = Decimal(sum(ratings)) / len(ratings)
    return mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
