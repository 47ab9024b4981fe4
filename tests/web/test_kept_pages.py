"""What is theirs, on pages of their own: earlier visits, everything that is remembered, and their own settings."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from holdspace.domain.people import Private
from holdspace.vault.closed_file import open_file
from holdspace.vault.invitations import invite
from holdspace.vault.leaves import AT_THE_DESK, KINDS
from holdspace.vault.leaving import EXPORTS
from holdspace.web.offline import kept_pages, pages_asked_for
from tests.web.browser import Browser
from tests.web.keeping import NAME, PASSPHRASE, Place, come_in, goodbye, tell, text, visits

AFTER = "another river, later"
# Where the one complete page shows what lies in each kind of envelope and each table; who adds either adds it there.
SHOWN = {
    "passage": "story",
    "keepsake": "story",
    "goal": "hopes",
    "hope-map": "hopes",
    "letter": "hopes",
    "noticed": "noticing",
    "filled-in": "measures",
    "check": "checks",
    "checks": "checks",
    "turn": "visits",
    "open-visit": "visits",
    "about": "visits",
    "summary": "visits",
    "standing": "manner",
    "plan": "rest",
    "draft": "rest",
    "label": "rest",
    "known": "known",
    "care": "gentle",
    "days": "been",
    "came-back": "been",
    **dict.fromkeys(("linked", "between", "shared", "disclosure"), "alongside"),
    **dict.fromkeys(
        ("made", "offered", "answered"), "alongside"
    ),  # of an offer, until both said yes
    "to-bring": "to-bring",
    "feels-safe": "feels-safe",
}
TABLES = {
    "person": "rest",
    "key_wrap": "rest",
    "passkey": "rest",
    "second_factor": "rest",
    "sign_in": "rest",
    "visit": "visits",
    "entry": "visits",
    **dict.fromkeys(("link", "offer", "share", "share_key", "disclosure"), "alongside"),
}


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


def test_an_empty_place_says_that_nothing_needs_to_be_there(browser: Browser) -> None:
    assert "nothing needs to be" in text(browser.get("/earlier").text)


def test_earlier_visits_are_listed_by_their_day_and_read_again(
    browser: Browser, place: Place
) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    place.clock.wait(60 * 24)
    come_in(browser)
    tell(browser, "and the bridge was shut")
    page = text(browser.get("/earlier").text)
    assert page.index("Friday, January 2, 2026") < page.index("Thursday, January 1, 2026")
    assert "open now" in page
    newest, oldest = visits(browser)
    assert "the river was high" in text(browser.get(oldest).text)
    assert "Remove this visit" not in browser.get(newest).text


def test_a_search_is_in_no_address_and_finds_both_sides(browser: Browser) -> None:
    tell(browser, "the river was high", "and the bridge was shut")
    found = browser.post("/earlier", data={"find": "RIVER"})
    assert found.status_code == 200
    assert "the river was high" in text(found.text)
    assert "the bridge" not in text(found.text)
    assert "#turn-1" in found.text
    assert "Not said anywhere" in text(browser.post("/earlier", data={"find": "zebra"}).text)
    assert browser.post("/earlier", data={"find": " "}).headers["location"] == "/earlier"


def test_a_visit_is_put_away_and_back(browser: Browser) -> None:
    tell(browser, "the river was high")
    goodbye(browser)
    come_in(browser)
    (visit,) = visits(browser)
    assert browser.post(visit, data={"what": "away"}).headers["location"] == "/earlier"
    assert "Put away" in text(browser.get("/earlier").text)
    assert "Put it back into the list" in browser.get(visit).text
    browser.post(visit, data={"what": "back"})
    assert "Put away" not in text(browser.get("/earlier").text)


def test_one_thing_or_a_visit_can_be_removed(browser: Browser) -> None:
    tell(browser, "the river was high", "and the bridge was shut")
    (visit,) = visits(browser)
    assert "Nobody will ask why." in text(browser.get(visit).text)
    browser.post(visit, data={"what": "line", "number": "1"})
    assert "the river" not in text(browser.get(visit).text)
    goodbye(browser)
    come_in(browser)
    browser.post(visit, data={"what": "remove"})
    assert visits(browser) == []
    assert browser.get(visit).status_code == 404
    for odd in ({"what": "line", "number": "x"}, {"what": "line", "number": "0"}, {"what": ""}, {}):
        assert browser.post(visit, data=odd).status_code == 404


def test_the_page_of_what_is_remembered_is_complete(browser: Browser) -> None:
    assert set(SHOWN) == {name for name, kind in KINDS.items() if kind not in AT_THE_DESK}
    assert set(TABLES) == set(EXPORTS)
    browser.post("/story/kept", data={"what": "add", "line": "I rang", "as": "moment"})
    page = browser.get("/remembers").text
    assert {f'id="{part}"' in page for part in (*SHOWN.values(), *TABLES.values())} == {True}
    assert 'id="alone"' in page


def test_each_remembered_thing_is_there_in_words_with_where_it_came_from(browser: Browser) -> None:
    tell(browser, "the river was high")
    browser.post("/settings/manner", data={"brief": "1", "called": "Ju"})
    browser.post("/plan", data={"signs": "I go quiet"})
    browser.post("/remembers", data={"what": "alone", "add": "  the   move "})
    browser.post("/lock", data={"words": "not yet sent"})
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    page = text(browser.get("/remembers").text)
    for says in (
        "1 visit, with what was said in it",
        "You asked for this to be kept.",
        "Shorter replies",
        "You'd like to be called Ju",
        "the move",
        "A plan for hard moments",
        "Words you had not sent: not yet sent",
        f"Your name here: {NAME}",
        "Since Thursday, January 1, 2026",
        "What opens this: your passphrase",
        "Where it is open: A browser",
    ):
        assert says in page


def test_each_can_be_forgotten(browser: Browser) -> None:
    tell(browser, "the river was high")
    browser.post("/settings/manner", data={"brief": "1", "slower": "1", "called": "Ju"})
    browser.post("/remembers", data={"what": "alone", "add": "the move"})
    browser.post("/remembers", data={"what": "alone", "add": "work"})
    for sent in ({"what": "manner", "which": "brief"}, {"what": "manner", "which": "called"}, {"what": "alone", "topic": "the move"}):  # fmt: skip
        browser.post("/remembers", data=sent)
    page = text(browser.get("/remembers").text)
    assert "Slower" in page
    assert "work" in page
    for gone in ("Shorter replies", "called Ju", "the move"):
        assert gone not in page


def test_what_is_strange_changes_nothing(browser: Browser) -> None:
    before = text(browser.get("/remembers").text)
    for sent in ({}, {"what": "manner", "which": "__class__"}, {"what": "alone", "topic": "x"}, {"what": "alone", "add": " "}, {"what": "check-in"}, {"what": "draft"}):  # fmt: skip
        assert browser.post("/remembers", data=sent).status_code == 303
    assert text(browser.get("/remembers").text) == before


def test_a_kept_manner_holds_in_the_next_visit_and_on_another_device(
    browser: Browser, place: Place
) -> None:
    browser.post("/settings/manner", data={"just_listen": "1"})
    assert "holdspace-manner" not in browser.cookies
    with place.browser() as elsewhere:
        come_in(elsewhere)
        assert 'name="just_listen" value="1" checked' in elsewhere.get("/settings/manner").text
        tell(elsewhere, "hello")
        assert 'value="listen" aria-pressed="true"' in elsewhere.get("/talk").text


def test_a_message_can_be_taken_back(browser: Browser) -> None:
    tell(browser, "the river was high")
    browser.post("/talk/unsay", data={"number": "1"})
    assert "the river" not in browser.get("/talk").text
    (visit,) = visits(browser)
    assert "Taken back." in text(browser.get(visit).text)


def test_the_passphrase_is_changed_and_other_devices_are_out(
    browser: Browser, place: Place
) -> None:
    with place.browser() as elsewhere:
        come_in(elsewhere)
        sent = {"before": PASSPHRASE, "passphrase": AFTER}
        wrong = browser.post("/account/passphrase", data=sent | {"before": AFTER})
        assert (wrong.status_code, "did not open anything" in text(wrong.text)) == (422, True)
        short = browser.post("/account/passphrase", data=sent | {"passphrase": "short"})
        assert "12 characters or longer" in text(short.text)
        differs = browser.post("/account/passphrase", data=sent | {"again": "else"})
        assert "don't match yet" in text(differs.text)
        assert browser.get("/account").status_code == 200
        answer = browser.post("/account/passphrase", data=sent)
        assert answer.headers["location"] == "/account?changed=yes"
        assert "The new passphrase is in place." in text(browser.get("/account?changed=yes").text)
        assert elsewhere.get("/earlier").status_code == 303
        assert come_in(elsewhere) == 422
        assert come_in(elsewhere, passphrase=AFTER) == 303


def test_new_keys_close_everything_anew_and_ten_new_words_open_it(browser: Browser) -> None:
    tell(browser, "the river was high")
    before = browser.get("/account").status_code
    sent = {"before": PASSPHRASE, "passphrase": AFTER, "anew": "1"}
    wrong = browser.post("/account/passphrase", data=sent | {"before": AFTER})
    assert (before, wrong.status_code) == (200, 422)
    answer = browser.post("/account/passphrase", data=sent)
    words = re.findall(r"<li>(\w+)</li>", answer.text)
    assert len(words) == 10
    (visit,) = visits(browser)
    assert "the river was high" in text(browser.get(visit).text)
    browser.post("/leave")
    assert come_in(browser) == 422
    back = {"name": NAME, "recovery": " ".join(words), "passphrase": PASSPHRASE}
    assert browser.post("/come-in/words", data=back).status_code == 303
    assert "the river was high" in text(browser.get(visit).text)


def test_devices_are_listed_by_what_they_are_and_signed_out(browser: Browser, place: Place) -> None:
    agent = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"
    with place.browser() as phone, place.browser() as third:
        sent = {"name": NAME, "passphrase": PASSPHRASE}
        phone.post("/come-in", data=sent, headers={"user-agent": agent})
        come_in(third)
        page = browser.get("/account").text
        assert "Firefox, Android" in page
        assert "this one" in text(page)
        row = re.search(r"Firefox, Android.*?value=\"(\w+)\"", page, re.DOTALL)
        assert row is not None
        browser.post("/account/devices", data={"which": row[1]})
        assert phone.get("/earlier").status_code == 303
        assert third.get("/earlier").status_code == 200
        browser.post("/account/devices", data={"which": "others"})
        assert third.get("/earlier").status_code == 303
        assert browser.get("/earlier").status_code == 200


def test_everything_can_be_removed_and_nobody_asks_why(browser: Browser, place: Place) -> None:
    tell(browser, "the river was high")
    assert browser.post("/account/remove").headers["location"] == "/account#remove"
    answer = browser.post("/account/remove", data={"really": "yes"})
    assert answer.headers["location"] == "/keep/gone"
    assert browser.get("/earlier").status_code == 303
    assert come_in(browser) == 422
    assert place.vault.find_person("juno") is None


def test_one_device_removed_while_another_reads_is_answered_kindly(
    browser: Browser, place: Place
) -> None:
    with place.browser() as elsewhere:
        come_in(elsewhere)
        browser.post("/account/remove", data={"really": "yes"})
        for path in ("/", "/talk", "/earlier", "/remembers"):
            assert elsewhere.get(path).status_code in (200, 303)
        tell(elsewhere, "hello")


def test_every_page_of_a_member_has_help_now_and_leave_and_locks(browser: Browser) -> None:
    tell(browser, "hello")
    (visit,) = visits(browser)
    for path in ("/", "/talk", "/earlier", visit, "/remembers", "/account", "/mine", "/still", "/keep/words", "/settings"):  # fmt: skip
        page = browser.get(path).text
        assert 'href="/help"' in page
        assert 'id="leave"' in page
        assert "js/lock.js" in page


def test_a_name_is_in_no_title(browser: Browser) -> None:
    assert NAME not in browser.get("/account").text.split("</title>")[0]


def test_a_page_that_a_browser_keeps_does_not_know_that_somebody_is_signed_in(
    browser: Browser, place: Place
) -> None:
    with place.browser() as stranger:
        for kept in kept_pages():
            path = f"{kept}?kept" if kept in pages_asked_for() else kept
            mine, theirs = browser.get(path).text, stranger.get(path).text
            assert without_nonces(mine) == without_nonces(theirs), path


def without_nonces(page: str) -> str:
    return re.sub(r'name="nonce" value="[^"]*"', "", page)


def test_everything_is_taken_along_in_one_file(browser: Browser) -> None:
    tell(browser, "the river was high")
    answer = browser.post("/along")
    assert answer.headers["content-disposition"] == 'attachment; filename="holdspace.zip"'
    with ZipFile(BytesIO(answer.content)) as whole:
        assert sorted(whole.namelist()) == ["holdspace.json", "what-you-kept.html"]
        assert b"the river was high" in whole.read("holdspace.json")
    assert "12 characters or longer" in text(browser.post("/along", data={"passphrase": "x"}).text)
    closed = browser.post("/along", data={"passphrase": AFTER})
    assert closed.headers["content-disposition"] == 'attachment; filename="holdspace.closed"'
    assert b"the river" not in closed.content
    with ZipFile(BytesIO(open_file(closed.content, Private(AFTER)))) as whole:
        assert b"the river was high" in whole.read("what-you-kept.html")


def test_by_a_keepers_link_one_person_comes_in_once_though_the_door_is_closed(
    tmp_path: Path,
) -> None:
    (tmp_path / "closed").mkdir()
    closed = Place(tmp_path / "closed", takes_new=False)
    link = invite(closed.vault)
    sent = {"name": NAME, "passphrase": PASSPHRASE, "recovery": "later"}
    with closed.browser() as browser:
        assert "This can wait." in text(browser.get("/keep/mine").text)
        assert f'name="link" value="{link}"' in browser.get(f"/invited/{link}").text
        short = browser.post("/keep/mine", data=sent | {"link": link, "passphrase": "short"})
        assert f'name="link" value="{link}"' in short.text
        assert browser.post("/keep/mine", data=sent | {"link": link}).status_code == 303
        assert browser.get("/remembers").status_code == 200
    with closed.browser() as other:
        assert other.get(f"/invited/{link}").status_code == 404
        again = other.post("/keep/mine", data=sent | {"name": "Ivo", "link": link})
        assert "That link has been used" in text(again.text)
    closed.vault.close()


def test_by_a_link_too_a_visit_in_danger_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    place = Place(tmp_path / "open")
    with place.browser() as browser:
        tell(browser, "i want to kill myself tonight")
        sent = {"portion": "visit", "name": NAME, "passphrase": PASSPHRASE, "recovery": "later"}
        made = browser.post("/keep/mine", data=sent | {"link": invite(place.vault)})
        assert made.status_code == 303
        assert visits(browser) == []
    place.vault.close()
