"""The page of things to bring: each thing once, in the order they like, and nothing of it longer than a page takes."""

from dataclasses import replace
from datetime import date

import pytest

from holdspace.domain.people import Private
from holdspace.domain.to_bring import (
    LONGEST_OPENING,
    LONGEST_THING,
    MOST_THINGS,
    Afterword,
    Like,
    Origin,
    Thing,
    ToBring,
)

DAY = date(2026, 3, 1)
SUNDAYS = Thing("a", Private("the Sundays"))
JOB = Thing("b", Private("the job"), Origin.MESSAGE, "visit/3", DAY)
BREATH = Thing("c", Private("a longer out-breath"), Origin.PRACTICE, "longer-out-breath")
PAGE = ToBring((SUNDAYS, JOB, BREATH))
SAID = Afterword("s", DAY, Private("one sentence can take an hour"))


def ids(to_bring: ToBring) -> str:
    return "".join(thing.id for thing in to_bring.things)


def test_a_thing_that_is_there_already_stays_as_it_is() -> None:
    reworded = PAGE.reworded("b", Private("the work I lost"))
    again = replace(JOB, id="z")
    assert reworded.having(again) == reworded
    assert PAGE.having(replace(SUNDAYS, id="z")) == PAGE
    assert ids(PAGE.having(replace(JOB, id="z", which="visit/4"))) == "abcz"
    assert ids(PAGE.having(replace(JOB, id="z", origin=Origin.REPLY))) == "abcz"


@pytest.mark.parametrize(
    "odd",
    [
        Thing("d", Private(" ")),
        Thing("", Private("words")),
        Thing("d", Private("x" * (LONGEST_THING + 1))),
        Thing("d" * 200, Private("words")),
        Thing("d", Private("words"), Origin.MESSAGE, "w" * 200),
    ],
)
def test_what_no_page_makes_is_not_put_on_it(odd: Thing) -> None:
    assert not odd.fits
    assert PAGE.having(odd) == PAGE


def test_there_is_room_for_so_many_things() -> None:
    page = ToBring()
    for number in range(MOST_THINGS + 3):
        page = page.having(Thing(str(number), Private(f"thing {number}")))
    assert len(page.things) == MOST_THINGS
    assert page.fits


def test_one_moves_up_and_the_first_stays_first() -> None:
    assert ids(PAGE.further_up("c")) == "acb"
    assert ids(PAGE.further_up("a")) == "abc"
    assert ids(PAGE.further_up("z")) == "abc"


def test_an_emptied_thing_is_off_the_page_and_too_long_a_one_stays_as_it_was() -> None:
    assert ids(PAGE.reworded("b", Private(" "))) == "ac"
    assert PAGE.reworded("b", Private("x" * (LONGEST_THING + 1))) == PAGE
    assert ids(PAGE.without("a")) == "bc"


def test_what_is_taken_back_where_it_stood_goes_here_too() -> None:
    page = PAGE.having(Thing("d", Private("ten"), Origin.MESSAGE, "visit/30"))
    assert ids(page.no_longer("visit/3", Origin.MESSAGE, Origin.REPLY)) == "acd"
    assert ids(page.no_longer("visit", Origin.MESSAGE)) == "ac"
    assert ids(page.no_longer("visit", Origin.PASSAGE)) == "abcd"
    assert ids(page.no_longer("", Origin.PRACTICE)) == "abd"
    assert ids(page.no_longer("", Origin.OWN)) == "bcd"


def test_how_it_begins_is_each_wish_once_in_the_order_of_the_page() -> None:
    page = PAGE.beginning(
        [Like.READ_IT_FIRST, Like.JUST_LISTEN, Like.READ_IT_FIRST], Private(" Go slowly. ")
    )
    assert page.likes == (Like.JUST_LISTEN, Like.READ_IT_FIRST)
    assert page.opening.text == "Go slowly."
    assert len(PAGE.beginning([], Private("x" * 999)).opening.text) == LONGEST_OPENING


def test_what_they_remember_is_there_once_and_outlives_the_page() -> None:
    page = PAGE.remembering(SAID).remembering(replace(SAID, id="t"))
    assert page.afterwords == (SAID,)
    assert page.emptied == ToBring(afterwords=(SAID,))
    assert not page.emptied.on_page
    assert page.emptied
    assert not page.emptied.forgetting("s")


def test_two_pages_go_together_with_each_thing_once_and_this_one_s_beginning() -> None:
    here = ToBring((SUNDAYS,)).beginning([Like.JUST_LISTEN], Private("Slowly."))
    there = PAGE.beginning([Like.READ_IT_FIRST], Private("Read it.")).remembering(SAID)
    both = here.beside(there)
    assert ids(both) == "abc"
    assert both.likes == here.likes
    assert both.opening == here.opening
    assert both.afterwords == (SAID,)
    assert both.beside(there) == both
    assert ToBring().beside(there) == there


def test_no_rendering_shows_a_word_of_it() -> None:
    page = PAGE.beginning([], Private("the Sundays")).remembering(SAID)
    assert "Sundays" not in f"{page!r} {page}"
    assert "sentence" not in f"{page!r} {page}"
    assert page.size == sum(len(words.text) for words in page.words)
