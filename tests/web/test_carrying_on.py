"""Coming seldom, or no more, is welcome: nothing counts, nothing remarks on it, and what is theirs goes along with them."""

import re
from dataclasses import replace

import anyio
import pytest

from holdspace.domain.people import VisitId
from holdspace.domain.talk import Memory
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, goodbye, tell, text

_DATE = re.compile(r"(\w+day, )?\w+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d")
_ONCE = re.compile(r'name="(nonce|ticket|hour)" value="[^"]*"|/static/[\w-]+/')


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


def as_seen(browser: Browser, path: str) -> str:
    """Return a page without its dates and what is new each time."""
    return _DATE.sub("", _ONCE.sub("", browser.get(path).text))


def remembered(place: Place, browser: Browser) -> Memory:
    """Return what an open visit begins with."""
    entered = place.members.enter(browser.cookies["holdspace-in"])
    assert entered is not None
    assert entered.member is not None
    visit = entered.member.current()
    memory = anyio.run(entered.member.recall, visit or VisitId(""))
    return replace(memory, way=0)  # which of several wordings a visit is given, by its id


def begins(place: Place, browser: Browser) -> tuple[dict[str, str], Memory]:
    """Come back, see the pages, say one thing; return what was shown and what is remembered, and go."""
    come_in(browser)
    pages = ("/", "/been", "/hopes", "/carrying-on", "/story", "/gentle", "/settings", "/plan/all")
    seen = {path: as_seen(browser, path) for path in pages}
    tell(browser, "the day was long")
    seen["/talk"] = as_seen(browser, "/talk")
    memory = remembered(place, browser)
    goodbye(browser)
    return seen, memory


def test_after_a_long_while_every_page_and_every_word_is_as_on_the_next_day(
    browser: Browser, place: Place
) -> None:
    for _ in range(2):
        begins(place, browser)
    place.clock.wait(60 * 24)
    soon = begins(place, browser)
    place.clock.wait(60 * 24 * 200)
    late = begins(place, browser)
    assert soon[1] == replace(late[1], today=soon[1].today)
    for path in soon[0]:
        assert soon[0][path] == late[0][path], path


def test_words_to_oneself_are_kept_by_their_day_changed_and_let_go_of(
    browser: Browser,
) -> None:
    sent = {"what": "letter", "words": "You thought it would not end.\r\nIt did, about six."}
    browser.post("/carrying-on", data=sent)
    page = browser.get("/carrying-on").text
    assert "You thought it would not end.\nIt did, about six." in page
    assert "Thursday, January 1, 2026" in text(page)
    row = re.findall(r'name="which" value="([\w-]+)"', page)[0]
    again = {"what": "letter-again", "which": row, "words": "It did end.", "mark": "therapist"}
    browser.post("/carrying-on", data=again)
    page = text(browser.get("/carrying-on").text)
    assert "about six" not in page
    assert "marked for your therapist" in page
    assert "Words to yourself: It did end." in text(browser.get("/remembers").text)
    browser.post("/carrying-on", data={"what": "let-go", "which": row})
    assert "It did end." not in browser.get("/carrying-on").text


def test_far_too_many_words_are_not_cut_but_given_back(browser: Browser) -> None:
    answer = browser.post("/carrying-on", data={"what": "letter", "words": "long " * 4_001})
    assert answer.status_code == 413
    assert "long long" in answer.text
    assert "long long" not in browser.get("/carrying-on").text


def test_danger_in_a_letter_is_met_with_people_and_the_letter_is_kept(browser: Browser) -> None:
    words = "By the time you read this I will have ended my life."
    answer = browser.post("/carrying-on", data={"what": "letter", "words": words})
    assert answer.headers["location"] == "/talk#end"
    assert re.search(r'data-tier="[2-6]"', browser.get("/talk").text)
    assert words in browser.get("/carrying-on").text


def test_it_leads_to_the_file_to_take_along_and_out_by_a_goodbye(browser: Browser) -> None:
    page = browser.get("/carrying-on").text
    for leads in ("/along", "/plan/all", "/gentle", "/story", "/account#remove"):
        assert f'href="{leads}"' in page
    assert 'action="/goodbye"' in page
    assert browser.post("/goodbye", data={"tap": "done"}).status_code == 200
    assert browser.get("/carrying-on").headers["location"] == "/come-in"


def test_nothing_on_it_counts_hopes_or_holds_on(browser: Browser) -> None:
    page = text(browser.get("/carrying-on").text).lower()
    for hook in ("miss", "come back soon", "see you", "well done", "proud", "congrat", "since you", "visits so far", "%", "last visit", "streak"):  # fmt: skip
        assert hook not in page
