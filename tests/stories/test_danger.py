"""Somebody is in danger, and people are one tap away."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.stories.steps import be_met, say


def test_im_not_safe_is_one_tap_and_then_numbers_on_the_same_screen(page: Page) -> None:
    page.get_by_role("link", name="Help now").click()
    with page.expect_response("**/talk") as told:
        page.get_by_text("I'm not safe", exact=True).click()
    assert told.value.ok
    expect(page.get_by_text("Right now matters most.")).to_be_visible()
    expect(page.locator("#not-safe").get_by_role("link", name="Call 112")).to_be_visible()
    page.get_by_role("button", name="Go on in Talk").first.click()
    expect(page.get_by_role("complementary", name="People to turn to")).to_be_visible()
    expect(page.locator(".you")).to_have_count(1)


def test_a_door_opened_before_its_script_arrives_is_heard_too(page: Page, address: str) -> None:
    """A quick hand on a slow line: the tap comes first, and what listens for it comes late."""

    def tap_first(script: Route) -> None:
        page.get_by_text("I'm not safe", exact=True).click()
        expect(page.locator("#not-safe")).to_have_attribute("open", "")
        script.continue_()

    page.route("**/js/help.js*", tap_first)
    with page.expect_response("**/talk") as told:
        page.goto(f"{address}/help", wait_until="commit")
    assert told.value.ok


@pytest.mark.parametrize(
    "door", ["I'm not safe", "It's too much", "Someone is hurting me", "I'm worried about someone"]
)
def test_every_door_of_help_now_opens_in_place(page: Page, address: str, door: str) -> None:
    page.goto(f"{address}/help")
    page.locator(".doors").get_by_text(door, exact=True).click()
    opened = page.locator("details[open]")
    expect(opened).to_have_count(1)
    expect(opened.get_by_role("link").first).to_be_visible()
    assert page.url == f"{address}/help"


def test_people_come_into_sight_when_it_is_about_dying(page: Page) -> None:
    people = page.locator("#people")
    expect(people).to_be_hidden()
    say(page, "I keep thinking about killing myself")
    be_met(page)
    expect(people).to_be_visible()
    expect(people.get_by_role("link", name="Call").first).to_have_attribute("href", "tel:116123")
    page.reload()
    expect(people).to_be_visible()


def test_the_country_is_asked_on_help_now_alone_and_can_be_changed(page: Page) -> None:
    expect(page.get_by_label("Where are you?")).to_have_count(0)
    page.get_by_role("link", name="Help now").click()
    page.get_by_text("Somewhere else?").click()
    page.get_by_label("Where are you?").select_option("NZ")
    page.get_by_role("button", name="Show these numbers").click()
    expect(page.get_by_role("heading", name="Numbers for New Zealand")).to_be_visible()
