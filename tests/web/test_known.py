"""Whom somebody spoke of is asked about once, at a calm goodbye, and kept only with a yes."""

import re
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.spoken_of import Mention, SpokenOf, names_in
from tests.web.browser import Browser
from tests.web.keeping import Place, come_in, goodbye, make_mine, tell, text

JUNO, BOAT = "my sister Juno", "boat"
ASKS = "Shall it know these next time?"


@pytest.fixture
def place(empty_place: Place) -> Place:
    empty_place.voice.speaks_of = SpokenOf(
        (
            Mention(Private(JUNO), names_in(JUNO)),
            Mention(Private(BOAT), names_in(BOAT), person=False),
        )
    )
    return empty_place


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    return stranger


@pytest.fixture
def member(place: Place, browser: Browser) -> Browser:
    """Somebody signed in who spoke of Juno, and of the boat in three turns."""
    place.make()
    come_in(browser)
    tell(browser, "Juno sold the boat", "my sister Juno and the boat", "the boat, Juno")
    return browser


def boxes(page: str) -> list[str]:
    """Return the words there are to tick; none may be ticked already."""
    found = re.findall(r'<input type="checkbox" name="known" value="([^"]*)"(.*?)>', page)
    assert not [more for _, more in found if "checked" in more]
    return [unescape(word) for word, _ in found]


def ticket(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found
    return found[1]


def parted(browser: Browser) -> str:
    """Say goodbye; return the page as it was sent."""
    return browser.post("/goodbye", data={"tap": "done"}).text


def remembered(browser: Browser) -> str:
    come_in(browser)
    return browser.get("/remembers").text


def test_at_goodbye_each_is_a_box_that_nobody_ticked(member: Browser) -> None:
    page = parted(member)
    assert ASKS in text(page)
    assert boxes(page) == [JUNO, BOAT]


def test_what_is_ticked_is_kept_and_shown_with_where_it_came_from(member: Browser) -> None:
    sent = {"ticket": ticket(parted(member)), "known": [JUNO]}
    answer = member.post("/goodbye/known", data=sent)
    assert "That is kept" in text(answer.text)
    assert "holdspace-in" not in member.cookies
    page = remembered(member)
    assert f'value="{JUNO}"' in page
    assert "ticked it at a goodbye on Thursday, January 1, 2026" in text(page)
    assert f'value="{BOAT}"' not in page


def test_what_is_not_ticked_is_kept_nowhere_and_not_asked_about_again(
    member: Browser, place: Place
) -> None:
    page = parted(member)
    answer = member.post("/goodbye/known", data={"ticket": ticket(page)})
    assert "Nothing was ticked" in text(answer.text)
    assert f'value="{JUNO}"' not in remembered(member)
    place.clock.wait(60 * 24)
    come_in(member)
    tell(member, "Juno and the boat", "the boat again, Juno", "Juno in the boat")
    assert ASKS not in goodbye(member)


def test_each_can_be_changed_and_forgotten(member: Browser) -> None:
    member.post("/goodbye/known", data={"ticket": ticket(parted(member)), "known": [JUNO, BOAT]})
    page = remembered(member)
    rows = re.findall(r'name="which" value="([\w-]+)"><label for="known', page)
    assert len(rows) == 2
    for row in rows:
        member.post("/remembers", data={"what": "known", "which": row, "word": " my   kin "})
    assert member.get("/remembers").text.count('value="my kin"') == 2
    for row in rows:
        member.post("/remembers", data={"what": "unknown", "which": row})
    assert "my kin" not in member.get("/remembers").text


@pytest.mark.parametrize(
    "risk",
    [
        RiskState(tier=Tier.R2),
        RiskState(lanes=(LaneLevel(Lane.OVERWHELM),)),
        RiskState(lanes=(LaneLevel(Lane.ABUSE, 1),)),
        RiskState(lanes=(LaneLevel(Lane.THIRD_PARTY),)),
    ],
)
def test_after_danger_or_overwhelm_nobody_is_asked(
    browser: Browser, place: Place, risk: RiskState
) -> None:
    tell(browser, "Juno rang")
    (visit,) = place.guests._visits.values()
    visit.memory = replace(visit.memory, risk=risk)
    page = goodbye(browser) + browser.get("/keep/mine").text
    assert ASKS not in page


def test_a_guest_is_asked_where_they_make_it_theirs(browser: Browser) -> None:
    tell(browser, "Juno rang")
    assert ASKS not in goodbye(browser)  # they may keep nothing at all
    page = browser.get("/keep/mine").text
    assert boxes(page) == [JUNO]
    make_mine(browser, known=JUNO)
    assert f'value="{JUNO}"' in browser.get("/remembers").text


def test_a_guest_who_ticks_nothing_keeps_no_word_and_nobody_elses_word_comes_in(
    browser: Browser,
) -> None:
    tell(browser, "Juno rang")
    make_mine(browser, known="a stranger")
    page = text(browser.get("/remembers").text)
    assert "None." in page
    assert "a stranger" not in page
    tell(browser, "Juno rang again")
    assert ASKS not in goodbye(browser)  # it was asked about in this visit


def test_what_is_left_alone_is_not_asked_about(member: Browser) -> None:
    member.post("/remembers", data={"what": "alone", "add": "my sister's wedding"})
    assert boxes(parted(member)) == [BOAT]


def test_a_page_that_stood_open_too_long_says_so_kindly(member: Browser, place: Place) -> None:
    sent = {"ticket": ticket(parted(member)), "known": [JUNO]}
    place.clock.wait(61)
    answer = member.post("/goodbye/known", data=sent)
    assert answer.status_code == 422
    assert "none of these words is kept" in text(answer.text)


def test_a_box_ticked_stays_so_when_the_form_comes_back(browser: Browser) -> None:
    tell(browser, "Juno rang")
    sent: dict[str, Any] = {"portion": "visit", "name": "", "passphrase": "", "known": [JUNO]}
    page = browser.post("/keep/mine", data=sent).text
    assert re.search(rf'value="{JUNO}" checked', page)
