import math
from decimal import Decimal

import pytest

from holdspace.journey.measures.change import Label, change, threshold
from holdspace.journey.measures.measure import ReliableChange
from holdspace.journey.measures.scoring import Score
from tests.journey.measured import EVERY


def between(name: str, earlier: float, later: float) -> Label:
    then, now = Score(value=Decimal(str(earlier))), Score(value=Decimal(str(later)))
    return change(EVERY[name], then, now).label


@pytest.mark.parametrize(
    ("name", "earlier", "later", "label"),
    [
        ("phq-9", 18, 12, Label.BETTER),
        ("phq-9", 18, 13, Label.NONE),
        ("phq-9", 12, 18, Label.WORSE),
        ("phq-9", 12, 12, Label.NONE),
        ("gad-7", 12, 8, Label.BETTER),
        ("gad-7", 12, 9, Label.NONE),
        ("who-5", 40, 52, Label.BETTER),  # there more is lighter
        ("who-5", 52, 40, Label.WORSE),
        ("who-5", 40, 48, Label.NONE),
        ("pcl-5", 50, 35, Label.BETTER),
        ("pcl-5", 50, 36, Label.NONE),
        ("k10", 50, 10, Label.NOT_ENOUGH),  # there is no standard
    ],
)
def test_a_change_has_one_of_four_labels(
    name: str, earlier: float, later: float, label: Label
) -> None:
    assert between(name, earlier, later) is label


def test_there_are_four_labels_and_no_more() -> None:
    assert list(Label) == ["reliably better", "reliably worse", "no reliable change", "not enough data"]  # fmt: skip


def test_without_two_scores_there_is_not_enough() -> None:
    one = Score(value=Decimal(10))
    for pair in ((None, one), (one, None), (Score(), one), (one, Score())):
        assert change(EVERY["phq-9"], *pair).told is Label.NOT_ENOUGH


def test_a_figure_nobody_checked_is_told_as_not_enough() -> None:
    found = change(EVERY["pcl-5"], Score(value=Decimal(60)), Score(value=Decimal(20)))
    assert found.label is Label.BETTER
    assert found.told is Label.NOT_ENOUGH


@pytest.mark.parametrize(("sd", "reliability"), [("5.0", "0.84"), ("7.52", "0.91"), ("0", "0.5")])
def test_spread_and_reliability_give_the_formula(sd: str, reliability: str) -> None:
    wanted = 1.96 * float(sd) * math.sqrt(2) * math.sqrt(1 - float(reliability))
    found = threshold(ReliableChange(sd=Decimal(sd), reliability=Decimal(reliability)))
    assert float(found) == pytest.approx(wanted)


def test_published_points_are_taken_as_they_are() -> None:
    assert threshold(ReliableChange(points=Decimal("2.45"))) == Decimal("2.45")
