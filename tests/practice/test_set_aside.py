"""What is left out of an offer for what somebody said of it is told with why."""

from datetime import date

from holdspace.domain.care import After, Care, Tried
from holdspace.domain.talk import State
from holdspace.practice.choosing import Around, Aside, set_aside

ON = date(2026, 2, 11)
NEAR = "look-around"


def aside(care: Care) -> dict[str, Aside]:
    around = Around(on=ON, state=State.WITHIN, care=care)
    return {practice.id: why for practice, why in set_aside(around)}


def test_where_nothing_was_said_nothing_is_left_out() -> None:
    assert aside(Care()) == {}


def test_what_was_worse_is_left_out_as_that() -> None:
    assert aside(Care().having_tried(Tried(NEAR, After.WORSE, ON))) == {NEAR: Aside.WAS_WORSE}


def test_what_was_put_away_is_left_out_as_that() -> None:
    assert aside(Care().hiding(NEAR)) == {NEAR: Aside.PUT_AWAY}


def test_what_eased_is_not_left_out() -> None:
    assert aside(Care().having_tried(Tried(NEAR, After.BETTER, ON))) == {}
