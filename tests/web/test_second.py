"""A therapist's second step at the door: set up before anything opens, asked for after the passphrase, and unknown to a client."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from holdspace.domain.people import Private, Role
from holdspace.vault.invitations import invite
from tests.vault.filled import code_at
from tests.web.browser import Browser
from tests.web.keeping import NAME, PASSPHRASE, Place, come_in, tell, text

THEIRS = ("/earlier", "/remembers", "/account", "/along", "/mine", "/keep/words", "/second/code")
AFTER = "another river, later"


@pytest.fixture
def place(empty_place: Place) -> Place:
    return empty_place


@pytest.fixture
def browser(place: Place) -> Iterator[Browser]:
    """A browser in which a therapist has just come by a keeper's link, with a name and a passphrase."""
    with place.browser() as opened:
        make(place, opened)
        yield opened


def make(place: Place, browser: Browser, role: Role = Role.THERAPIST) -> httpx.Response:
    """Come by a link, and choose a name and a passphrase."""
    link = invite(place.vault, role)
    sent = {"portion": "place", "name": NAME, "passphrase": PASSPHRASE, "link": link}
    return browser.post("/keep/mine", data=sent)


def letters_of(page: str) -> Private:
    """Return the secret that a page shows."""
    found = re.search(r'name="secret" value="(\w+)"', page)
    assert found is not None
    return Private(found[1])


def set_up(place: Place, browser: Browser, at: str = "/second") -> Private:
    """Set up codes with what a page shows; return their secret, two minutes later."""
    letters = letters_of(browser.get(at).text)
    code = code_at(letters, place.clock.now()).text
    answer = browser.post("/second/code", data={"secret": letters.text, "code": code})
    assert answer.status_code == 303, text(answer.text)
    place.clock.wait(2)
    return letters


def enter(browser: Browser, code: str) -> httpx.Response:
    return browser.post("/second", data={"code": code})


def passphrase(browser: Browser) -> str:
    """Give name and passphrase in a browser that knows nobody; return where that leads."""
    browser.post("/leave")
    answer = browser.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
    return answer.headers["location"]


def test_a_therapist_is_told_before_and_led_to_it_after(place: Place) -> None:
    link = invite(place.vault, Role.THERAPIST)
    with place.browser() as browser:
        assert "This link is for a therapist." in text(browser.get(f"/invited/{link}").text)
        short = {"name": NAME, "passphrase": "short", "link": link, "second": "1"}
        assert "This link is for a therapist." in text(browser.post("/keep/mine", data=short).text)
        assert make(place, browser).headers["location"] == "/second"
        for other in (Role.CLIENT, Role.KEEPER):
            page = browser.get(f"/invited/{invite(place.vault, other)}").text
            assert "for a therapist" not in text(page)


def test_until_it_is_set_up_no_page_of_theirs_opens(browser: Browser) -> None:
    for path in THEIRS:
        assert browser.get(path).headers["location"] == "/come-in", path
    assert browser.get("/come-in").headers["location"] == "/second"
    tell(browser, "as a guest")
    page = browser.get("/talk").text
    assert "as a guest" in page
    assert 'href="/earlier"' not in page


def test_the_page_draws_what_an_app_reads_and_says_it_in_letters(browser: Browser) -> None:
    page = browser.get("/second").text
    letters = letters_of(page).text
    shown = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
    assert shown == letters
    assert "<svg" in page[page.index('class="picture"') :]
    assert "style=" not in page[page.index("<main") : page.index("</main>")]
    assert "otpauth" not in page  # the picture alone holds it
    assert (
        letters not in browser.get("/second").text
    )  # another is drawn each time, and none is kept


