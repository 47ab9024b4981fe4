"""What feels safe, less safe, and could be different: somebody's own page, seen by nobody until they show it."""

import re

import pytest

from holdspace.domain.people import Private
from holdspace.domain.shared import Piece, Sort
from holdspace.vault.alongside import OwnAlongside
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, tell, text
from tests.web.test_alongside import amaras, walk

CANARY = "the copper sparrow by the door"
LESS = "being asked too fast"


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


@pytest.fixture
def hers(place: Place, browser: Browser) -> OwnAlongside:
    """Amara's side, linked."""
    own = amaras(place)
    walk(browser, own)
    return own


def keep(browser: Browser, **sent: str) -> str:
    answer = browser.post("/feels-safe", data={"what": "keep"} | sent)
    return str(answer.headers.get("location", ""))


def test_a_guest_is_led_to_the_door_and_sees_no_way_to_it(place: Place) -> None:
    with place.browser() as guest:
        assert guest.get("/feels-safe").headers["location"] == "/come-in"
        assert guest.post("/feels-safe", data={"what": "keep", "safe": "x"}).status_code == 303
        guest.get("/talk")
        assert "/feels-safe" not in guest.get("/to-bring").text


def test_it_is_reached_from_walking_alongside_and_from_things_to_bring(browser: Browser) -> None:
    for path in ("/alongside", "/to-bring"):
        assert 'href="/feels-safe"' in browser.get(path).text


def test_each_can_be_left_out_and_all_of_it_let_go(browser: Browser) -> None:
    assert keep(browser, safe=CANARY, less="", different="  ") == "/feels-safe?kept=yes"
    page = browser.get("/feels-safe?kept=yes")
    assert "It's kept." in text(page.text)
    assert CANARY in page.text
    assert CANARY in browser.get("/remembers").text
    assert 'name="which" value="less"' not in page.text
    assert keep(browser) == "/feels-safe"
    assert CANARY not in browser.get("/feels-safe").text
    keep(browser, less=LESS)
    browser.post("/feels-safe", data={"what": "let-go"})
    assert LESS not in browser.get("/feels-safe").text
    assert LESS not in browser.get("/remembers").text
    assert browser.post("/feels-safe", data={"what": "else"}).status_code == 404


def test_what_is_too_long_is_given_back(browser: Browser) -> None:
    answer = browser.post("/feels-safe", data={"what": "keep", "safe": CANARY + "x" * 4_000})
    assert answer.status_code == 422
    assert CANARY in answer.text
    assert CANARY not in browser.get("/feels-safe").text


def test_danger_in_it_is_met_with_people_once_it_is_kept_and_once_only(browser: Browser) -> None:
    danger = "I took all the pills tonight"
    for sent in ({"less": danger}, {"safe": danger + " " + "x" * 4_000}):
        answer = browser.post("/feels-safe", data={"what": "keep"} | sent)
        followed = browser.get(answer.headers["location"]).text if answer.is_redirect else answer.text  # fmt: skip
        assert "data-tier" in followed
    assert danger in browser.get("/feels-safe").text
    assert keep(browser, less=danger, safe="no hurry") == "/feels-safe?kept=yes"


def test_a_locked_page_keeps_the_words_sealed_and_shows_none(browser: Browser) -> None:
    tell(browser, "hello")
    browser.post("/lock", data={"words": ""})
    answer = browser.post("/feels-safe", data={"what": "keep", "safe": CANARY})
    assert CANARY not in answer.text
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert CANARY in browser.get("/talk").text


def test_it_can_be_brought_and_goes_from_the_page_with_what_it_was_copied_from(
    browser: Browser,
) -> None:
    keep(browser, safe=CANARY, less=LESS)
    for origin, which in (("feels-safe", "safe"), ("feels-less-safe", "less")):
        browser.post("/to-bring", data={"what": "bring", "from": origin, "which": which})
    page = text(browser.get("/to-bring").text)
    assert f"{CANARY} What makes it feel safe" in page
    assert f"{LESS} What makes it feel less safe" in page
    keep(browser, safe=CANARY)
    page = text(browser.get("/to-bring").text)
    assert CANARY in page
    assert LESS not in page
    browser.post("/feels-safe", data={"what": "let-go"})
    assert CANARY not in browser.get("/to-bring").text


def test_what_is_asked_for_under_another_name_is_not_brought(browser: Browser) -> None:
    keep(browser, safe=CANARY)
    for odd in (("feels-safe", "less"), ("feels-less-safe", "safe"), ("feels-safe", "__class__")):
        sent = {"what": "bring", "from": odd[0], "which": odd[1]}
        browser.post("/to-bring", data=sent)
        assert CANARY not in browser.get("/to-bring").text


def test_a_therapist_sees_nothing_of_it_until_it_is_shown_and_then_only_what_was_picked(
    browser: Browser, hers: OwnAlongside
) -> None:
    keep(browser, safe=CANARY, less=LESS)
    browser.post("/to-bring", data={"what": "bring", "from": "feels-less-safe", "which": "less"})
    assert hers.listed() == ()
    page = browser.get("/feels-safe").text
    links = re.findall(r'href="(/showing/new/feels-safe\?which=\w+)"', page)
    assert links == [f"/showing/new/feels-safe?which={part}" for part in ("safe", "less")]
    seen = browser.get(links[0])
    assert f"What makes it feel safe {CANARY}" in text(seen.text)
    assert LESS not in seen.text
    assert hers.listed() == ()
    form = {"what": "give", "which": "safe"}
    sent = form | {"seen": re.findall(r'name="seen" value="(\w+)"', seen.text)[0]}
    browser.post("/showing/new/feels-safe", data=sent)
    (listed,) = hers.listed()
    opened = hers.open(listed.id)
    assert opened.sort is Sort.FEELS_SAFE
    assert opened.pieces == (Piece("feels-safe", Private(CANARY)),)


def test_brought_to_a_session_it_says_which_of_the_three_it_is(
    browser: Browser, hers: OwnAlongside
) -> None:
    del hers
    keep(browser, less=LESS)
    browser.post("/to-bring", data={"what": "bring", "from": "feels-less-safe", "which": "less"})
    page = browser.get("/showing/new/things-to-bring").text
    (key,) = re.findall(r'name="key" value="([^"]+)"', page)
    sent = {"what": "look", "key": key, "says": LESS, "bring": key}
    seen = text(browser.post("/showing/new/things-to-bring", data=sent).text)
    assert f"What makes it feel less safe {LESS}" in seen
