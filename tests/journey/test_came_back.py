"""Words are offered that came up on three days or more, as they were written; never one that is left alone."""

from holdspace.domain.people import Private
from holdspace.domain.spoken_of import names_in
from holdspace.journey.came_back import MOST, came_back


def found(*written: str, silent: str = "", held: tuple[str, ...] = ()) -> list[str]:
    words = came_back(map(Private, written), names_in(silent), map(Private, held))
    return [word.text for word in words]


def test_a_word_of_three_days_is_offered_as_it_was_mostly_written() -> None:
    assert found(
        "Rang my sister.", "My sister came by.", "My sister, and the rain.", "Rain again."
    ) == ["my sister"]
    assert found("the move", "All the boxes of the move", "The move is done") == ["the move"]


def test_a_word_said_often_on_one_day_did_not_come_back() -> None:
    assert found("boxes, boxes, boxes and boxes", "a walk") == []


def test_a_name_keeps_its_capital() -> None:
    assert found("Juno ran", "walked with Juno", "Juno slept all day") == ["Juno"]
    assert found("Quiet.", "Quiet today", "Quiet again") == ["quiet"]


def test_what_is_left_alone_is_never_offered_by_any_ending() -> None:
    assert found(*["The wedding"] * 3, silent="my wedding") == []
    assert found(*["All these weddings"] * 3, silent="the wedding") == []
    assert found(*["Rang my mum"] * 3, silent="mother") == ["rang"]


def test_what_is_kept_already_and_what_says_little_is_not_offered() -> None:
    assert found(*["the canal"] * 3, held=("canal",)) == []
    assert found(*["Today was a good day, it went fine"] * 3) == []


def test_only_a_few_are_offered_the_most_frequent_first() -> None:
    many = " ".join(f"thing{letter}" for letter in "abcdefghijkl")
    offered = found(many, many, many, "thingc thingd", "thingd")
    assert len(offered) == MOST
    assert offered[:2] == ["thingd", "thingc"]
