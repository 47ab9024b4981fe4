"""Everybody can read every sentence beforehand: by shelf, by a word, and with no sign-in."""

from collections.abc import Iterator

import pytest

from holdspace.domain.sayable import Sayable, Theme
from holdspace.web import build
from holdspace.web.words import MOST
from tests.web.browser import Browser
from tests.web.fakes import make_house

THERE, ASKED = Theme("presence", "Being there"), Theme("asked", "Things asked of it")
SENTENCES = (
    Sayable("presence-01", "There is no hurry <here>.", THERE, "presence"),
    Sayable("night-01", "The night is long.", THERE, "night"),
    *(Sayable(f"hug-{i}", f"No arms, number {i}.", ASKED, "hug") for i in range(MOST + 1)),
)


@pytest.fixture
def reader() -> Iterator[Browser]:
    house, _ = make_house(sayables=lambda: SENTENCES)
    with Browser(build(house)) as client:
        yield client


def test_the_shelves_are_named_with_how_much_is_on_them(reader: Browser) -> None:
    page = reader.get("/words").text
    assert 'href="/words/presence">Being there</a> <span>2</span>' in page
    assert "No arms" not in page


def test_a_shelf_shows_its_sentences_under_what_they_are_for(reader: Browser) -> None:
    page = reader.get("/words/presence").text
    assert "<h2>Night</h2>" in page
    assert "There is no hurry &lt;here&gt;." in page


def test_there_is_no_such_shelf(reader: Browser) -> None:
    assert reader.get("/words/elsewhere").status_code == 404


def test_a_search_finds_what_has_every_word_whatever_its_case(reader: Browser) -> None:
    page = reader.post("/words", data={"find": "HURRY no"}).text
    assert "One sentence has it." in page
    assert "There is no hurry" in page
    assert "The night is long" not in page


def test_a_search_that_finds_too_much_or_nothing_says_so(reader: Browser) -> None:
    much = reader.post("/words", data={"find": "arms"}).text
    assert f"{MOST + 1} sentences have it. Here are the first {MOST}." in much
    assert "No sentence has it." in reader.post("/words", data={"find": "<b>zebra"}).text


def test_a_search_for_nothing_shows_the_shelves(reader: Browser) -> None:
    assert "Being there" in reader.post("/words", data={"find": "  "}).text