def test_set_up_with_a_first_code_it_opens_and_the_ten_words_come_next(
    place: Place, browser: Browser
) -> None:
    letters = letters_of(browser.get("/second").text)
    wrong = browser.post("/second/code", data={"secret": letters.text, "code": "000000"})
    assert wrong.status_code == 422
    assert letters_of(wrong.text) == letters
    assert "It may be a small slip, or the code is used or over" in text(wrong.text)
    for odd in ("", "A" * 31, "1" * 32, "é"):
        answer = browser.post("/second/code", data={"secret": odd, "code": "000000"})
        assert answer.status_code == 422
    code = code_at(letters, place.clock.now()).text
    answer = browser.post("/second/code", data={"secret": letters.text, "code": code})
    assert answer.headers["location"] == "/keep/words"
    assert browser.get("/remembers").status_code == 200
    assert "A second step: codes of an app" in text(browser.get("/remembers").text)


def test_coming_back_asks_for_the_code_after_the_passphrase(place: Place, browser: Browser) -> None:
    letters = set_up(place, browser)
    assert passphrase(browser) == "/second"
    page = text(browser.get("/second").text)
    assert "The six digits your app shows now" in page
    assert NAME not in page
    assert browser.get("/account").headers["location"] == "/come-in"
    code = code_at(letters, place.clock.now()).text
    spaced = f" {code[:3]} {code[3:]} "
    assert enter(browser, spaced).headers["location"] == "/"
    assert browser.get("/account").status_code == 200
    passphrase(browser)
    assert enter(browser, code).status_code == 422


