"""The record fails while somebody is signed in: they are answered all the same, are told, and nothing kept is lost."""

import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from sqlalchemy import event

from holdspace.domain.errors import RecordFull
from holdspace.ui.doors.patience import Patience
from tests.fakes import FakeGrammar, FakeSenses, FakeVoice, room
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, goodbye, tell, text, visits
from tests.web.reading import say

UNKEPT = "This can't be kept just now."
DANGER = "I already took them"
LONG = "and on and on " * 500  # more than fits into a page of the file that is there already


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@contextmanager
def full(place: Place) -> Iterator[None]:
    """Let the disk take in no page more."""

    def stop_growing(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()  # as many as there are

    engine = place.vault.database.engine
    place.vault.database.tidy()
    engine.dispose()
    event.listen(engine, "connect", stop_growing)
    yield
    event.remove(engine, "connect", stop_growing)
    engine.dispose()


def broken(place: Place) -> None:
    """Write over the whole record."""
    place.vault.close()
    Path(place.vault.database.engine.url.database or "").write_bytes(b"no record at all" * 500)


def closed_for_good(place: Place, browser: Browser) -> None:
    """Open visits until not even one more fits; then none is open."""
    entered = place.members.enter(browser.cookies["holdspace-in"])
    assert entered
    assert entered.member
    for _ in range(200):
        try:
            entered.member.open()
        except RecordFull:
            return
    raise AssertionError


def tier(answer: httpx.Response) -> int:
    """Return the tier that a page shows people for."""
    found = re.search(r'data-tier="(\d)"', answer.text)
    assert found
    return int(found[1])


def is_unkept(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and UNKEPT in text(answer.text)


def test_on_a_full_disk_they_are_answered_and_told_and_what_was_kept_is_there(
    browser: Browser, place: Place
) -> None:
    tell(browser, "the river was high")
    with full(place):
        answer = browser.post("/talk", data={"words": f"and the bridge {LONG}"})
        assert is_unkept(answer)
        page = text(answer.text)
        assert re.search(r'and the bridge.*class="them".*<p dir="auto">\w', answer.text, re.DOTALL)
        assert "the river was high" in page
        last = say(browser, LONG)[-1]
        assert (last["name"], last["number"], last["unkept"][: len(UNKEPT)]) == ("done", 0, UNKEPT)
        for path in ("/help", "/gentle", "/talk", "/earlier", "/remembers"):
            assert browser.get(path).status_code == 200
    tell(browser, "there is room again")
    kept = text(browser.get("/talk").text)
    assert "the river was high" in kept
    assert "there is room again" in kept
    assert say(browser, "and more")[-1]["unkept"] == ""


def test_on_a_full_disk_the_first_words_of_a_visit_are_answered_too(
    browser: Browser, place: Place
) -> None:
    with full(place):
        closed_for_good(place, browser)
        answer = browser.post("/talk", data={"words": "a new day"})
        assert is_unkept(answer)
        assert "a new day" in text(answer.text)
        assert re.search(r'a new day.*class="them".*<p dir="auto">\w', answer.text, re.DOTALL)
        again = text(browser.post("/talk", data={"words": "and another"}).text)
        assert "a new day" in again
        assert "and another" in again
        assert browser.post("/leave").status_code == 204
    come_in(browser)
    assert "a new day" not in browser.get("/", follow_redirects=True).text


def test_what_cannot_be_kept_of_a_plan_is_still_in_its_boxes(
    browser: Browser, place: Place
) -> None:
    with full(place):
        answer = browser.post(
            "/plan", data=dict.fromkeys(("signs", "alone", "away", "staying"), "I go quiet " * 170)
        )
        assert answer.status_code == 503
        assert "I go quiet" in answer.text
        assert "you can save a copy" in text(answer.text)
        sent = ({"what": "alone", "add": f"{number} work {'x' * 150}"} for number in range(40))
        answers = (browser.post("/remembers", data=each) for each in sent)
        refused = next(each for each in answers if each.status_code != 303)
        assert refused.status_code == 503
        assert "That isn't possible just now." in text(refused.text)


@pytest.mark.parametrize("ruin", ["full", "broken"])
def test_danger_is_met_and_does_not_fall_with_the_disk(
    browser: Browser, place: Place, ruin: str
) -> None:
    tell(browser, "the river was high")
    with full(place):
        if ruin == "broken":
            broken(place)
        first = browser.post("/talk", data={"words": f"{DANGER}. {LONG}"})
        assert tier(first) >= 4
        second = browser.post("/talk", data={"words": LONG})
        assert tier(second) >= 4
        assert UNKEPT in text(second.text)


def test_when_the_record_is_broken_every_page_still_opens_and_theirs_say_so(
    browser: Browser, place: Place
) -> None:
    tell(browser, "the river was high")
    broken(place)
    for path in ("/", "/help", "/gentle", "/plan", "/too-much", "/settings", "/come-in"):
        assert browser.get(path).status_code == 200, path
    assert UNKEPT in text(browser.get("/").text)
    for path in ("/earlier", "/remembers", "/account", "/along"):
        page = browser.get(path)
        assert page.status_code == 503
        assert "That isn't possible just now." in text(page.text)
    assert browser.post("/plan", data={"signs": "I go quiet"}).status_code == 503
    assert is_unkept(browser.post("/talk", data={"words": "hello"}))
    assert UNKEPT in say(browser, "hello")[-1]["unkept"]


@pytest.mark.parametrize("path", ["/leave", "/goodbye", "/lock"])
def test_whatever_the_record_does_the_way_out_is_open(
    browser: Browser, place: Place, path: str
) -> None:
    tell(browser, "hello")
    broken(place)
    answer = browser.post(path, data={"words": "not yet sent", "tap": "done"})
    assert answer.status_code in (200, 204, 303)
    assert "holdspace-in" not in browser.cookies


def test_a_door_that_rests_does_not_take_the_only_key_of_what_is_kept_until_tomorrow(
    browser: Browser, place: Place
) -> None:
    browser.post("/leave")
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})
    kept = browser.cookies["holdspace-until"]
    for _ in range(10):
        assert browser.post("/come-in/here", data={"how": "open"}).status_code == 303
        browser.cookies.delete("holdspace-in")
    answer = browser.post("/come-in/here", data={"how": "open"})
    assert answer.status_code == 429
    assert "Nothing is lost" in text(answer.text)
    assert browser.cookies["holdspace-until"] == kept
    browser.app.state.house = replace(place.house, patience=Patience())
    broken(place)
    for how in ("open", "let-go"):
        assert browser.post("/come-in/here", data={"how": how}).status_code == 503
        assert browser.cookies["holdspace-until"] == kept


