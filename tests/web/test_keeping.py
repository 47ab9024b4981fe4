"""From guest to kept: asked once at a gentle ending or when they ask, never in danger, and whole or not at all."""

import re
from pathlib import Path

import pytest

from tests.web.browser import Browser
from tests.web.keeping import (
    NAME,
    PASSPHRASE,
    Place,
    come_in,
    goodbye,
    make_mine,
    tell,
    text,
    visits,
)


@pytest.fixture
def place(empty_place: Place) -> Place:
    return empty_place


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    return stranger


def test_a_gentle_ending_asks_once_what_shall_become_of_it(browser: Browser) -> None:
    tell(browser, "the river was high")
    page = goodbye(browser)
    for choice in ("Let it go", "Keep it until tomorrow", "Make this mine"):
        assert choice in page
    assert "Anyone using this device could open it." in page
    assert browser.get("/talk").headers["location"] == "/"


def test_nothing_of_keeping_is_in_sight_before_it_is_wanted(browser: Browser) -> None:
    first = text(browser.get("/").text)
    assert first.count("Come back in") == 1
    assert "passphrase" not in first.lower()
    tell(browser, "the river was high")
    assert "Keep it until tomorrow" not in browser.get("/talk").text
    assert "Come back in" not in browser.get("/talk").text


@pytest.mark.parametrize(
    "words", ["I keep thinking about killing myself", "it's all too much, I can't breathe, I'm panicking"]
)  # fmt: skip
def test_in_danger_or_overwhelm_it_is_never_asked(browser: Browser, words: str) -> None:
    tell(browser, words)
    assert "can wait until things are steadier" in text(browser.get("/keep").text)
    browser.post("/keep", data={"how": "until-tomorrow"})
    assert "until tomorrow" not in text(browser.get("/").text)
    tell(browser, words)
    page = goodbye(browser)
    assert "Make this mine" not in page
    assert "nothing of it is kept" in page


def test_where_somebody_is_hurting_them_this_device_is_not_offered_to_keep_it(
    browser: Browser,
) -> None:
    tell(browser, "my husband hits me")
    page = goodbye(browser)
    assert "Keep it until tomorrow" not in page
    browser.post("/keep", data={"how": "until-tomorrow"})
    assert "Something is kept here" not in text(browser.get("/").text)


def test_nothing_said_is_nothing_to_keep(browser: Browser) -> None:
    assert "Make this mine" not in goodbye(browser)


def test_let_go_is_gone(browser: Browser, place: Place) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    answer = browser.post("/keep", data={"how": "let-go"})
    assert "Nothing of it is here any more." in text(browser.get(answer.headers["location"]).text)
    assert not place.guests._visits


def test_what_nobody_decides_about_goes_within_the_hour_or_with_the_next_visit(
    browser: Browser, place: Place
) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    tell(browser, "another day")
    assert len(place.guests._visits) == 1
    goodbye(browser)
    place.clock.wait(61)
    assert "no visit open here" in text(browser.get("/keep").text)


