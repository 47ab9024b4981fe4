"""A person's plan: seven parts in their words, each of which can be left out."""

import pytest

from holdspace.domain.people import Private
from holdspace.domain.safety_plan import (
    MOST_LETTERS,
    MOST_OF_A_PERSON,
    MOST_PEOPLE,
    Person,
    PlanPart,
    SafetyPlan,
)

ROSA = Person(Private("Rosa"), Private("555 0100 101"), Private("Can you come?"))


def test_a_plan_has_the_seven_parts_in_their_order() -> None:
    assert [str(part) for part in PlanPart] == [
        "signs",
        "alone",
        "away",
        "people",
        "lines",
        "safer",
        "staying",
    ]
    assert not [part for part in PlanPart if not hasattr(SafetyPlan(), part)]


def test_every_part_can_be_left_out() -> None:
    assert not SafetyPlan()
    assert not SafetyPlan(signs=Private("  \n"))
    plan = SafetyPlan(staying=Private("the dog"), people=(ROSA,))
    assert plan
    assert plan.filled == (PlanPart.PEOPLE, PlanPart.STAYING)


def test_somebody_is_there_once_anything_was_written_about_them() -> None:
    assert not Person()
    assert Person(reach=Private("555 0100 101"))


@pytest.mark.parametrize(
    ("plan", "over"),
    [
        (SafetyPlan(safer=Private("x" * MOST_LETTERS)), ()),
        (SafetyPlan(safer=Private("x" * (MOST_LETTERS + 1))), (PlanPart.SAFER,)),
        (SafetyPlan(people=(ROSA,) * (MOST_PEOPLE + 1)), (PlanPart.PEOPLE,)),
        (
            SafetyPlan(people=(Person(name=Private("x" * (MOST_OF_A_PERSON + 1))),)),
            (PlanPart.PEOPLE,),
        ),
    ],
)
def test_what_is_too_long_is_named_by_its_part(
    plan: SafetyPlan, over: tuple[PlanPart, ...]
) -> None:
    assert plan.too_long == over


def test_its_size_counts_every_word_in_bytes() -> None:
    assert SafetyPlan(signs=Private("é"), people=(ROSA,)).size == 2 + 4 + 12 + 13


def test_no_rendering_shows_the_words() -> None:
    plan = SafetyPlan(signs=Private("a canary"), people=(Person(name=Private("canary")),))
    assert "canary" not in repr(plan)
    assert "canary" not in f"{plan} {plan.people}"
