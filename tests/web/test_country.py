"""One tap on a country: its numbers come, and neither the talk nor a draft goes."""

from html import unescape

import pytest

from holdspace.safety import helpline
from tests.web.browser import Browser
from tests.web.reading import say


def card(page: str) -> str:
    """Return the card with people."""
    return page[page.index('id="people"') : page.index("</aside>")]


@pytest.mark.parametrize("tier", ["R2", "R3", "R4", "R5", "R6"])
def test_without_a_country_the_card_offers_each_by_one_tap(browser: Browser, tier: str) -> None:
    say(browser, f"tier {tier}")
    held = card(browser.get("/talk").text)
    for country in helpline.countries():
        assert f'name="country" value="{country.code}"' in held
    places = [held.index(f'value="{code}"') for code in ("GB", "IE", "US", "CA", "AU", "NZ")]
    assert places == sorted(places)
    assert held.index("Somewhere else") > places[-1]


@pytest.mark.parametrize("tier", ["R5", "R6"])
def test_danger_right_now_does_not_wait_for_a_country(browser: Browser, tier: str) -> None:
    say(browser, f"tier {tier}")
    held = unescape(card(browser.get("/talk").text))
    assert held.index('href="tel:999"') < held.index('value="GB"')
    assert held.index('href="tel:911"') < held.index("I've called")


def test_a_tap_leads_back_to_the_talk_with_its_numbers(browser: Browser) -> None:
    say(browser, "tier R2")
    sent = browser.post("/country", data={"country": "NZ", "back": "talk"})
    assert sent.headers["location"] == "/talk"
    page = browser.get("/talk").text
    assert "tier R2" in page
    assert helpline.call_link("1737") in card(page)
    assert "Not in New Zealand?" in card(page)


def test_without_scripts_the_draft_is_in_the_composer_again(browser: Browser) -> None:
    say(browser, "tier R2")
    page = browser.post("/country", data={"country": "NZ", "words": "\nhalf a <thought>"}).text
    assert "\n\nhalf a &lt;thought&gt;</textarea>" in page
    assert helpline.call_link("1737") in card(page)
    assert helpline.call_link("1737") in card(browser.get("/talk").text)


def test_a_draft_without_a_visit_is_not_lost_on_an_error(browser: Browser) -> None:
    sent = browser.post("/country", data={"country": "NZ", "words": "half a thought"})
    assert sent.status_code == 303


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("", "/help#numbers"),
        ("find", "/find#where"),
        ("now", "/plan/now"),
        ("https://elsewhere.example", "/help#numbers"),
    ],
)
def test_the_way_back_is_one_of_ours(browser: Browser, back: str, to: str) -> None:
    sent = browser.post("/country", data={"country": "IE", "back": back})
    assert sent.headers["location"] == to


def test_a_country_nobody_knows_is_none(browser: Browser) -> None:
    browser.post("/country", data={"country": "IE"})
    browser.post("/country", data={"country": "<b>"})
    assert "findahelpline.com" in card(browser.get("/").text)


@pytest.mark.parametrize("tier", ["R4", "R5", "R6"])
def test_what_became_of_calling_can_be_said_by_one_tap(browser: Browser, tier: str) -> None:
    say(browser, f"tier {tier}")
    held = unescape(card(browser.get("/talk").text))
    for words in ("I've called", "Someone is with me", "I can't call"):
        assert f'name="words" value="{words}"' in held


def test_the_card_can_be_made_smaller_and_keeps_the_number(browser: Browser) -> None:
    browser.post("/country", data={"country": "IE"})
    say(browser, "tier R5")
    held = card(browser.get("/talk").text)
    folds = held[held.index("<details") :]
    assert "Make this smaller" in folds
    assert 'href="tel:112"' in held[: held.index("<details")]
    assert 'href="tel:112"' not in folds
