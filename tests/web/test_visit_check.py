"""After a calm visit one may say how it was; all of it can be left out, and a low answer begins the next visit."""

import re

import anyio
import pytest

from holdspace.domain.talk import Memory
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, goodbye, tell, text

TOLD = ("the day was long", "the bus was late", "and it rained")


@pytest.fixture
def browser(juno: Browser) -> Browser:
    return juno


def parted(browser: Browser, *told: str) -> str:
    """Have a visit and say goodbye; return the page."""
    tell(browser, *(told or TOLD))
    return browser.post("/goodbye", data={"tap": "done"}).text


def ticket(page: str) -> str:
    form = page[page.index('action="/goodbye/check"') :]
    return str(re.findall(r'name="ticket" value="([^"]+)"', form)[0])


def next_visit(place: Place, browser: Browser) -> Memory:
    """Come in again, begin a visit, and return what it begins with."""
    come_in(browser)
    entered = place.members.enter(browser.cookies["holdspace-in"])
    assert entered is not None
    assert entered.member is not None
    return anyio.run(entered.member.recall, entered.member.open())


def test_it_is_closed_away_and_every_answer_begins_left_out(browser: Browser) -> None:
    page = parted(browser)
    fold = re.search(r'<details class="card check"(.*?)</details>', page, re.DOTALL)
    assert fold is not None
    assert not fold[1].startswith(" open")
    assert len(re.findall(r'value="" checked', fold[1])) == 3
    assert " required" not in fold[1]


def test_a_low_answer_begins_the_next_visit(browser: Browser, place: Place) -> None:
    sent = {"ticket": ticket(parted(browser)), "heard": "2", "pace": "9", "useful": ""}
    page = text(browser.post("/goodbye/check", data=sent).text)
    assert "If there is a next visit, it begins with that." in page
    assert next_visit(place, browser).mend == ("heard",)
    assert "felt heard 2, right pace 9" in text(browser.get("/remembers").text)


def test_with_everything_left_out_nothing_is_kept(browser: Browser, place: Place) -> None:
    sent = {"ticket": ticket(parted(browser)), "heard": "", "pace": "", "useful": ""}
    assert "nothing is kept of it" in text(browser.post("/goodbye/check", data=sent).text)
    assert next_visit(place, browser).mend == ()


def test_after_an_hour_it_says_so_and_blames_nobody(browser: Browser, place: Place) -> None:
    sent = {"ticket": ticket(parted(browser)), "heard": "2"}
    place.clock.wait(61)
    answer = browser.post("/goodbye/check", data=sent)
    assert answer.status_code == 422
    assert "nothing is kept of it" in text(answer.text)
    assert next_visit(place, browser).mend == ()


@pytest.mark.parametrize(
    "told", [("hello",), ("I want to die", "yes", "I don't know"), ("he hit me again", "yes", "no")]
)
def test_after_a_short_visit_or_one_of_danger_it_is_not_asked(
    browser: Browser, told: tuple[str, ...]
) -> None:
    assert "/goodbye/check" not in parted(browser, *told)


def test_a_guest_is_not_asked(stranger: Browser) -> None:
    tell(stranger, *TOLD)
    assert "/goodbye/check" not in stranger.post("/goodbye", data={"tap": "done"}).text


def test_what_was_said_and_what_it_owes_can_be_forgotten(browser: Browser, place: Place) -> None:
    browser.post("/goodbye/check", data={"ticket": ticket(parted(browser)), "useful": "1"})
    assert next_visit(place, browser).mend == ("useful",)
    assert "That the next visit begins" in text(browser.get("/remembers").text)
    browser.post("/remembers", data={"what": "mending"})
    browser.post("/remembers", data={"what": "checks"})
    page = text(browser.get("/remembers").text)
    assert "That the next visit begins" not in page
    assert "of use 1" not in page
    goodbye(browser)
    assert next_visit(place, browser).mend == ()
