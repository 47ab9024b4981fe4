"""The page for finding someone: without script, for anybody, in the country that was chosen."""

import html
import re
from datetime import timedelta

import pytest

from holdspace.journey.finding import countries, finding
from tests.web.browser import Browser
from tests.web.keeping import Place


def _text(browser: Browser, path: str = "/find") -> str:
    return html.unescape(browser.get(path).text)


def test_a_guest_finds_every_part_on_one_page_that_needs_no_script(browser: Browser) -> None:
    page = _text(browser)
    told = finding()
    for words in (*(kind.says for kind in told.kinds), *(each.says for each in told.messages)):
        assert words in page
    for part in told.parts:
        assert f'id="{part.id}"' in page
        assert all(line in page for line in part.lines)
    assert "js/find" not in page


def test_help_now_and_leave_are_on_it(browser: Browser) -> None:
    page = _text(browser)
    assert 'href="/help"' in page
    assert 'id="leave"' in page


def test_a_member_finds_the_same_words(juno: Browser) -> None:
    page = _text(juno)
    assert all(kind.says in page for kind in finding().kinds)


@pytest.mark.parametrize("code", sorted(countries()))
def test_a_chosen_country_shows_its_ways_with_source_and_day(browser: Browser, code: str) -> None:
    sent = browser.post("/country", data={"country": code, "back": "find"})
    assert sent.headers["location"] == "/find#where"
    page = _text(browser)
    for route in countries()[code]:
        assert route.says in page
        assert route.source in page
        assert f"{route.seen:%B} {route.seen.day}, {route.seen.year}" in page


def test_a_country_without_ways_says_so_and_gives_what_is_general(browser: Browser) -> None:
    browser.post("/country", data={"country": "FR", "back": "find"})
    page = _text(browser)
    assert finding().none_known in page
    assert finding().part("general").lines[0] in page


def test_without_a_country_no_way_of_any_country_is_shown(browser: Browser) -> None:
    page = _text(browser)
    assert not any(route.says in page for found in countries().values() for route in found)
    assert finding().none_known not in page


def test_a_way_that_was_read_long_ago_says_so(place: Place, stranger: Browser) -> None:
    stranger.post("/country", data={"country": "GB", "back": "find"})
    read = max(route.seen for route in countries()["GB"])
    late = "We haven't read this lately."
    now = place.clock.now()
    place.clock.time = now + (timedelta(days=200) + (read - now.date()))
    assert late in _text(stranger)


def test_help_now_and_the_limits_lead_to_it(browser: Browser) -> None:
    assert 'href="/find"' in browser.get("/help").text
    browser.post("/country", data={"country": "IE"})
    assert 'href="/find"' in browser.get("/help").text
    assert 'href="/find"' in browser.get("/limits").text


def test_it_has_one_form_and_nothing_to_write_in(browser: Browser) -> None:
    page = _text(browser)
    main = page[page.index("<main") : page.index("</main>")]
    assert re.findall(r'action="([^"]+)"', main) == ["/country"]
    assert "<textarea" not in main
