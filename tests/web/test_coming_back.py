"""Coming back and leaving: by passphrase or ten words, locked by quiet, over at once; and without a record none of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from holdspace.domain.people import Private
from holdspace.web import build
from tests.web.browser import Browser
from tests.web.fakes import make_house
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

THEIRS = (
    "/along",
    "/earlier",
    "/earlier/nowhere",
    "/remembers",
    "/account",
    "/mine",
    "/keep/words",
    "/still",
)
JUNO = (Private(NAME), Private(PASSPHRASE), Private("a phone"))
OTHER, AFTER = "a quiet river in winter", "another river, later"
STREAM = {"accept": "text/event-stream"}


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    return stranger


def test_a_visit_goes_on_for_whoever_comes_back(browser: Browser, place: Place) -> None:
    assert come_in(browser) == 303
    tell(browser, "the river was high")
    with place.browser() as elsewhere:
        assert come_in(elsewhere, name=" juno ") == 303
        assert "the river was high" in text(elsewhere.get("/talk").text)


def test_the_cookie_is_for_the_server_alone_and_goes_with_the_browser(browser: Browser) -> None:
    answer = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie.startswith("holdspace-in=")
    for part in ("HttpOnly", "SameSite=strict", "Path=/"):
        assert part in cookie
    assert "Max-Age" not in cookie
    assert len(browser.cookies["holdspace-in"]) >= 64


def test_over_https_it_is_bound_to_this_very_host(place: Place) -> None:
    house = replace(place.house, origin="https://holdspace.example")
    with Browser(build(house), "https://holdspace.example") as browser:
        answer = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
        assert answer.headers["set-cookie"].startswith("__Host-holdspace-in=")
        assert "Secure" in answer.headers["set-cookie"]
        assert browser.get("/earlier").status_code == 200


@pytest.mark.parametrize(("name", "passphrase"), [(NAME, OTHER), ("nobody", PASSPHRASE), ("", "")])
def test_what_does_not_open_says_so_kindly_and_alike(
    browser: Browser, name: str, passphrase: str
) -> None:
    answer = browser.post("/come-in", data={"name": name, "passphrase": passphrase})
    assert answer.status_code == 422
    assert "That did not open anything. It may be a small slip" in text(answer.text)
    assert "holdspace-in" not in browser.cookies


def test_after_many_tries_the_door_rests_and_opens_again(browser: Browser) -> None:
    statuses = [come_in(browser, passphrase=OTHER) for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    assert come_in(browser) == 429
    page = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
    assert "this door rests for ten minutes. Nothing is lost" in text(page.text)
    assert 'href="/help"' in page.text
    assert come_in(browser, name="somebody else") == 422


@pytest.mark.parametrize("path", THEIRS)
def test_whoever_is_not_signed_in_is_shown_the_way_in(browser: Browser, path: str) -> None:
    assert browser.get(path).headers["location"] == "/come-in"


@pytest.mark.parametrize("path", ["/earlier", "/earlier/x", "/remembers", "/account/passphrase", "/account/devices", "/account/remove", "/keep/words"])  # fmt: skip
def test_nor_can_they_change_anything(browser: Browser, path: str) -> None:
    assert browser.post(path, data={"what": "remove"}).headers["location"] == "/come-in"


def test_goodbye_signs_out_and_keeps_the_visit(browser: Browser) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    cookie = browser.cookies["holdspace-in"]
    page = goodbye(browser)
    assert "closed and kept, sealed" in page
    assert "Make this mine" not in page
    browser.cookies.set("holdspace-in", cookie)
    assert browser.get("/earlier").status_code == 303
    browser.cookies.clear()
    come_in(browser)
    assert browser.get("/talk").headers["location"] == "/"
    assert len(visits(browser)) == 1


def test_leave_ends_it_at_once_for_any_copy_of_the_cookie(browser: Browser) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    cookie = browser.cookies["holdspace-in"]
    answer = browser.post("/leave")
    assert answer.headers["clear-site-data"] == '"cache"'
    browser.cookies.set("holdspace-in", cookie)
    for path in THEIRS:
        assert browser.get(path).status_code == 303
    browser.cookies.clear()
    come_in(browser)
    assert browser.get("/talk").headers["location"] == "/"


def test_after_quiet_minutes_it_locks_and_what_was_sent_waits(
    browser: Browser, place: Place
) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    place.clock.wait(31)
    assert browser.get("/talk").headers["location"] == "/come-in"
    assert "the river" not in browser.get("/").text
    assert browser.post("/talk", data={"words": "half a"}).headers["location"] == "/come-in"
    refused = browser.post("/talk", data={"words": "sentence"}, headers=STREAM)
    assert (refused.status_code, refused.json()["to"]) == (401, "/come-in")
    page = text(browser.get("/come-in").text)
    assert "Anything you were writing is still here." in page
    assert "The name you chose" not in page
    assert browser.post("/come-in", data={"passphrase": PASSPHRASE}).headers["location"] == "/talk"
    box = browser.get("/talk").text
    assert "half a" in box
    assert "sentence" in box
    tell(browser, "half a sentence")
    assert ">\n\nhalf a" not in browser.get("/talk").text


@pytest.mark.parametrize(
    "sent",
    [
        {"words": "i already took them all"},
        {"tap": "not-safe"},
        {"words": "he is at the door with a knife"},
    ],
)
def test_nobody_in_danger_is_met_by_a_passphrase(
    browser: Browser, place: Place, sent: dict[str, str]
) -> None:
    come_in(browser)
    place.clock.wait(31)
    assert browser.post("/talk", data=sent).headers["location"] == "/help"
    assert browser.post("/talk", data=sent, headers=STREAM).json()["to"] == "/help"
    assert browser.get("/help").status_code == 200
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert sent.get("words", "") in browser.get("/").text


def test_a_page_locks_itself_with_its_draft(browser: Browser) -> None:
    come_in(browser)
    tell(browser, "one")
    assert 'data-idle="1800"' in browser.get("/talk").text
    assert browser.post("/lock", data={"words": "not yet sent"}).headers["location"] == "/come-in"
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert "not yet sent" in browser.get("/talk").text


def test_a_plan_sent_to_a_locked_page_is_still_in_its_boxes(browser: Browser, place: Place) -> None:
    come_in(browser)
    place.clock.wait(31)
    answer = browser.post("/plan", data={"signs": "I go quiet"})
    assert answer.status_code == 401
    assert "I go quiet" in answer.text
    assert "It's all still in the boxes" in text(answer.text)


def test_help_now_and_leaving_stay_while_it_is_locked(browser: Browser, place: Place) -> None:
    come_in(browser)
    place.clock.wait(31)
    for path in ("/", "/help", "/come-in", "/gentle"):
        page = browser.get(path)
        assert page.status_code == 200
        assert 'id="leave"' in page.text
    assert "We closed the page to keep it private." in text(browser.get("/").text)


def test_ten_words_open_it_again_with_a_new_passphrase(browser: Browser, place: Place) -> None:
    member = place.members.enter(place.members.come_in(*JUNO))
    assert member is not None
    assert member.member is not None
    words = member.member.new_words(Private("")).text
    sent = {"name": NAME, "recovery": " ".join(["zzz", *words.split()[1:]]), "passphrase": AFTER}
    wrong = browser.post("/come-in/words", data=sent)
    assert wrong.status_code == 422
    assert "these are not on our list of words: 1." in text(wrong.text)
    answer = browser.post("/come-in/words", data=sent | {"recovery": words.upper()})
    assert answer.headers["location"] == "/"
    assert browser.get("/earlier").status_code == 200
    browser.post("/leave")
    assert come_in(browser) == 422
    assert come_in(browser, passphrase=AFTER) == 303


def test_what_losing_both_means_is_said_where_the_words_are_asked_for(browser: Browser) -> None:
    assert "nobody can open it" in text(browser.get("/come-in/words").text)


def test_a_day_later_and_once(browser: Browser, place: Place) -> None:
    place.clock.wait(24 * 60)
    answer = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
    assert answer.headers["location"] == "/still"
    assert "Still glad to have this kept?" in text(browser.get("/still").text)
    browser.post("/leave")
    answer = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
    assert answer.headers["location"] == "/"


def test_ten_words_not_taken_at_first_are_asked_about_once_more(place: Place) -> None:
    sent = {"name": "Ivo", "passphrase": PASSPHRASE}
    with place.browser() as browser:
        make_mine(browser, name="Ivo")
        browser.post("/leave")
        assert browser.post("/come-in", data=sent).headers["location"] == "/keep/words"
        browser.post("/leave")
        assert browser.post("/come-in", data=sent).headers["location"] == "/"


def test_two_people_never_see_each_other(browser: Browser, place: Place) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    (visit,) = visits(browser)
    place.make("Ivo")
    statements: list[str] = []
    engine = place.vault.database.engine
    event.listen(engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    with place.browser() as other:
        come_in(other, name="Ivo")
        seen = []
        for path in (visit, "/earlier/AAAAAAAAAAAAAAAAAAAAAA", "/earlier/%00", "/earlier/1"):
            statements.clear()
            read = other.get(path)
            seen.append((read.status_code, read.content, tuple(statements)))
            for what in ("away", "back", "heard", "remove", "line"):
                sent = {"what": what, "number": "1"}
                assert other.post(path, data=sent).status_code == 404
        assert {status for status, *_ in seen} == {404}
        assert len({content for _, content, _ in seen}) == 1
        assert len({made for *_, made in seen}) == 1
        assert "the river" not in other.get("/").text + other.get("/remembers").text
    assert visits(browser) == [visit]


def test_a_forged_cookie_is_nobodys(browser: Browser) -> None:
    for forged in ("x", "A" * 64, "é", "=" * 64, "-" * 64):
        browser.cookies.clear()
        answer = browser.get("/earlier", headers={"cookie": f"holdspace-in={forged}".encode()})
        assert answer.headers["location"] == "/come-in"


def test_without_a_record_there_is_no_such_page_and_no_word_of_it() -> None:
    house, _ = make_house()
    with Browser(build(house)) as browser:
        for path in ("/come-in", "/keep", "/keep/mine", "/come-in/words", *THEIRS):
            assert browser.get(path).status_code in (303, 404), path
        assert "Come back in" not in browser.get("/").text
        assert "Keeping" not in browser.get("/settings").text


def test_somebody_elses_guest_cookie_is_not_looked_at_while_signed_in(browser: Browser) -> None:
    tell(browser, "as a guest")
    come_in(browser)
    assert "as a guest" not in browser.get("/talk", follow_redirects=True).text
    make = browser.get("/keep/mine")
    assert "This is yours already." in text(make.text)


def test_making_it_theirs_signs_them_in(place: Place) -> None:
    with place.browser() as browser:
        tell(browser, "hello")
        make_mine(browser, name="Ivo")
        assert browser.get("/remembers").status_code == 200


def test_help_and_leaving_stay_when_the_record_does_not_open(place: Place) -> None:
    with Browser(build(place.house), kind=True) as browser:
        come_in(browser)
        place.vault.close()
        Path(place.vault.database.engine.url.database or "").write_bytes(b"no record at all" * 500)
        for path in ("/help", "/too-much", "/plan/empty"):
            assert browser.get(path).status_code == 200, path
        assert browser.post("/leave").status_code == 204
        assert "holdspace-in" not in browser.cookies


def test_whoever_lost_the_passphrase_can_talk_without_it(browser: Browser, place: Place) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    place.clock.wait(31)
    assert "Talking needs no passphrase." in text(browser.get("/come-in").text)
    assert browser.post("/come-in/without").headers["location"] == "/"
    tell(browser, "somebody is here")
    page = text(browser.get("/talk").text)
    assert "somebody is here" in page
    assert "the river was high" not in page


def test_a_slip_keeps_the_ten_words_in_their_box(browser: Browser) -> None:
    sent = {"name": NAME, "recovery": "heron river weir", "passphrase": AFTER}
    wrong = browser.post("/come-in/words", data=sent)
    differs = browser.post("/come-in/words", data=sent | {"again": "another river, laetr"})
    for answer in (wrong, differs):
        assert answer.status_code == 422
        assert ">heron river weir</textarea>" in answer.text
        assert AFTER not in answer.text
    assert "The two don't match yet." in text(differs.text)


def test_a_name_typed_into_a_locked_page_gives_no_more_tries(
    browser: Browser, place: Place
) -> None:
    come_in(browser)
    place.clock.wait(31)
    statuses = [come_in(browser, name=f"name {n}", passphrase=OTHER) for n in range(11)]
    assert statuses == [422] * 10 + [429]


def test_a_name_in_wide_letters_gives_no_more_tries(browser: Browser) -> None:
    for _ in range(10):
        come_in(browser, passphrase=OTHER)
    assert come_in(browser, name="\uff2a\uff35\uff2e\uff2f") == 429


def test_new_words_are_shown_to_whoever_came_just_now_or_types_the_passphrase(
    browser: Browser, place: Place
) -> None:
    come_in(browser)
    assert "Your passphrase, so that it's you" not in text(browser.get("/keep/words").text)
    place.clock.wait(11)
    assert "Your passphrase, so that it's you" in text(browser.get("/keep/words").text)
    refused = browser.post("/keep/words", data={"passphrase": OTHER})
    assert refused.status_code == 422
    assert "<ol" not in refused.text
    assert "<ol" in browser.post("/keep/words", data={"passphrase": PASSPHRASE}).text


def test_goodbye_ends_what_was_said_as_a_guest_before_too(browser: Browser) -> None:
    tell(browser, "as a guest")
    come_in(browser)
    goodbye(browser)
    assert browser.get("/talk").headers["location"] == "/"


def test_no_link_gives_an_account_another_passphrase(browser: Browser) -> None:
    come_in(browser)
    sent = {"name": "Ivo", "passphrase": AFTER, "link": "any"}
    assert browser.post("/keep/mine", data=sent).status_code == 422
    browser.post("/leave")
    assert come_in(browser) == 303
