"""Gentle things: short steps, nothing ordered, a way out, and nothing claimed that is not so."""

import re

import pytest

from holdspace.domain.talk import State
from holdspace.practice import library
from holdspace.practice.library import Practice

EVERY = pytest.mark.parametrize("practice", library.practices(), ids=lambda found: found.id)
ORDERS = re.compile(
    r"\b(should|must|need to|have to|try|relax|calm down|always|never|but)\b", re.IGNORECASE
)


def words_of(practice: Practice) -> tuple[str, ...]:
    return (practice.invites, practice.why, *practice.cautions, *practice.steps, *practice.adaptations)  # fmt: skip


def test_the_most_outward_one_comes_first() -> None:
    assert library.practices()[0].id == "look-around"


def test_a_name_nobody_knows_is_nothing() -> None:
    assert library.practice("no-such-thing") is None


@EVERY
def test_steps_are_short_and_the_first_one_is_an_offer(practice: Practice) -> None:
    assert practice.steps[0].startswith("If you like")
    assert max(len(step.split()) for step in practice.steps) <= 20


@EVERY
def test_nothing_is_ordered_or_promised(practice: Practice) -> None:
    assert [line for line in words_of(practice) if ORDERS.search(line) or "!" in line] == []


@EVERY
def test_no_reviewer_is_invented_and_a_source_is_named(practice: Practice) -> None:
    assert practice.reviewed_by == ""
    assert practice.source


@EVERY
def test_it_says_when_it_is_not_for_now(practice: Practice) -> None:
    assert practice.cautions
    assert not set(practice.states_ok) & set(practice.states_no)


def test_breath_is_not_for_high_states_or_overwhelm() -> None:
    breath = library.practice("longer-out-breath")
    assert breath is not None
    assert State.HIGH in breath.states_no
    assert "D" in breath.lanes_no
