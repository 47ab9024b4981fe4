"""Passkeys: made for one address, each question answered once and soon, and what is no passkey opens nothing."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from holdspace.ui.doors.challenges import Challenges, place_of
from holdspace.web import build
from tests.fakes import NOON
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, text

AT = "http://localhost:8642"


@pytest.fixture
def place(empty_place: Place) -> Place:
    empty_place.house = replace(empty_place.house, passkeys_at=AT)
    empty_place.make()
    return empty_place


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    return stranger


@pytest.mark.parametrize(
    ("origin", "name"),
    [
        ("https://holdspace.example", "holdspace.example"),
        ("https://holdspace.example:8443", "holdspace.example"),
        ("http://localhost:8642", "localhost"),
        ("http://127.0.0.1:8642", ""),
        ("http://[::1]:8642", ""),
        ("https://192.168.1.20", ""),
        ("http://holdspace.example", ""),
        (None, ""),
    ],
)
def test_a_passkey_is_made_for_a_name_that_browsers_take(origin: str | None, name: str) -> None:
    assert place_of(origin) == name


def test_a_question_is_answered_once_and_soon() -> None:
    challenges = Challenges()
    drawn, late = challenges.new(NOON), challenges.new(NOON)
    assert challenges.use(drawn, NOON)
    assert not challenges.use(drawn, NOON)
    assert not challenges.use(late, NOON + timedelta(minutes=6))
    assert not challenges.use(b"never asked", NOON)


def test_so_many_questions_that_the_oldest_go() -> None:
    challenges = Challenges()
    first = challenges.new(NOON)
    for _ in range(1_000):
        challenges.new(NOON)
    assert not challenges.use(first, NOON)


def test_only_who_is_signed_in_may_add_one_and_it_names_nobody(browser: Browser) -> None:
    assert browser.post("/passkey/new").headers["location"] == "/come-in"
    assert browser.post("/passkey/keep").headers["location"] == "/come-in"
    come_in(browser)
    asked = browser.post("/passkey/new").json()["options"]
    assert (asked["rp"]["id"], asked["user"]["name"]) == ("localhost", "Holdspace")
    assert asked["authenticatorSelection"]["userVerification"] == "required"
    assert "Juno" not in json.dumps(asked)
    assert "It shows on the device under this address" in text(browser.get("/account").text)


def test_on_a_page_left_open_none_can_be_added(browser: Browser, place: Place) -> None:
    come_in(browser)
    assert "data-passkey" in browser.get("/account").text
    place.clock.wait(11)
    page = browser.get("/account").text
    assert "data-passkey" not in page
    assert "so that nobody adds theirs on a page left open" in text(page)


def test_at_the_door_no_passkey_is_named(browser: Browser) -> None:
    asked = browser.post("/passkey/ask").json()["options"]
    assert asked["allowCredentials"] == []
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"rawId": 1}',
        '{"rawId": "ü"}',
        '{"rawId": "AAAA", "response": {}}',
        '{"rawId": "AAAA", "response": {"clientDataJSON": "AAAA"}}',
    ],
)
def test_what_is_no_passkey_opens_nothing_and_says_so_kindly(
    browser: Browser, credential: str
) -> None:
    answer = browser.post("/passkey", data={"credential": credential, "prf": "A" * 43})
    assert (answer.status_code, "slip" in answer.json()["says"]) == (422, True)
    come_in(browser)
    kept = browser.post("/passkey/keep", data={"credential": credential, "prf": "A" * 43})
    assert kept.status_code == 422


def test_where_browsers_would_refuse_there_is_no_word_of_them(place: Place) -> None:
    for house in (replace(place.house, passkeys_at="http://192.168.1.20:8642"),):
        with Browser(build(house)) as browser:
            come_in(browser)
            assert "passkey" not in text(browser.get("/account").text)
            assert browser.post("/passkey/new").status_code == 404
            assert browser.post("/passkey/ask").status_code == 404


def test_nor_on_a_device_that_others_use_too(browser: Browser) -> None:
    browser.post("/settings", data={"shared": "1"})
    assert "passkey" not in browser.get("/come-in").text
    come_in(browser)
    assert "passkey" not in text(browser.get("/account").text)
