"""A therapist's second step at the door: set up before anything opens, asked for after the passphrase, and unknown to a client."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from holdspace.domain.people import Private, Role
from holdspace.vault.invitations import invite
from tests.desk.sitting import AMARA as NAME
from tests.desk.sitting import DeskPlace as Place
from tests.desk.sitting import come_by_link, letters_of
from tests.vault.filled import code_at
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, make_mine, tell, text

THEIRS = ("/desk", "/desk/reflect", "/desk/account", "/desk/along", "/desk/words", "/desk/second/code")  # fmt: skip
AFTER = "another river, later"


@pytest.fixture
def browser(place: Place) -> Iterator[Browser]:
    """A browser in which a therapist has just come by a keeper's link, with a name and a passphrase."""
    with place.browser() as opened:
        come_by_link(place, opened)
        yield opened


def set_up(place: Place, browser: Browser, at: str = "/desk/second") -> Private:
    """Set up codes with what a page shows; return their secret, two minutes later."""
    letters = letters_of(browser.get(at).text)
    code = code_at(letters, place.clock.now()).text
    answer = browser.post("/desk/second/code", data={"secret": letters.text, "code": code})
    assert answer.status_code == 303, text(answer.text)
    place.clock.wait(2)
    return letters


def enter(browser: Browser, code: str) -> httpx.Response:
    return browser.post("/desk/second", data={"code": code})


def passphrase(browser: Browser) -> str:
    """Give name and passphrase in a browser that knows nobody; return where that leads."""
    browser.post("/desk/leave")
    return come_in(browser)


def come_in(browser: Browser, typed: str = PASSPHRASE) -> str:
    """Give name and passphrase; return where that leads."""
    answer = browser.post("/desk/come-in", data={"name": NAME, "passphrase": typed})
    return answer.headers["location"]


def test_a_therapist_is_told_before_and_led_to_it_after(place: Place) -> None:
    link = invite(place.vault, Role.THERAPIST)
    with place.browser() as browser:
        assert browser.get(f"/invited/{link}").headers["location"] == f"/desk/invited/{link}"
        assert "This link is for a therapist." in text(browser.get(f"/desk/invited/{link}").text)
        short = {"name": NAME, "passphrase": "short", "link": link}
        refused = text(browser.post("/desk/invited", data=short).text)
        assert "This link is for a therapist." in refused
        assert "12 characters or longer" in refused
        sent = {"name": NAME, "passphrase": PASSPHRASE, "link": link}
        answer = browser.post("/desk/invited", data=sent)
        assert answer.headers["location"] == "/desk/second"
        assert browser.get(f"/desk/invited/{link}").status_code == 404


@pytest.mark.parametrize("role", [Role.CLIENT, Role.KEEPER])
def test_a_link_for_somebody_else_opens_no_desk_and_stays_good(place: Place, role: Role) -> None:
    link = invite(place.vault, role)
    with place.browser() as browser:
        assert browser.get(f"/desk/invited/{link}").status_code == 404
        sent = {"name": NAME, "passphrase": PASSPHRASE, "link": link}
        assert "used, or its seven days are over" in text(browser.post("/desk/invited", data=sent).text)  # fmt: skip
        assert browser.get(f"/invited/{link}").status_code == 200
        assert place.members.invited(link) is role


def test_a_therapist_s_link_makes_no_place_at_the_other_door(place: Place) -> None:
    link = invite(place.vault, Role.THERAPIST)
    with place.browser() as browser:
        sent = {"portion": "place", "name": NAME, "passphrase": PASSPHRASE, "link": link}
        assert browser.post("/keep/mine", data=sent).status_code == 422
        assert place.members.invited(link) is Role.THERAPIST


def test_until_it_is_set_up_no_page_of_theirs_opens(browser: Browser) -> None:
    for path in THEIRS:
        assert browser.get(path).headers["location"] == "/desk/come-in", path
    assert browser.get("/desk/come-in").headers["location"] == "/desk/second"
    tell(browser, "as a guest")
    page = browser.get("/talk").text
    assert "as a guest" in page
    assert 'href="/earlier"' not in page


