"""What was said is answered once, shown, taken back, and ended."""

from dataclasses import replace

import pytest

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Move, Spoken, Tap
from holdspace.ports import Exchange
from holdspace.web import build
from holdspace.web.rendering import ways
from tests.fakes import FakeClock
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests, FakeTurn, make_house
from tests.web.reading import STREAM, events, say


def test_a_reply_comes_sentence_by_sentence_and_then_what_the_page_shows_of_it(
    browser: Browser,
) -> None:
    came = say(browser)
    assert [event["name"] for event in came] == ["message", "message", "message", "done"]
    assert came[0]["own"] == [[12, 54]]
    assert came[-1] | {"because": ""} == {
        "name": "done",
        "number": 1,
        "because": "",
        "source": "",
        "unkept": "",
        "tier": 0,
        "ways": "taps",
        "slower": False,
        "listen": False,
        "quiet": False,
        "hurt": False,
        "notice": False,
    }


def test_without_scripts_the_whole_reply_is_on_the_next_page(browser: Browser) -> None:
    sent = browser.post("/talk", data={"words": "I'm so tired"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/talk#end")
    page = browser.get("/talk").text
    assert "I&#39;m so tired" in page
    assert '<mark class="own">holding everything together since the move</mark>' in page
    assert "You named being tired" in page


def test_a_message_sent_twice_is_answered_once(browser: Browser, turn: FakeTurn) -> None:
    first = say(browser, nonce="same")
    assert say(browser, nonce="same") == first
    assert turn.takes == 1


def test_a_first_message_sent_again_without_its_cookie_finds_its_visit(
    browser: Browser, turn: FakeTurn, guests: FakeGuests
) -> None:
    say(browser, nonce="same")
    browser.cookies.clear()
    say(browser, nonce="same")
    assert (turn.takes, len(guests.open_visits)) == (1, 1)


def test_two_tabs_are_one_visit(browser: Browser, guests: FakeGuests) -> None:
    say(browser, "from one tab")
    say(browser, "from the other")
    page = browser.get("/talk").text
    assert "from one tab" in page
    assert "from the other" in page
    assert len(guests.open_visits) == 1


def test_the_first_page_opens_no_visit(browser: Browser, guests: FakeGuests) -> None:
    assert browser.get("/").status_code == 200
    assert not guests.open_visits
    assert "set-cookie" not in browser.get("/").headers


def test_the_talk_without_a_visit_is_the_first_page(browser: Browser) -> None:
    assert browser.get("/talk").headers["location"] == "/"


def test_what_was_unsaid_is_gone_from_the_page(browser: Browser) -> None:
    say(browser, "a secret word")
    browser.post("/talk/unsay", data={"number": "1"})
    page = browser.get("/talk").text
    assert "a secret word" not in page
    assert 'class="gone-word"' in page


def test_what_was_unsaid_is_not_answered_again_from_memory(
    browser: Browser, turn: FakeTurn
) -> None:
    say(browser, "a secret word", nonce="same")
    browser.post("/talk/unsay", data={"number": "1"}, headers=STREAM)
    say(browser, "another", nonce="same")
    assert turn.takes == 2


@pytest.mark.parametrize("number", ["0", "99", "x", ""])
def test_unsaying_what_is_not_there_changes_nothing(browser: Browser, number: str) -> None:
    say(browser, "still here")
    assert browser.post("/talk/unsay", data={"number": number}).status_code == 303
    assert "still here" in browser.get("/talk").text


def test_picked_words_are_the_sentence_the_page_showed(browser: Browser, turn: FakeTurn) -> None:
    browser.post("/talk", data={"word": ["lonely", "tired", "<b>"]})
    assert turn.heard[0].words.text == "I feel tired and lonely."


def test_a_tap_is_heard_as_a_tap(browser: Browser, turn: FakeTurn) -> None:
    say(browser, "", tap="just-stay")
    assert turn.heard[0].tap is Tap.JUST_STAY
    assert "Just stay" in browser.get("/talk").text


@pytest.mark.parametrize(
    ("hour", "night"),
    [("23", True), ("4", True), ("5", False), ("12", False), ("", False), ("no", False)],
)
def test_night_is_heard_and_the_hour_is_not(
    browser: Browser, turn: FakeTurn, hour: str, night: bool
) -> None:
    say(browser, hour=hour)
    assert turn.heard[0].night is night


def test_words_that_are_too_many_are_kindly_refused_and_stay_in_the_box(
    browser: Browser, turn: FakeTurn
) -> None:
    words = "x" * 20_001
    refused = browser.post("/talk", data={"words": words}, headers=STREAM)
    assert refused.status_code == 413
    assert "still in the box" in refused.json()["says"]
    assert words in browser.post("/talk", data={"words": words}).text
    assert browser.post("/talk", data={"words": "é" * 200_000}).status_code == 413
    assert not turn.heard


def test_twenty_thousand_characters_of_any_script_are_heard_whole(
    browser: Browser, turn: FakeTurn
) -> None:
    say(browser, "\N{SLIGHTLY SMILING FACE}" * 20_000)
    assert len(turn.heard[0].words.text) == 20_000


@pytest.mark.parametrize("words", ["", "   ", "\0\a\b", "שלום", "😀", "<script>alert(1)</script>"])
def test_whatever_is_sent_is_answered_and_never_run(browser: Browser, words: str) -> None:
    assert say(browser, words)[-1]["name"] == "done"
    assert "<script>alert" not in browser.get("/talk").text


def test_a_full_house_says_so_and_help_now_still_opens() -> None:
    house, _ = make_house(FakeGuests(places=0))
    with Browser(build(house)) as browser:
        full = browser.post("/talk", data={"words": "hello"})
        assert (full.status_code, "Every place is taken" in full.text) == (503, True)
        assert browser.post("/talk", headers=STREAM).json()["says"].startswith("Every place")
        assert browser.get("/help").status_code == 200


def test_a_turn_that_breaks_says_so_kindly_and_the_next_one_is_answered(
    browser: Browser,
) -> None:
    came = say(browser, "break")
    assert came[-1]["name"] == "broken"
    assert "slipped" in came[-1]["says"]
    broken = browser.post("/talk", data={"words": "break"})
    assert broken.status_code == 500
    assert ">\nbreak</textarea>" in broken.text
    assert say(browser)[-1]["name"] == "done"


def test_leaving_ends_the_visit_and_empties_the_browser(
    browser: Browser, guests: FakeGuests
) -> None:
    say(browser)
    left = browser.post("/leave")
    assert left.headers["clear-site-data"] == '"cache"'
    assert not guests.open_visits
    assert not browser.cookies


def test_goodbye_is_one_tap_and_nothing_is_kept(browser: Browser, guests: FakeGuests) -> None:
    say(browser)
    page = browser.post("/goodbye", data={"tap": "done"}).text
    assert "Thank you for coming. Go gently." in page
    assert not guests.open_visits


def test_goodbye_in_danger_leaves_people_in_sight(browser: Browser) -> None:
    say(browser, "tier R4")
    page = browser.post("/goodbye", data={"tap": "done"}).text
    assert 'data-tier="4"' in page


def test_the_notice_comes_again_after_three_hours_and_not_before(
    browser: Browser,
) -> None:
    clock = browser.app.state.house.clock
    assert isinstance(clock, FakeClock)
    assert not say(browser)[-1]["notice"]
    clock.wait(179)
    assert not say(browser)[-1]["notice"]
    clock.wait(1)
    assert say(browser)[-1]["notice"]
    assert not say(browser)[-1]["notice"]


@pytest.mark.parametrize(
    ("tier", "spoken", "way"),
    [
        (Tier.R0, Spoken("What is it like?", Move.OQ, "oq-1"), "taps"),
        (Tier.R2, Spoken("Are there thoughts of ending it?", Move.SAF, "r2-ask"), "yes-no"),
        (Tier.R3, Spoken("What has helped before?", Move.SAF, "r3-before"), "taps"),
        (Tier.R3, Spoken("That is so much.", Move.SRF, "srf-1"), "taps"),
        (Tier.R5, Spoken("Please call now.", Move.SAF, "r5-now"), "none"),
    ],
)
def test_a_question_about_danger_can_be_answered_by_yes_or_no(
    tier: Tier, spoken: Spoken, way: str
) -> None:
    assert ways(Exchange(1, None, None, (spoken,), "", tier)) == way


def test_the_fields_of_a_stream_hold_json_on_one_line(browser: Browser) -> None:
    raw = browser.post("/talk", data={"words": "hi"}, headers=STREAM).text
    assert len(events(raw)) == 4
    assert all(line == "" or line.startswith(("event: ", "data: ")) for line in raw.split("\n"))


def test_where_the_facts_of_an_answer_were_seen_stands_beside_it(guests: FakeGuests) -> None:
    house, _ = make_house(guests)
    facts = {"effort-01": "Sleep, NHS, https://www.nhs.uk/sleep"}
    with Browser(build(replace(house, source=lambda line: facts.get(line, "")))) as browser:
        came = say(browser)
        assert came[-1]["source"] == facts["effort-01"]
        assert facts["effort-01"] in browser.get("/talk").text
