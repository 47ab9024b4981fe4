"""Somebody comes for the first time, and is met."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, last_reply, say


def test_somebody_arrives_and_is_met_in_one_step(page: Page) -> None:
    expect(page.get_by_role("heading", name="You can come as you are.")).to_be_visible()
    expect(page.get_by_text("Nobody is watching live.").first).to_be_visible()
    say(
        page,
        "I've been holding everything together since the move, and on Friday my sister said "
        "I make it look easy while the kids were fighting in the next room",
    )
    be_met(page)
    assert page.url.endswith("/talk")
    expect(page.locator(".you p")).to_have_text(re.compile("since the move"))
    expect(last_reply(page).locator("mark.own").first).to_be_visible()
    page.get_by_text("Why these words?").click()
    expect(last_reply(page).locator(".why p").first).not_to_be_empty()


def test_the_first_word_is_there_within_700_milliseconds_of_send(page: Page) -> None:
    say(page, "hello")  # whatever loads once has loaded
    be_met(page)
    page.get_by_label("Your words").fill("It has been a long day")
    waited = page.evaluate(
        """() => new Promise((resolve) => {
            const from = performance.now();
            new MutationObserver((_, seen) => {
                if (!document.querySelector('.exchange:last-of-type .them .word')) return;
                seen.disconnect();
                resolve(performance.now() - from);
            }).observe(document.getElementById('log'), { childList: true, subtree: true });
            document.getElementById('say').requestSubmit();
        })"""
    )
    assert waited < 700


def test_a_whole_visit_is_possible_without_typing(page: Page) -> None:
    page.get_by_text("Pick a word").click()
    page.get_by_label("tired").check()
    page.get_by_label("lonely").check()
    page.get_by_role("button", name="Send these words").click()
    expect(page.locator(".you p")).to_have_text("I feel tired and lonely.")
    page.get_by_role("button", name="Just stay").click()
    expect(page.locator(".them")).to_have_count(2)
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    expect(page.get_by_text("This visit is closed.")).to_be_visible()


def test_late_at_night_the_page_is_night_with_one_lamp(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=datetime(2026, 3, 3, 2, 30, tzinfo=UTC))
    expect(page.get_by_role("heading", name="It's late. You can come as you are.")).to_be_visible()
    expect(page.locator(".lamp")).to_be_visible()


def test_slower_stays_on_until_it_is_let_go(page: Page) -> None:
    say(page, "hello")
    be_met(page)
    slower = page.get_by_role("button", name="Slower")
    slower.click()
    expect(slower).to_have_attribute("aria-pressed", "true")
    be_met(page)
    slower.click()
    expect(slower).to_have_attribute("aria-pressed", "false")


def test_nothing_is_asked_of_anybody_else(visitor: Visitor, address: str) -> None:
    asked: set[str | None] = set()
    page = visitor(address)
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
    page.reload()
    say(page, "hello")
    be_met(page)
    page.goto(f"{address}/help")
    assert asked == {"localhost"}


def test_without_scripts_there_is_a_whole_visit(visitor: Visitor, address: str) -> None:
    page = visitor(address, java_script_enabled=False)
    say(page, "I'm so tired of all of it")
    expect(page.locator(".them")).to_be_visible()
    page.get_by_role("button", name="Just listen").click()
    expect(page.get_by_role("button", name="Just listen")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Unsay").first.click()
    expect(page.get_by_text("Gone. You don't have to explain.")).to_be_visible()
    page.get_by_role("link", name="Help now").click()
    page.get_by_text("I'm not safe", exact=True).click()
    expect(page.get_by_text("Right now matters most.")).to_be_visible()
    page.goto(f"{address}/talk")
    page.get_by_role("button", name="I'm done for now").click()
    expect(page.get_by_text("This visit is closed, and nothing of it is kept.")).to_be_visible()
