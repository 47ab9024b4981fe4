"""What somebody hopes for: three at most, in their words, with a ruler that is read in words; and a map that promises nothing."""

import re

import pytest

from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, text


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


def which(page: str, says: str) -> str:
    """Return the row of what stands last before some words on a page."""
    return str(re.findall(r'name="which" value="([\w-]+)"', page[page.index(says) :])[0])


def hopes(browser: Browser) -> str:
    return browser.get("/hopes").text


def test_a_guest_sees_nothing_of_it(stranger: Browser) -> None:
    for page in ("/hopes", "/noticing", "/carrying-on"):
        assert stranger.get(page).headers["location"] == "/come-in"
        assert f'href="{page}"' not in stranger.get("/").text
        assert stranger.post(page, data={"what": "goal", "goal": "rest"}).status_code == 303


def test_three_things_are_kept_in_their_words_and_then_there_is_room_for_none(
    browser: Browser,
) -> None:
    for says in ("to ring my sister", "one evening without the laptop", "the choir"):
        assert "Keep it</button>" in hopes(browser)
        browser.post("/hopes", data={"what": "goal", "goal": says})
    page = hopes(browser)
    assert "Something else I&#39;d like" not in page
    browser.post("/hopes", data={"what": "goal", "goal": "a fourth"})
    assert "a fourth" not in hopes(browser)
    assert text(page).count("How close it feels") == 3


def test_how_close_it_feels_is_said_in_words_and_drawn_nowhere(
    browser: Browser, place: Place
) -> None:
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    row = which(hopes(browser), "to ring my sister")
    for at in ("3", "8"):
        browser.post("/hopes", data={"what": "near", "which": row, "at": at})
        place.clock.wait(60 * 24)
        come_in(browser)
    page = text(hopes(browser))
    assert "How close it felt on Friday, January 2, 2026: a good way." in page
    assert "What you said before Thursday, January 1, 2026 some of the way" in page
    assert '<svg class="chart' not in hopes(browser)
    for claim in ("%", "progress", "better", "higher", "well done", "achiev"):
        assert claim not in page.lower()


@pytest.mark.parametrize("at", ["", "11", "-1", "x", "٣", "3.5"])
def test_what_is_no_step_of_the_ruler_is_left_out(browser: Browser, at: str) -> None:
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    row = which(hopes(browser), "to ring my sister")
    assert browser.post("/hopes", data={"what": "near", "which": row, "at": at}).status_code == 303
    assert "How close it felt" not in hopes(browser)


def test_a_goal_is_reworded_marked_and_let_go_of_without_a_word(browser: Browser) -> None:
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    row = which(hopes(browser), "to ring my sister")
    sent = {"what": "goal-again", "which": row, "goal": "to write to her", "mark": "therapist"}
    browser.post("/hopes", data=sent)
    page = text(hopes(browser))
    assert "to write to her" in page
    assert "marked for your therapist" in page
    browser.post("/hopes", data={"what": "let-go", "which": row})
    assert "to write to her" not in hopes(browser)
    assert browser.post("/hopes", data={"what": "let-go", "which": row}).status_code == 404


def test_a_hope_map_keeps_what_was_filled_in_and_leaves_the_rest_out(browser: Browser) -> None:
    sent = {"what": "map", "wish": "a quiet morning", "way": ["", "earlier to bed", " ", "ask Ivo"]}
    assert browser.post("/hopes", data=sent).headers["location"] == "/hopes#map"
    page = text(hopes(browser))
    for says in ("a quiet morning", "earlier to bed", "ask Ivo"):
        assert says in page
    row = which(hopes(browser), "earlier to bed")
    browser.post("/hopes", data={"what": "map-again", "which": row, "sign": "tea, warm"})
    page = hopes(browser)
    assert "a quiet morning" not in page
    assert "tea, warm" in page
    browser.post("/hopes", data={"what": "let-go", "which": row})
    assert "tea, warm" not in hopes(browser)


def test_empty_forms_keep_nothing(browser: Browser) -> None:
    before = text(hopes(browser))
    for sent in ({"what": "goal", "goal": " "}, {"what": "map", "way": [""]}):
        assert browser.post("/hopes", data=sent).status_code == 303
    assert text(hopes(browser)) == before
    assert browser.post("/hopes", data={"what": "nonsense"}).status_code == 404


def test_danger_in_a_wish_is_met_with_people_and_the_wish_is_kept(browser: Browser) -> None:
    answer = browser.post("/hopes", data={"what": "goal", "goal": "I want to die in my sleep"})
    assert answer.headers["location"] == "/talk#end"
    page = browser.get("/talk").text
    assert 'data-tier="2"' in page
    assert "I want to die in my sleep" in hopes(browser)
    browser.post("/hopes", data={"what": "map", "wish": "rest", "before": "chest pain since noon"})
    assert "chest pain since noon" in browser.get("/talk").text


def test_it_is_on_the_page_of_all_that_is_remembered(browser: Browser) -> None:
    browser.post("/hopes", data={"what": "goal", "goal": "to ring my sister"})
    browser.post("/hopes", data={"what": "map", "wish": "a quiet morning", "way": ["ask Ivo"]})
    page = text(browser.get("/remembers").text)
    assert "Something you'd like: to ring my sister" in page
    assert "A hope map: a quiet morning; ask Ivo" in page


def test_gentle_things_of_three_strands_stand_beside_it_and_none_that_was_put_away(
    browser: Browser,
) -> None:
    page = hopes(browser)
    for says in ("Towards a wish", "Another way to tell it", "With other people"):
        assert says in text(page)
    assert 'href="/gentle/another-thread"' in page
    browser.post("/gentle/another-thread", data={"what": "hide"})
    assert 'href="/gentle/another-thread"' not in hopes(browser)


def test_a_map_made_in_the_practice_can_be_kept_by_who_keeps_something(
    browser: Browser, place: Place
) -> None:
    page = browser.get("/gentle/hope-map").text
    assert re.findall(r'form="keep-map" name="(\w+)"', page) == [
        "wish", "way", "way", "before", "sign",
    ]  # fmt: skip
    assert '<form id="keep-map" class="row" method="post" action="/hopes">' in page
    with place.browser() as guest:
        assert "keep-map" not in guest.get("/gentle/hope-map").text
    assert "keep-map" not in browser.get("/gentle/another-thread").text
