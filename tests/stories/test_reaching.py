"""Somebody reaches for a person: a country, words that stand ready, and the card in the talk."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, last_reply, say
from tests.stories.test_everybody import PHONE

NEAR = "I know how I'd do it"
NOW = "it's tonight, I've written the notes"
DONE = "I already took them"


def test_a_country_is_one_tap_and_neither_talk_nor_draft_is_lost(
    visitor: Visitor, nowhere: str
) -> None:
    page = visitor(nowhere)
    say(page, "I keep thinking about killing myself")
    be_met(page)
    box = page.get_by_label("Your words")
    box.fill("half a thought")
    page.get_by_role("button", name="Ireland").click()
    people = page.locator("#people")
    expect(people.get_by_role("link", name="Call 116 123")).to_be_visible()
    expect(people).to_be_focused()
    expect(box).to_have_value("half a thought")
    expect(page.locator(".you")).to_have_count(1)
    expect(page.locator("#said")).to_have_text("The numbers there are on the card now.")
    page.get_by_text("Not in Ireland?").click()
    page.get_by_text("Somewhere else").click()
    page.get_by_role("button", name="Germany").click()
    expect(people.get_by_text("Not in Germany?")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    be_met(page)
    expect(page.locator(".you")).to_have_count(2)


def test_without_scripts_a_country_is_one_tap_and_the_draft_stays(
    visitor: Visitor, nowhere: str
) -> None:
    page = visitor(nowhere, java_script_enabled=False)
    say(page, "I keep thinking about killing myself")
    page.get_by_label("Your words").fill("half a thought")
    page.get_by_role("button", name="Ireland").click()
    expect(page.locator("#people").get_by_role("link", name="Call 116 123")).to_be_visible()
    expect(page.get_by_label("Your words")).to_have_value("half a thought")
    expect(page.get_by_text("I keep thinking about killing myself", exact=True)).to_be_visible()


@pytest.mark.parametrize("words", [NEAR, NOW, DONE])
@pytest.mark.parametrize("answer", ["I've called", "Someone is with me", "I can't call"])
def test_what_became_of_calling_is_said_from_the_card_by_keyboard(
    page: Page, words: str, answer: str
) -> None:
    say(page, words)
    be_met(page)
    before = last_reply(page).inner_text()
    page.get_by_role("button", name=answer).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".them")).to_have_count(2)
    be_met(page)
    expect(page.locator(".you p").last).to_have_text(answer)
    assert last_reply(page).inner_text() != before


@pytest.mark.parametrize("phone", [{}, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("words", [NOW, DONE])
def test_danger_right_now_shows_people_and_the_reply_and_traps_nobody(
    visitor: Visitor, address: str, words: str, phone: dict[str, object]
) -> None:
    page = visitor(address, **phone)
    say(page, words)
    be_met(page)
    people = page.locator("#people")
    emergency = people.get_by_role("link", name="Call 112")
    expect(emergency).to_be_in_viewport(ratio=1)
    expect(last_reply(page).locator("> p").last).to_be_in_viewport(ratio=1)
    for held in ("Help now", "Leave quickly"):
        expect(page.get_by_role("link", name=held)).to_be_in_viewport(ratio=1)
    people.focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.get_by_label("Your words").evaluate("box => box === document.activeElement"):
            break
    expect(page.get_by_label("Your words")).to_be_focused()
    large = people.bounding_box()
    page.locator(".rest > summary").focus()
    page.keyboard.press("Enter")
    small = people.bounding_box()
    assert large
    assert small
    assert small["height"] < large["height"] * 0.75
    expect(emergency).to_be_in_viewport(ratio=1)
    page.get_by_text("Show people again").click()
    expect(people.get_by_role("link", name="More numbers")).to_be_visible()


def test_a_card_made_smaller_is_large_again_when_it_gets_closer(page: Page) -> None:
    say(page, NOW)
    be_met(page)
    page.get_by_text("Make this smaller").click()
    say(page, DONE)
    be_met(page)
    expect(page.get_by_text("Make this smaller")).to_be_visible()


def test_words_and_a_number_never_leave_the_page(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/tell")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    page.get_by_role("button", name="I'm not safe. Can you come?").click()
    page.get_by_label("Their number or mail").fill("+353 (0)87 123 4567")
    by_text = page.get_by_role("link", name="Text it")
    expect(by_text).to_have_attribute(
        "href", "sms:+353871234567?&body=I'm%20not%20safe.%20Can%20you%20come%3F"
    )
    expect(page.get_by_role("link", name="Call them")).to_have_attribute(
        "href", "tel:+353871234567"
    )
    page.get_by_label("Or in your words").fill("Come & sit?")
    page.get_by_label("Their number or mail").fill("rosa@example.org")
    expect(page.get_by_role("link", name="Mail it")).to_have_attribute(
        "href", "mailto:rosa@example.org?body=Come%20%26%20sit%3F"
    )
    page.get_by_role("button", name="Copy the words").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Come & sit?"
    assert sent == []
    page.goto(f"{address}/gentle")
    page.go_back()
    expect(page.get_by_label("Their number or mail")).to_be_empty()


def test_in_danger_from_somebody_the_tab_says_nothing(page: Page) -> None:
    say(page, "he is outside my door right now and he is going to hurt me")
    be_met(page)
    expect(page).to_have_title("Notes")
    expect(page.get_by_role("link", name="Holdspace, first page")).to_have_text("Notes")
    page.reload()
    expect(page).to_have_title("Notes")


def test_too_much_is_one_tap_and_opens_without_network_at_once(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.get_by_role("link", name="It's too much", exact=True).click()
    expect(page.get_by_text("You don't have to type.")).to_be_visible(timeout=1_000)
    page.get_by_role("button", name="Go on in Talk, with few words").click()
    expect(page.get_by_role("heading", name="There's no connection just now")).to_be_visible()
    expect(page.get_by_role("link", name="Help now, with the numbers")).to_be_visible()