def test_a_wrong_code_says_no_more_than_a_wrong_passphrase(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    browser.post("/leave")
    wrong = browser.post("/come-in", data={"name": NAME, "passphrase": AFTER})
    nobody = browser.post("/come-in", data={"name": "nobody", "passphrase": AFTER})
    passphrase(browser)
    codes = [enter(browser, code) for code in ("000000", "", "not a code", "é" * 400)]
    assert {each.status_code for each in (wrong, nobody, *codes)} == {422}
    for answer in (wrong, nobody, *codes):
        assert "That did not open anything. It may be a small slip" in text(answer.text)
        assert 'href="/help"' in answer.text
    assert len({without_nonces(each.text) for each in codes}) == 1


def without_nonces(page: str) -> str:
    return re.sub(r'name="nonce" value="[^"]*"', "", page)


def test_after_many_codes_this_way_rests_whoever_tries_and_from_wherever(
    place: Place, browser: Browser
) -> None:
    letters = set_up(place, browser)
    passphrase(browser)
    assert [enter(browser, "000000").status_code for _ in range(11)] == [422] * 10 + [429]
    with place.browser() as other:
        other.post("/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
        answer = enter(other, code_at(letters, place.clock.now()).text)
        assert answer.status_code == 429
        assert "this door rests for ten minutes" in text(answer.text)


def test_a_day_has_only_so_many_codes(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    passphrase(browser)
    (waiting,) = (place.members.enter(browser.cookies["holdspace-in"]),)
    assert waiting is not None
    assert waiting.waiting is not None
    while place.house.patience.allows_code(waiting.waiting.who):
        pass
    answer = enter(browser, "000000")
    assert answer.status_code == 429
    assert "this way rests until tomorrow" in text(answer.text)
    assert "ten words" in text(answer.text)


def test_not_now_ends_it(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    passphrase(browser)
    cookie = browser.cookies["holdspace-in"]
    assert browser.post("/second", data={"how": "leave"}).headers["location"] == "/"
    browser.cookies.set("holdspace-in", cookie)
    assert browser.get("/second").headers["location"] == "/come-in"


def test_locking_what_waits_gives_no_way_around_it(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    passphrase(browser)
    browser.post("/lock", data={"words": "planted"})
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert browser.get("/account").status_code == 303


def test_who_is_not_asked_sees_none_of_it(place: Place) -> None:
    with place.browser() as browser:
        assert browser.get("/second").headers["location"] == "/come-in"
        assert enter(browser, "000000").headers["location"] == "/come-in"
        make(place, browser, Role.CLIENT)
        for path in ("/account", "/remembers", "/settings", "/come-in"):
            page = text(browser.get(path, follow_redirects=True).text)
            assert "second step" not in page.lower()
            assert "six digits" not in page
        assert browser.get("/second").headers["location"] == "/account"
        assert browser.get("/second/code").status_code == 404
        letters = place.members.code_secret()
        sent = {"secret": letters.text, "code": code_at(letters, place.clock.now()).text}
        assert browser.post("/second/code", data=sent).status_code == 404
        assert passphrase(browser) != "/second"


def test_the_account_page_sets_it_up_anew_and_one_always_stays(
    place: Place, browser: Browser
) -> None:
    before = set_up(place, browser)
    page = browser.get("/account").text
    assert "Codes of an app, since Thursday, January 1, 2026." in text(page)
    assert "/second/let-go" not in page
    refused = browser.post("/second/let-go")
    assert (refused.status_code, "One second step has to stay" in text(refused.text)) == (422, True)
    after = set_up(place, browser, at="/second/code")
    passphrase(browser)
    assert enter(browser, code_at(before, place.clock.now()).text).status_code == 422
    assert enter(browser, code_at(after, place.clock.now()).text).status_code == 303


def test_with_a_new_passphrase_they_stay_in_here_and_are_asked_again_elsewhere(
    place: Place, browser: Browser
) -> None:
    set_up(place, browser)
    sent = {"before": PASSPHRASE, "passphrase": AFTER}
    answer = browser.post("/account/passphrase", data=sent)
    assert answer.headers["location"] == "/account?changed=yes"
    assert "The new passphrase is in place." in text(browser.get("/account?changed=yes").text)
    with place.browser() as other:
        assert come_in(other, passphrase=AFTER) == 303
        assert other.get("/account").headers["location"] == "/come-in"


def test_ten_words_lead_to_a_new_second_step(place: Place, browser: Browser) -> None:
    before = set_up(place, browser)
    member = place.members.enter(browser.cookies["holdspace-in"])
    assert member is not None
    assert member.member is not None
    words = member.member.new_words(Private(PASSPHRASE)).text
    with place.browser() as other:
        sent = {"name": NAME, "recovery": words, "passphrase": AFTER}
        assert other.post("/come-in/words", data=sent).headers["location"] == "/second"
        assert letters_of(other.get("/second").text) != before
        set_up(place, other)
        assert other.get("/account").status_code == 200


def test_a_passkey_can_be_asked_for_and_only_one_of_theirs_is_named(place: Place) -> None:
    place.house = replace(place.house, passkeys_at="http://localhost:8642")
    with place.browser() as browser:
        make(place, browser)
        assert "Or with a passkey" in text(browser.get("/second").text)
        asked = browser.post("/passkey/new").json()["options"]
        assert NAME not in str(asked)
        assert browser.post("/passkey/keep", data={"credential": "{}"}).status_code == 422
        set_up(place, browser)
        passphrase(browser)
        assert browser.post("/passkey/ask").json()["options"]["allowCredentials"] == []
        assert browser.post("/passkey", data={"credential": "{}"}).status_code == 422
        assert browser.get("/account").status_code == 303


def test_every_page_of_it_has_help_now_and_leave(place: Place, browser: Browser) -> None:
    pages = [browser.get("/second").text]
    set_up(place, browser)
    pages.append(browser.get("/second/code").text)
    passphrase(browser)
    pages.append(browser.get("/second").text)
    for page in pages:
        assert 'href="/help"' in page
        assert 'id="leave"' in page
        assert NAME not in page


def test_a_code_from_a_clock_half_a_minute_wrong_is_taken(place: Place, browser: Browser) -> None:
    letters = set_up(place, browser)
    passphrase(browser)
    late = place.clock.now() - timedelta(seconds=30)
    assert enter(browser, code_at(letters, late).text).status_code == 303