def test_the_page_draws_what_an_app_reads_and_says_it_in_letters(browser: Browser) -> None:
    page = browser.get("/desk/second").text
    letters = letters_of(page).text
    shown = "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))
    assert shown == letters
    assert "<svg" in page[page.index('class="picture"') :]
    assert "style=" not in page[page.index("<main") : page.index("</main>")]
    assert "otpauth" not in page  # the picture alone holds it
    assert (
        letters not in browser.get("/desk/second").text
    )  # another is drawn each time, and none is kept


def test_set_up_with_a_first_code_it_opens_and_the_ten_words_come_next(
    place: Place, browser: Browser
) -> None:
    letters = letters_of(browser.get("/desk/second").text)
    wrong = browser.post("/desk/second/code", data={"secret": letters.text, "code": "000000"})
    assert wrong.status_code == 422
    assert letters_of(wrong.text) == letters
    assert "It may be a small slip, or the code is used or over" in text(wrong.text)
    for odd in ("", "A" * 31, "1" * 32, "é"):
        answer = browser.post("/desk/second/code", data={"secret": odd, "code": "000000"})
        assert answer.status_code == 422
    code = code_at(letters, place.clock.now()).text
    answer = browser.post("/desk/second/code", data={"secret": letters.text, "code": code})
    assert answer.headers["location"] == "/desk/words"
    assert "Codes of an app, since" in text(browser.get("/desk/account").text)


def test_coming_back_asks_for_the_code_after_the_passphrase(place: Place, browser: Browser) -> None:
    letters = set_up(place, browser)
    assert passphrase(browser) == "/desk/second"
    page = text(browser.get("/desk/second").text)
    assert "The six digits your app shows now" in page
    assert NAME not in page
    assert browser.get("/desk/account").headers["location"] == "/desk/come-in"
    code = code_at(letters, place.clock.now()).text
    spaced = f" {code[:3]} {code[3:]} "
    assert enter(browser, spaced).headers["location"] == "/desk"
    assert browser.get("/desk/account").status_code == 200
    passphrase(browser)
    assert enter(browser, code).status_code == 422


