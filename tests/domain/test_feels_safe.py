"""What feels safe to somebody: three things in their words, each of which may be left out, and nothing lost where two meet."""

from holdspace.domain.feels_safe import LONGEST_PART, FeelsSafe, of
from holdspace.domain.people import Private

DOOR, PAUSES = Private("the chair by the door"), Private("more pauses")


def test_each_may_be_left_out() -> None:
    assert not FeelsSafe()
    assert FeelsSafe(different=PAUSES).filled == ("different",)
    assert FeelsSafe(DOOR, different=PAUSES).words == (DOOR, Private(""), PAUSES)


def test_words_are_kept_as_they_were_written_but_for_what_stands_around_them() -> None:
    sent = (Private("  a window\r\nthat opens \r\n"), Private(" "), Private(""))
    assert of(sent) == FeelsSafe(Private("a window\nthat opens"))


def test_what_is_no_part_of_it_is_no_words() -> None:
    assert FeelsSafe(DOOR).part("__class__") == Private("")
    assert FeelsSafe(DOOR).part("safe") == DOOR


def test_two_are_put_together_each_once_and_what_is_too_long_stays_as_it_is_here() -> None:
    here = FeelsSafe(DOOR)
    assert here.beside(FeelsSafe(DOOR, PAUSES)) == FeelsSafe(DOOR, PAUSES)
    assert here.beside(FeelsSafe(PAUSES)).safe.text == "the chair by the door\n\nmore pauses"
    long = FeelsSafe(Private("x" * LONGEST_PART))
    assert here.beside(long) == here
    assert long.fits
    assert not FeelsSafe(Private("x" * (LONGEST_PART + 1))).fits
