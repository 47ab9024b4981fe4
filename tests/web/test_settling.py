"""At goodbye: what was heard may be taken along, how they asked to be met may be kept, and neither has to be."""

from dataclasses import replace
from html import unescape
from typing import Any

from holdspace.domain.manner import Manner
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Thread
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests
from tests.web.reading import say

TOLD = ("your boss moved the deadline", "you can't sleep", "Ben called", "you sold the van")


def talked(browser: Browser, guests: FakeGuests, turns: int = 4, **stands: Any) -> None:
    """Let someone talk for a few turns of things that can be taken along; `stands` is how the visit then stands."""
    for at in range(turns):
        say(browser, f"one more thing {at}")
    page = next(iter(guests.open_visits.values()))
    threads = tuple(Thread(says, (), frozenset(), frozenset()) for says in TOLD)
    guests.put(replace(page, threads=threads, **stands))


def goodbye(browser: Browser) -> str:
    return unescape(browser.post("/goodbye", data={"tap": "done"}).text)


def test_the_first_thing_and_the_last_are_there_to_change_and_a_line_of_their_own(
    browser: Browser, guests: FakeGuests
) -> None:
    talked(browser, guests)
    page = goodbye(browser)
    for line in ("Your boss moved the deadline.", "Ben called.", "You sold the van."):
        assert f">{line}</textarea>" in page
    assert "You can't sleep." not in page
    assert 'name="take"' in page


def test_after_danger_nothing_of_it_is_said_back(browser: Browser, guests: FakeGuests) -> None:
    talked(browser, guests, tier=Tier.R2)
    assert 'name="heard"' not in goodbye(browser)


def test_nor_where_somebody_is_hurting_them(browser: Browser, guests: FakeGuests) -> None:
    talked(browser, guests, lanes=("A1",))
    assert 'name="heard"' not in goodbye(browser)


def test_a_short_visit_has_nothing_to_settle(browser: Browser, guests: FakeGuests) -> None:
    talked(browser, guests, turns=1)
    assert 'name="heard"' not in goodbye(browser)


def test_a_copy_holds_what_they_made_of_it(browser: Browser) -> None:
    sent = browser.post(
        "/goodbye/file", data={"heard": ["It was long.", "", "Ben called."], "take": "Rest."}
    )
    assert sent.text == "It was long.\n\nBen called.\n\nRest.\n"
    assert sent.headers["content-disposition"] == 'attachment; filename="what-i-heard.txt"'


def test_how_they_asked_to_be_met_is_listed_and_kept_only_by_a_tap(
    browser: Browser, guests: FakeGuests
) -> None:
    talked(browser, guests, manner=Manner(brief=True, just_listen=True, called="Sam"))
    page = goodbye(browser)
    assert "Shorter replies" in page
    assert "No questions" in page
    assert "Sam" in page
    assert "holdspace-manner" not in browser.cookies


def test_a_manner_that_is_kept_already_is_not_offered_again(
    browser: Browser, guests: FakeGuests
) -> None:
    browser.post("/settings/manner", data={"slower": "1"})
    talked(browser, guests, turns=1)
    assert "How you asked to be met" not in goodbye(browser)


def test_a_kept_manner_holds_from_the_first_line_of_the_next_visit(
    browser: Browser, guests: FakeGuests
) -> None:
    browser.post("/settings/manner", data={"brief": "1", "no_breath": "1", "called": "  Ada <b> "})
    say(browser)
    page = next(iter(guests.open_visits.values()))
    assert page.manner == Manner(brief=True, no_breath=True, called="Ada b")


def test_settings_change_an_open_visit_too(browser: Browser, guests: FakeGuests) -> None:
    say(browser)
    sent = browser.post("/settings/manner", data={"just_listen": "1"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/settings/manner?kept=yes")
    assert next(iter(guests.open_visits.values())).manner == Manner(just_listen=True)
    assert 'name="just_listen" value="1" checked' in browser.get("/settings/manner").text