def test_with_grammar_and_senses_down_the_words_are_kept(browser: Browser, place: Place) -> None:
    down = room(
        FakeVoice(broken=True), senses=FakeSenses(broken=True), grammar=FakeGrammar(broken=True)
    )
    browser.app.state.house = replace(place.house, room=down)
    tell(browser, "the river was high")
    (visit,) = visits(browser)
    assert "the river was high" in text(browser.get(visit).text)
    browser.post("/talk", data={"words": DANGER})
    assert tier(browser.get("/talk")) >= 4


def test_two_processes_on_one_file_lose_no_turn(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path)
    with place.browser() as one, other.browser() as two, ThreadPoolExecutor(2) as at_once:
        come_in(one)
        tell(one, "the first")
        two.cookies.update(one.cookies)
        for number in range(6):
            list(at_once.map(tell, (one, two), (f"river {number}", f"bridge {number}")))
        kept = text(two.get("/talk").text)
        for number in range(6):
            assert f"river {number}" in kept
            assert f"bridge {number}" in kept
    other.vault.close()


def test_what_was_written_at_length_and_cannot_be_kept_is_in_the_box_still(
    place: Place, browser: Browser
) -> None:
    browser.get("/story")
    with full(place):
        answer = browser.post("/story/write", data={"words": LONG, "what": "done"})
        assert answer.status_code == 503
        assert LONG.strip() in answer.text
        assert "What you wrote is still in the box." in text(answer.text)
        sealed = browser.post("/story/draft", data={"words": f"{LONG} {DANGER}"})
        assert sealed.status_code == 503
        assert sealed.json()["tier"] == 6
    assert "What I wrote" not in text(browser.get("/story").text)


def test_danger_in_it_is_met_though_it_cannot_be_kept(place: Place, browser: Browser) -> None:
    browser.get("/story")
    broken(place)
    answer = browser.post("/story/write", data={"words": f"{LONG} {DANGER}", "what": "done"})
    assert tier(answer) == 6
