"""A loss is met as the loss of whom it was."""

import pytest

from holdspace import shelf
from holdspace.domain.words import split
from holdspace.voice.relations import is_of_theirs
from holdspace.voice.situations import situations


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("My mother died in March and everyone has stopped asking.", "parent-died"),
        ("nan passed away on sunday", "grandparent-died"),
        ("had to have the cat put to sleep", "pet-put-to-sleep"),
    ],
)
def test_only_the_loss_that_was_named_is_met(text: str, theirs: str) -> None:
    losses = ("parent-died", "grandparent-died", "pet-put-to-sleep")
    met = [one for one in losses if is_of_theirs(f"situation-{one}", split(text))]
    assert met == [theirs]


def test_what_needs_nobody_is_met_whoever_is_in_it() -> None:
    assert is_of_theirs("situation-storm-coming", split("rain on the way"))


def test_every_need_is_of_a_situation_there_is_and_most_ways_of_telling_it_have_it() -> None:
    needs = shelf.read("voice", "wording", "relations.toml")["needs"]
    for name in needs:
        fits = situations()[f"situation-{name}"].fits
        named = [text for text in fits if is_of_theirs(f"situation-{name}", split(text))]
        assert len(named) >= 0.7 * len(fits), name
