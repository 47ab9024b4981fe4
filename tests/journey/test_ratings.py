from decimal import Decimal

import pytest

from holdspace.domain.errors import NotAChoice
from holdspace.journey.measures.ratings import mean_of_goals
from holdspace.journey.measures.visit_check import VisitCheck, to_repair


def test_goals_come_to_the_mean_of_ones_own() -> None:
    assert mean_of_goals([4, 5]) == Decimal("4.5")
    assert mean_of_goals([1, 1, 2]) == Decimal("1.33")
    assert mean_of_goals([]) is None


@pytest.mark.parametrize("ratings", [[11], [-1], [1, 2, 3, 4]])
def test_three_goals_from_nought_to_ten_and_no_more(ratings: list[int]) -> None:
    with pytest.raises(NotAChoice):
        mean_of_goals(ratings)


@pytest.mark.parametrize(
    ("now", "before", "repairs"),
    [
        (VisitCheck(), None, ()),
        (VisitCheck(heard=6, pace=10, useful=8), None, ()),
        (VisitCheck(heard=5), None, ("heard",)),
        (VisitCheck(heard=8), VisitCheck(heard=10), ("heard",)),
        (VisitCheck(heard=8), VisitCheck(heard=9), ()),
        (VisitCheck(pace=3, useful=7), VisitCheck(useful=9), ("pace", "useful")),
        (VisitCheck(), VisitCheck(heard=10), ()),
        (VisitCheck(heard=6), VisitCheck(pace=9), ()),
    ],
)
def test_five_or_less_or_two_less_than_before_asks_for_a_repair(
    now: VisitCheck, before: VisitCheck | None, repairs: tuple[str, ...]
) -> None:
    assert to_repair(now, before) == repairs