def test_a_wrong_code_says_no_more_than_a_wrong_passphrase(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    browser.post("/desk/leave")
    wrong = browser.post("/desk/come-in", data={"name": NAME, "passphrase": AFTER})
    nobody = browser.post("/desk/come-in", data={"name": "nobody", "passphrase": AFTER})
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
        other.post("/desk/come-in", data={"name": NAME, "passphrase": PASSPHRASE})
        answer = enter(other, code_at(letters, place.clock.now()).text)
        assert answer.status_code == 429
        assert "this door rests for ten minutes" in text(answer.text)


def test_a_day_has_only_so_many_codes(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    passphrase(browser)
    (waiting,) = (place.therapists.enter(browser.cookies["holdspace-desk"]),)
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
    cookie = browser.cookies["holdspace-desk"]
    assert (
        browser.post("/desk/second", data={"how": "leave"}).headers["location"] == "/desk/come-in"
    )
    browser.cookies.set("holdspace-desk", cookie)
    assert browser.get("/desk/second").headers["location"] == "/desk/come-in"


def test_locking_what_waits_gives_no_way_around_it(place: Place, browser: Browser) -> None:
    set_up(place, browser)
    passphrase(browser)
    browser.post("/desk/lock", data={"words": "planted"})
    browser.post("/desk/come-in", data={"passphrase": PASSPHRASE})
    assert browser.get("/desk/account").status_code == 303


def test_a_client_is_not_asked_and_sees_none_of_it(place: Place) -> None:
    with place.browser() as browser:
        assert browser.get("/desk/second").headers["location"] == "/desk/come-in"
        assert enter(browser, "000000").headers["location"] == "/desk/come-in"
        tell(browser, "hello")
        make_mine(browser, name="Ivo")
        for path in ("/account", "/remembers", "/settings", "/come-in"):
            page = text(browser.get(path, follow_redirects=True).text)
            assert "second step" not in page.lower()
            assert "six digits" not in page
        letters = place.therapists.code_secret()
        sent = {"secret": letters.text, "code": code_at(letters, place.clock.now()).text}
        assert browser.post("/desk/second/code", data=sent).headers["location"] == "/desk/come-in"
        assert browser.get("/desk").headers["location"] == "/desk/come-in"


def test_the_account_page_sets_it_up_anew_and_one_always_stays(
    place: Place, browser: Browser
) -> None:
    before = set_up(place, browser)
    page = browser.get("/desk/account").text
    assert "Codes of an app, since Thursday, January 1, 2026." in text(page)
    assert "/desk/second/let-go" not in page
    refused = browser.post("/desk/second/let-go")
    assert (refused.status_code, "One second step has to stay" in text(refused.text)) == (422, True)
    after = set_up(place, browser, at="/desk/second/code")
    passphrase(browser)
    assert enter(browser, code_at(before, place.clock.now()).text).status_code == 422
    assert enter(browser, code_at(after, place.clock.now()).text).status_code == 303


def test_with_a_new_passphrase_they_stay_in_here_and_are_asked_again_elsewhere(
    place: Place, browser: Browser
) -> None:
    set_up(place, browser)
    sent = {"before": PASSPHRASE, "passphrase": AFTER}
    answer = browser.post("/desk/account/passphrase", data=sent)
    assert answer.headers["location"] == "/desk/account?changed=yes"
    assert "The new passphrase is in place." in text(browser.get("/desk/account?changed=yes").text)
    with place.browser() as other:
        assert come_in(other, AFTER) == "/desk/second"
        assert other.get("/desk/account").headers["location"] == "/desk/come-in"


def test_ten_words_lead_to_a_new_second_step(place: Place, browser: Browser) -> None:
    before = set_up(place, browser)
    entered = place.therapists.enter(browser.cookies["holdspace-desk"])
    assert entered is not None
    assert entered.therapist is not None
    words = entered.therapist.new_words(Private(PASSPHRASE)).text
    with place.browser() as other:
        sent = {"name": NAME, "recovery": words, "passphrase": AFTER}
        assert other.post("/desk/come-in/words", data=sent).headers["location"] == "/desk/second"
        assert letters_of(other.get("/desk/second").text) != before
        set_up(place, other)
        assert other.get("/desk/account").status_code == 200


def test_a_passkey_can_be_asked_for_and_only_one_of_theirs_is_named(place: Place) -> None:
    place.with_passkeys("http://localhost:8642")
    with place.browser() as browser:
        come_by_link(place, browser)
        assert "Or with a passkey" in text(browser.get("/desk/second").text)
        asked = browser.post("/desk/passkey/new").json()["options"]
        assert NAME not in str(asked)
        assert browser.post("/desk/passkey/keep", data={"credential": "{}"}).status_code == 422
        set_up(place, browser)
        passphrase(browser)
        assert browser.post("/desk/passkey/ask").json()["options"]["allowCredentials"] == []
        assert browser.post("/desk/passkey", data={"credential": "{}"}).status_code == 422
        assert browser.get("/desk/account").status_code == 303


def test_every_page_of_it_has_help_now_and_leave(place: Place, browser: Browser) -> None:
    pages = [browser.get("/desk/second").text]
    set_up(place, browser)
    pages.append(browser.get("/desk/second/code").text)
    passphrase(browser)
    pages.append(browser.get("/desk/second").text)
    for page in pages:
        assert 'href="/help"' in page
        assert 'id="leave"' in page
        assert NAME not in page


def test_a_code_from_a_clock_half_a_minute_wrong_is_taken(place: Place, browser: Browser) -> None:
    letters = set_up(place, browser)
    passphrase(browser)
    late = place.clock.now() - timedelta(seconds=30)
    assert enter(browser, code_at(letters, late).text).status_code == 303
