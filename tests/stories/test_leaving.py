"""Somebody comes in, and the screen has to be another one."""

import re

from playwright.sync_api import Page, expect

from tests.stories.steps import be_met, say

WORDS = "he found my other phone"


def test_leave_shows_an_ordinary_page_and_back_shows_no_word(
    page: Page, address: str, elsewhere: str
) -> None:
    say(page, WORDS)
    be_met(page)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(elsewhere)
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_text(WORDS)).to_have_count(0)
    page.goto(f"{address}/talk")
    expect(page.get_by_role("heading", name="You can come as you are.")).to_be_visible()
    expect(page.get_by_text(WORDS)).to_have_count(0)


def test_shift_three_times_leaves_from_any_page(page: Page, address: str, elsewhere: str) -> None:
    page.goto(f"{address}/help")
    page.keyboard.press("Shift")
    expect(page.locator("#leave-status")).to_have_text("Shift two more times to leave.")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(elsewhere)


def test_typing_capitals_leaves_nobody(page: Page) -> None:
    page.get_by_label("Your words").click()
    for letter in "HELLO":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.type("THIS IS LOUD")
    expect(page.locator("#leave-status")).to_be_empty()
    expect(page.get_by_label("Your words")).to_have_value(re.compile("THIS IS LOUD"))


def test_leaving_quickly_looks_unlike_being_done_for_now(page: Page) -> None:
    say(page, "hello")
    be_met(page)
    leave = page.get_by_role("link", name="Leave quickly")
    done = page.get_by_role("button", name="I'm done for now")
    border = "element => getComputedStyle(element).borderStyle"
    assert leave.evaluate(border) != done.evaluate(border)
    top = "element => element.getBoundingClientRect().top"
    assert leave.evaluate(top) < done.evaluate(top)


def test_what_leaving_cannot_hide_is_said(page: Page) -> None:
    page.get_by_role("link", name="About leaving quickly").click()
    expect(page.get_by_role("heading", name="What it can't hide")).to_be_visible()
    expect(page.get_by_text("browser's history")).to_be_visible()
