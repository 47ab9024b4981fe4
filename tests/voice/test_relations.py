"""A loss is met as the loss of whom it was, and what somebody else did is not met as a child's or a partner's."""

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


@pytest.mark.parametrize(
    ("text", "situation", "may"),
    [
        ("my sister juno is moving to cork on friday", "child-off-to-university", False),
        ("my daughter is moving to cork to study", "child-off-to-university", True),
        ("she got into her dream college, i cant stop crying", "child-off-to-university", True),
        ("my mum never listens when i talk", "row-with-partner", False),
        ("we shouted at each other until two", "row-with-partner", True),
        ("my husband forgot the bins again", "kids-playing-up", False),
        ("the kids are climbing the curtains", "kids-playing-up", True),
        ("my cousin is off her food since monday", "pet-playing-up", False),
        ("a friend of mine was in a car accident", "friend-died", False),
        ("my best friend died on sunday", "friend-died", True),
        ("my friend is no longer with us", "friend-died", True),
    ],
)
def test_where_somebody_is_named_it_has_to_be_the_one(
    text: str, situation: str, *, may: bool
) -> None:
    assert is_of_theirs(f"situation-{situation}", split(text)) is may


def test_what_needs_nobody_is_met_whoever_is_in_it() -> None:
    assert is_of_theirs("situation-storm-coming", split("rain on the way"))


def test_every_need_is_of_a_situation_there_is_and_most_ways_of_telling_it_have_it() -> None:
    tables = shelf.read("voice", "wording", "relations.toml")
    for name in tables["needs"] | tables["suits"]:
        fits = situations()[f"situation-{name}"].fits
        named = [text for text in fits if is_of_theirs(f"situation-{name}", split(text))]
        assert len(named) >= 0.7 * len(fits), name


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("she said sorry and then she asked me for saturday in the same breath", False),
        ("she means I said no about saturday", False),
        ("she pulled out of our dinner an hour before", True),
        ("mate bailed an hour before the film", True),
        ("My friend is not coming for movie because her cousin came", True),
    ],
)
def test_nothing_is_met_as_called_off_that_no_word_calls_off(text: str, may: bool) -> None:
    assert is_of_theirs("situation-friend-cancelled", split(text)) is may


@pytest.mark.parametrize("name", sorted(shelf.read("voice", "wording", "relations.toml")["told"]))
def test_nearly_every_example_of_what_has_to_be_told_tells_it(name: str) -> None:
    fits = situations()[f"situation-{name}"].fits
    told = [is_of_theirs(f"situation-{name}", split(text)) for text in fits]
    assert sum(told) >= len(told) - 2, [t for t, ok in zip(fits, told, strict=True) if not ok]


def test_who_says_no_is_not_met_as_having_lied() -> None:
    said = split("she asked for saturday and I said no, I'm working on something")
    assert not is_of_theirs("situation-lied-to-skip-plans", said)


def test_an_illness_of_their_own_is_nobody_elses() -> None:
    name = "situation-relative-serious-diagnosis"
    assert not is_of_theirs(name, split("I was told on Friday that it's stage four"))
    assert is_of_theirs(name, split("Friday they told my brother that it's stage four"))
