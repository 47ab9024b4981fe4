"""Somebody opens a questionnaire of their own accord, by keyboard and without scripts; an answer that alarms is met at once."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_everybody import FITS, SMALL, faults
from tests.stories.test_keeping import PASSPHRASE, come_in

PAGES = ("/measures", "/measures/gad-7", "/measures/gad-7/all", "/measures/along")


@pytest.fixture
def name(page: Page) -> str:
    """Somebody who has been here once, and keeps it."""
    name = f"Ivo {uuid4().hex[:8]}"
    say(page, "It has been a long week.")
    be_met(page)
    make_mine(page, name, PASSPHRASE)
    return name


ASKED_PLAINLY = re.compile(
    r"\b(suicide|end(ing)? your life|kill(ing)? yourself)\b[^.]*\?", re.IGNORECASE
)


def test_by_keyboard_skipping_comes_first_and_a_tap_tells_the_word(
    page: Page, name: str, address: str
) -> None:
    del name
    page.goto(f"{address}/account")
    page.get_by_role("link", name="Questionnaires").click()
    page.get_by_role("link", name=re.compile(r"Have a look\s*: PHQ-2")).click()
    page.get_by_role("button", name="One question at a time").click()
    page.locator("#main").evaluate("main => { main.tabIndex = -1; main.focus(); }")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Skip this")).to_be_focused()
    page.get_by_label("Several days").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Not at all").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Your answers come to 1.")).to_be_visible()
    page.get_by_role("button", name="Keep it, sealed").click()
    expect(page.get_by_role("heading", name="What you kept")).to_be_visible()
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
        assert faults(page) == [], path


def test_without_scripts_an_answer_that_alarms_brings_people_at_once(
    visitor: Visitor, name: str, address: str
) -> None:
    page = visitor(address, java_script_enabled=False)
    come_in(page, name)
    page.goto(f"{address}/measures/phq-9/all")
    page.locator("[name=q9][value='1']").check()
    page.get_by_role("button", name="See what it comes to").click()
    expect(page.get_by_text(ASKED_PLAINLY)).to_be_visible()
    expect(page.get_by_text("There are people for this, if you'd like one.")).to_be_visible()
    page.get_by_role("button", name="Keep them for another day").click()
    expect(page.get_by_text("An answer on a questionnaire")).to_be_visible()