def test_until_tomorrow_is_one_tap_and_this_device_opens_it(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    answer = browser.post("/keep", data={"how": "until-tomorrow"})
    cookies = answer.headers.get_list("set-cookie")
    (given,) = [cookie for cookie in cookies if cookie.startswith("holdspace-until=")]
    for part in ("HttpOnly", "SameSite=strict", "Max-Age=129600", "Path=/"):
        assert part in given
    assert "Anyone using this device" in text(browser.get(answer.headers["location"]).text)
    assert "Something is kept here until tomorrow." in text(browser.get("/").text)
    opened = browser.post("/come-in/here", data={"how": "open"})
    assert opened.headers["location"] == "/earlier"
    (visit,) = visits(browser)
    assert "the river was high" in text(browser.get(visit).text)


def test_until_tomorrow_ends_by_itself_and_says_so(browser: Browser, place: Place) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    place.clock.wait(36 * 60 + 1)
    answer = browser.post("/come-in/here", data={"how": "open"})
    assert answer.status_code == 404
    assert "is over, and nothing of it is left" in text(answer.text)
    assert "Something is kept here" not in text(browser.get("/").text)


def test_a_moment_in_which_it_does_not_open_takes_nothing_from_the_device(
    browser: Browser, place: Place
) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    cookie = browser.cookies["holdspace-until"]
    while place.house.patience.allows(cookie.strip('"'), ""):
        pass
    answer = browser.post("/come-in/here", data={"how": "open"})
    assert answer.status_code == 429
    assert "Nothing is lost" in text(answer.text)
    assert browser.cookies["holdspace-until"] == cookie


def test_until_tomorrow_can_be_let_go_before(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    assert browser.post("/come-in/here", data={"how": "let-go"}).headers["location"] == "/keep/gone"
    assert "Something is kept here" not in text(browser.get("/").text)


def test_until_tomorrow_can_become_theirs(browser: Browser, place: Place) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    browser.post("/come-in/here", data={"how": "open"})
    assert make_mine(browser) == "/mine"
    assert "holdspace-until" not in browser.cookies
    with place.browser() as elsewhere:
        assert come_in(elsewhere) == 303
        (visit,) = visits(elsewhere)
        assert "the river was high" in text(elsewhere.get(visit).text)


def test_on_a_shared_device_until_tomorrow_is_not_offered_and_no_page_is_kept_on_it(
    browser: Browser,
) -> None:
    browser.post("/settings", data={"shared": "1"})
    assert "js/offline.js" not in browser.get("/help").text
    tell(browser, "the river was high")
    page = goodbye(browser)
    assert "Keep it until tomorrow" not in page
    assert "Make this mine" in page


def test_an_open_visit_becomes_theirs_from_settings_and_goes_on(browser: Browser) -> None:
    tell(browser, "the river was high")
    assert 'href="/keep"' in browser.get("/settings").text
    assert make_mine(browser) == "/mine"
    assert "the river was high" in text(browser.get("/talk").text)
    tell(browser, "and the bridge was shut")
    talk = text(browser.get("/talk").text)
    assert "the river was high" in talk
    assert "and the bridge was shut" in talk
    assert "holdspace" not in browser.cookies


def test_only_what_was_heard_may_be_kept_as_they_changed_it(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    make_mine(browser, portion="summary", heard="It was a long week.")
    (visit,) = visits(browser)
    page = text(browser.get(visit).text)
    assert "It was a long week." in page
    assert "the river was high" not in page


def test_an_empty_place_holds_nothing(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    make_mine(browser, portion="place")
    assert visits(browser) == []


def test_the_plan_comes_along_where_it_is_asked_for(browser: Browser) -> None:
    browser.post("/plan", data={"signs": "I go quiet"})
    tell(browser, "the river was high")
    assert "My plan for hard moments too" in text(browser.get("/keep/mine").text)
    make_mine(browser, plan="1")
    assert "I go quiet" in text(browser.get("/plan/all").text)
    browser.post("/plan", data={"signs": "I go very quiet"})
    assert "I go very quiet" in text(browser.get("/plan/all").text)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"name": ""}, "A name is how you come back in."),
        ({"name": "x" * 61}, "A name here has 60 letters at most."),
        ({"passphrase": "too short"}, "A passphrase here is 12 characters or longer."),
        ({"name": "IVO"}, "Somebody here goes by that name already."),
        ({"again": "something else"}, "The two don't match yet."),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_still_there(
    browser: Browser, place: Place, more: dict[str, str], says: str
) -> None:
    place.make("Ivo")
    tell(browser, "the river was high")
    sent = {"portion": "visit", "name": NAME, "passphrase": PASSPHRASE} | more
    answer = browser.post("/keep/mine", data=sent)
    assert answer.status_code == 422
    assert says in text(answer.text)
    assert PASSPHRASE not in answer.text
    assert f'value="{sent["name"]}"' in answer.text
    assert "the river was high" in browser.get("/talk").text


def test_the_risk_is_said_before_and_ten_words_are_shown_once(browser: Browser) -> None:
    before = text(browser.get("/keep/mine").text)
    assert "If the passphrase and the words are both lost, all of it is lost, for good." in before
    assert make_mine(browser, recovery="now") == "/keep/words"
    assert "<ol" not in browser.get("/keep/words").text
    shown = browser.post("/keep/words").text
    assert len(re.findall(r"<li>[a-z]+</li>", shown)) == 10
    assert "<ol" not in browser.get("/keep/words").text


def test_a_passphrase_is_suggested_anew_each_time(browser: Browser) -> None:
    drawn = {
        re.findall(r'id="suggestion">([^<]+)<', browser.get("/keep/mine").text)[0] for _ in range(3)
    }
    assert len(drawn) == 3
    assert all(len(words.split()) >= 4 for words in drawn)


def test_a_closed_house_lets_in_who_is_there_and_makes_nobody(tmp_path: Path) -> None:
    closed = Place(tmp_path, takes_new=False)
    closed.make()
    with closed.browser() as browser:
        tell(browser, "the river was high")
        assert browser.post("/keep/mine", data={"name": "Ivo", "passphrase": PASSPHRASE}).status_code == 422  # fmt: skip
        assert "Make this mine" not in goodbye(browser)
        assert come_in(browser) == 303
    closed.vault.close()


def test_sent_twice_it_is_made_once(browser: Browser) -> None:
    tell(browser, "the river was high")
    make_mine(browser)
    again = browser.post(
        "/keep/mine", data={"name": "Ivo", "passphrase": PASSPHRASE, "portion": "visit"}
    )
    assert again.status_code == 422
    assert len(visits(browser)) == 1


def test_a_second_visit_does_not_take_the_place_of_what_is_kept_until_tomorrow(
    browser: Browser,
) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    tell(browser, "the bridge was shut")
    page = goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    assert "Something is kept here until tomorrow already." in page
    assert "Anyone using this device" not in page
    browser.post("/come-in/here", data={"how": "open"})
    (visit,) = visits(browser)
    assert "the river was high" in text(browser.get(visit).text)


def test_what_is_kept_until_tomorrow_has_no_ten_words(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    browser.post("/come-in/here", data={"how": "open"})
    assert browser.get("/keep/words").headers["location"] == "/keep/mine"
