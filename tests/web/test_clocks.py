"""A clock that leaps, a day back or a year ahead, and is put right: nothing opens that is closed, nothing kept is gone before its time."""

from pathlib import Path

import pytest

from holdspace.vault.invitations import invite
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, come_in, goodbye, tell, text, visits

DAY = 24 * 60
YEAR = 365 * DAY


@pytest.fixture
def browser(stranger: Browser) -> Browser:
    return stranger


@pytest.mark.parametrize("leap", [-DAY, YEAR])
def test_a_sign_in_locks_and_everything_is_there_once_the_clock_is_right(
    browser: Browser, place: Place, leap: int
) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    (visit,) = visits(browser)
    place.clock.wait(leap)
    assert browser.get(visit).headers["location"] == "/come-in"
    place.clock.wait(-leap)
    assert come_in(browser) == 303
    assert "the river was high" in text(browser.get(visit).text)


def test_what_was_opened_while_the_clock_was_a_year_ahead_does_not_stay_open_for_it(
    browser: Browser, place: Place
) -> None:
    place.clock.wait(YEAR)
    come_in(browser)
    place.clock.wait(-YEAR)
    assert browser.get("/earlier").headers["location"] == "/come-in"
    browser.post("/come-in", data={"passphrase": PASSPHRASE})
    assert browser.get("/earlier").headers["location"] == "/come-in"
    assert come_in(browser) == 303
    assert browser.get("/earlier").status_code == 200


@pytest.mark.parametrize("leap", [-DAY, YEAR])
def test_a_guest_s_visit_that_was_quiet_too_long_by_any_clock_is_over(
    browser: Browser, place: Place, leap: int
) -> None:
    tell(browser, "the river was high")
    place.clock.wait(leap)
    assert browser.get("/talk").headers["location"] == "/"
    assert "the river" not in browser.get("/").text


def until_tomorrow(browser: Browser) -> None:
    """Keep something until tomorrow."""
    tell(browser, "the river was high")
    goodbye(browser)
    browser.post("/keep", data={"how": "until-tomorrow"})


def opened_here(browser: Browser) -> int:
    """Open it, and let the sign-in go again; return the status."""
    status = browser.post("/come-in/here", data={"how": "open"}).status_code
    browser.cookies.delete("holdspace-in")
    return status


def test_what_is_kept_until_tomorrow_outlives_a_clock_a_day_back_and_lasts_no_longer_than_36_hours_of_it(
    browser: Browser, place: Place
) -> None:
    until_tomorrow(browser)
    place.clock.wait(-DAY)
    assert opened_here(browser) == 303
    place.clock.wait(36 * 60 + 1)
    assert opened_here(browser) == 404


def test_a_clock_a_year_ahead_ends_it_only_if_somebody_looks_or_the_hour_comes(
    browser: Browser, place: Place
) -> None:
    until_tomorrow(browser)
    place.clock.wait(YEAR)
    place.clock.wait(-YEAR)
    assert opened_here(browser) == 303
    place.clock.wait(YEAR)
    assert place.members.let_expired_go() == 1
    place.clock.wait(-YEAR)
    assert opened_here(browser) == 404


def test_what_is_kept_for_good_is_there_after_any_leap_and_a_new_start(
    browser: Browser, place: Place, tmp_path: Path
) -> None:
    come_in(browser)
    tell(browser, "the river was high")
    browser.post("/plan", data={"signs": "I go quiet"})
    for leap in (YEAR, -YEAR, -DAY, DAY):
        place.clock.wait(leap)
        place.members.let_expired_go()
        place.vault.finish_removals()
    again = Place(tmp_path)
    with again.browser() as later:
        come_in(later)
        (visit,) = visits(later)
        assert "the river was high" in text(later.get(visit).text)
        assert "I go quiet" in text(later.get("/plan/all").text)
    again.vault.close()


@pytest.mark.parametrize("leap", [-8 * DAY, YEAR])
def test_a_link_is_closed_while_the_clock_is_wrong_and_opens_once_it_is_right(
    browser: Browser, place: Place, leap: int
) -> None:
    link = invite(place.vault)
    place.clock.wait(leap)
    assert browser.get(f"/invited/{link}").status_code == 404
    place.clock.wait(-leap)
    assert browser.get(f"/invited/{link}").status_code == 200


def test_still_glad_is_asked_once_whatever_the_clock_does(browser: Browser, place: Place) -> None:
    asked = []
    for leap in (-DAY, YEAR, -YEAR, 2 * DAY, YEAR):
        place.clock.wait(leap)
        sent = {"name": "Juno", "passphrase": PASSPHRASE}
        browser.cookies.clear()
        asked.append(browser.post("/come-in", data=sent).headers["location"])
    assert asked.count("/still") == 1
    assert asked[0] != "/still"
