"""Gentle things in a browser: led to the end, left half-way, without scripts, without a network, without movement."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import keep_for_later
from tests.stories.test_everybody import FITS, PHONE, SMALL, faults

PLAYERS = {
    "light": "longer-out-breath",
    "senses": "five-things",
    "look": "look-around",
    "categories": "categories",
    "tense": "tense-and-let-go",
    "soften": "just-soften",
    "hand": "kind-hand",
    "set-down": "set-it-down",
    "worry": "worry-window",
    "hope": "hope-map",
    "reach": "reach-out",
    "words": "feet-and-seat",
}
MOVING = "document.getAnimations().filter((one) => one.playState === 'running').length"
DESKTOP = {"viewport": {"width": 1280, "height": 820}}
WORDS = "the saffron heron"


def said(page: Page) -> str:
    return page.locator(".screen:visible .say, .step[data-here] .say").first.inner_text()


def press(page: Page, name: str) -> None:
    """Press a link or a button of the screen that stands here."""
    link = page.get_by_role("link", name=name, exact=True).locator("visible=true")
    button = page.get_by_role("button", name=name, exact=True).locator("visible=true")
    link.or_(button).first.click()


def to_the_steps(page: Page) -> None:
    """Begin, and say that it is all right where that is asked."""
    press(page, "Begin")
    check, said_first = page.locator("#check"), page.locator("#step-1 .say")
    expect(check.or_(said_first).locator("visible=true").first).to_be_visible()
    if check.is_visible():
        check.locator(".main").click()
    expect(said_first).to_be_visible()


def to_the_end(page: Page) -> list[str]:
    """Go through every step; return what they said."""
    to_the_steps(page)
    told = []
    while page.locator("#after").is_hidden():
        told.append(said(page))
        onward = page.get_by_role("link", name="Next", exact=True).locator("visible=true")
        leads_to = onward.get_attribute("href") or ""
        onward.click()
        expect(page.locator(f"{leads_to} .say")).to_be_visible()
    return told


@pytest.mark.parametrize("practice", PLAYERS.values(), ids=PLAYERS)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_player_leads_to_its_end_and_asks_how_it_is(
    visitor: Visitor, address: str, practice: str, size: dict[str, Any]
) -> None:
    page = visitor(f"{address}/gentle/{practice}", reduced_motion="reduce", **size)
    told = to_the_end(page)
    assert len(set(told)) == len(told) >= 5
    assert told[0].startswith("If you like")
    press(page, "Easier")
    expect(page.locator("#better")).to_be_visible()
    expect(page.locator("#noted")).to_have_text("")
    press(page, "I'm done for now")
    expect(page).to_have_url(f"{address}/gentle")


@pytest.mark.parametrize("practice", PLAYERS.values(), ids=PLAYERS)
def test_each_player_can_be_left_half_way_and_every_screen_fits(
    visitor: Visitor, address: str, practice: str
) -> None:
    page = visitor(f"{address}/gentle/{practice}", reduced_motion="reduce", **PHONE)
    to_the_steps(page)
    press(page, "Next")
    assert faults(page) == []
    assert page.evaluate(FITS)
    assert page.evaluate(SMALL) == []
    press(page, "I'm done for now")
    expect(page).to_have_url(f"{address}/gentle")


def test_it_is_led_by_the_keyboard_alone_and_the_words_have_the_focus(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/look-around", reduced_motion="reduce")
    page.get_by_role("link", name="Begin").focus()
    page.keyboard.press("Enter")
    page.locator("#check .main").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#step-1 .say")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#step-2 .say")).to_be_focused()
    page.go_back()
    expect(page.locator("#step-1 .say")).to_be_focused()


def test_what_makes_it_harder_stops_and_offers_the_room_and_a_person(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/just-soften", reduced_motion="reduce")
    to_the_steps(page)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        press(page, "This makes it harder")
    expect(page.get_by_text("Then this one stops here.")).to_be_visible()
    expect(page.get_by_role("link", name="Look around")).to_be_visible()
    expect(page.get_by_role("link", name="Someone to talk with")).to_be_visible()
    page.goto(f"{address}/gentle")
    expect(page.locator('a[href="/gentle/just-soften"]')).to_have_count(0)


@pytest.mark.parametrize("practice", PLAYERS.values(), ids=PLAYERS)
def test_without_scripts_it_is_led_all_the_same(
    visitor: Visitor, address: str, practice: str
) -> None:
    page = visitor(f"{address}/gentle/{practice}", java_script_enabled=False)
    expect(page.locator(".screen:visible")).to_have_count(1)
    told = to_the_end(page)
    assert len(set(told)) == len(told) >= 5
    press(page, "The same")
    expect(page.locator("#same")).to_be_visible()


def test_another_way_is_led_on_its_own(visitor: Visitor, address: str) -> None:
    page = visitor(f"{address}/gentle/look-around", reduced_motion="reduce")
    page.get_by_text("Other ways to do it").first.click()
    press(page, "By ear")
    expect(page.locator("#way-1-invite .say")).to_be_visible()
    assert said(page).startswith("By ear")
    page.locator("#way-1-invite .main").click()
    page.locator("#way-1-check .main").click()
    expect(page.locator("#way-1-step-1 .say")).to_be_visible()
    assert said(page) == "If you like, listen for the loudest thing around you."


def test_nothing_moves_where_that_is_asked_for_and_the_light_can_be_held(
    visitor: Visitor, address: str
) -> None:
    still = visitor(f"{address}/gentle/longer-out-breath#way-2-step-2", reduced_motion="reduce")
    assert still.evaluate(MOVING) == 0
    page = visitor(f"{address}/gentle/longer-out-breath#step-2")
    light = page.locator(".orb .body").first
    state = "one => getComputedStyle(one).animationPlayState"
    assert light.evaluate(state) == "running"
    page.get_by_text("Pause the light").first.click()
    assert light.evaluate(state) == "paused"
    page.locator('[value="slower"]').first.check()
    assert light.evaluate("one => getComputedStyle(one).animationDuration") == "13s"


def test_it_opens_without_a_network_and_is_led_to_the_end(visitor: Visitor, address: str) -> None:
    page = visitor(address, reduced_motion="reduce")
    keep_for_later(page)
    page.context.set_offline(True)
    page.goto(f"{address}/gentle/five-things")
    to_the_end(page)
    press(page, "Easier")
    expect(page.locator("#better")).to_be_visible()
    expect(page.locator("#noted")).to_contain_text("this wasn't noted")


def test_without_a_network_every_page_that_is_kept_still_opens(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address)
    keep_for_later(page)
    page.context.set_offline(True)
    for path in ("/gentle/look-around", "/gentle/hope-map", "/gentle", "/too-much", "/help"):
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_a_browser_keeps_knows_nothing_of_anybody(visitor: Visitor, address: str) -> None:
    page = visitor(address, reduced_motion="reduce")
    keep_for_later(page)
    page.request.post(f"{address}/settings/manner", form={"no_imagery": "1"})
    page.goto(f"{address}/gentle/good-enough-place")
    expect(page.locator("#caution")).to_be_visible()
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#caution")).to_have_count(0)


def test_what_is_set_down_goes_into_the_box_and_goes_with_the_page(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/set-it-down#step-2", reduced_motion="reduce")
    page.get_by_label("A few words, if you like").fill(WORDS)
    page.locator(".lid-of summary").click()
    expect(page.get_by_label("A few words, if you like")).to_be_hidden()
    page.locator(".lid-of summary").click()
    expect(page.get_by_label("A few words, if you like")).to_have_value(WORDS)
    page.goto(f"{address}/gentle")
    page.go_back()
    expect(page.locator("#set-down")).to_have_value("")


def test_a_map_is_seen_together_and_let_go(visitor: Visitor, address: str) -> None:
    page = visitor(f"{address}/gentle/hope-map#step-3", reduced_motion="reduce")
    page.locator("#step-3 textarea").fill(WORDS)
    page.evaluate("location.hash = '#step-11'")
    press(page, "See it together")
    expect(page.locator("#step-3 textarea")).to_be_visible()
    expect(page.locator("#step-9 textarea")).to_be_visible()
    assert page.evaluate("location.href").endswith("#way-0")
    press(page, "Let the words go")
    expect(page.locator("#step-3 textarea")).to_have_value("")


def test_a_message_is_made_with_ready_words_and_goes_nowhere_by_itself(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/reach-out#step-5", reduced_motion="reduce")
    page.get_by_role("button", name="Hi. Today's a hard one.").click()
    expect(page.locator("#telling")).to_have_value("Hi. Today's a hard one. Nothing to fix, I only wanted somebody to know.")  # fmt: skip
    page.locator("#to").fill("085 000 0000")
    link = page.locator("#by-text").get_attribute("href") or ""
    assert link.startswith("sms:0850000000?&body=Hi.%20Today")


def test_another_letter_comes_by_a_tap(visitor: Visitor, address: str) -> None:
    page = visitor(f"{address}/gentle/categories#step-5", reduced_motion="reduce")
    before = page.locator("[data-letter]").inner_text()
    press(page, "Another letter")
    assert page.locator("[data-letter]").inner_text() != before


def test_sound_is_off_until_it_is_asked_for_and_is_made_here(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/look-around#step-1", reduced_motion="reduce")
    page.get_by_text("Sound, voice and pace").click()
    for name in ("A bell", "A soft sound"):
        button = page.get_by_role("button", name=name)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("what", ["strike", "swell"])
def test_a_sound_is_soft_and_ends_or_can_be_ended(
    visitor: Visitor, address: str, what: str
) -> None:
    page = visitor(f"{address}/gentle/look-around")
    source = page.locator('script[src$="js/sound.js"]').get_attribute("src")
    peak = page.evaluate(
        """async ([source, what]) => {
            const into = new OfflineAudioContext(1, 44100 * 8, 44100);
            (await import(source))[what](into);
            const heard = (await into.startRendering()).getChannelData(0);
            return heard.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
        }""",
        [source, what],
    )
    assert 0.005 < peak < 0.3


def test_steps_move_on_by_themselves_only_where_that_is_asked_for(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle/look-around", reduced_motion="reduce")
    page.clock.install()
    page.goto(f"{address}/gentle/look-around#step-1")
    page.reload()
    page.clock.fast_forward(120_000)
    expect(page.locator("#step-1 .say")).to_be_visible()
    page.get_by_text("Sound, voice and pace").click()
    page.get_by_label("By themselves").check()
    page.clock.fast_forward(31_000)
    expect(page.locator("#step-2 .say")).to_be_visible()
