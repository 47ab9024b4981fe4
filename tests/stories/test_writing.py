"""Somebody writes at length: nothing comes between, it is held whole afterwards, and what they choose of it stays."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_everybody import FITS, PHONE, SMALL, Scheme, faults

PASSPHRASE = "a quiet river in autumn"  # noqa: S105  only of a story
STORY = (
    "I don't know where it started. Maybe the year we moved, when everything went into boxes.\n\n"
    "At school I carried everyone's things. Nobody asked me how I was.\n\n"
    "Last winter my friend Hanna sat on the floor. I rang the clinic on a Tuesday."
)
MARK = "For my therapist"


def theirs(page: Page) -> None:
    """Talk, and make it theirs."""
    say(page, "it has been a long day")
    be_met(page)
    make_mine(page, f"Wren {uuid4().hex[:8]}", PASSPHRASE)


def write(page: Page, address: str, words: str = STORY) -> None:
    """Write something, and say that it is done."""
    page.goto(f"{address}/story/write")
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="I've written it").click()


def test_from_the_first_word_to_what_is_kept(page: Page, address: str) -> None:
    theirs(page)
    page.goto(f"{address}/account")
    page.get_by_role("link", name="My story").click()
    expect(page.get_by_text("This page is yours to write, or not.")).to_be_visible()
    page.get_by_role("link", name="Write", exact=True).click()
    page.get_by_label("Your words").fill(STORY)
    page.get_by_role("button", name="I've written it").click()
    expect(page.get_by_role("heading", name="What I heard")).to_be_visible()
    parts = page.locator(".part")
    assert parts.count() >= 3
    expect(page.get_by_label("my friend Hanna")).not_to_be_checked()
    lines = page.get_by_label("Line 1")
    lines.fill("I carried everyone's things, and I put them down.")
    page.get_by_label("What becomes of this line").first.select_option("A moment of strength")
    page.get_by_label("my friend Hanna").check()
    page.get_by_role("button", name="Keep what I chose").click()
    page.get_by_text("For whom it is").click()
    page.get_by_role("checkbox", name="At school I carried").first.check()
    page.get_by_role("button", name="Keep these marks").click()
    expect(page.locator(".is-marked")).to_have_count(1)
    page.get_by_role("link", name="My story").last.click()
    expect(page.get_by_text("and I put them down.").first).to_be_visible()
    expect(page.locator(".chips").get_by_text("my friend Hanna")).to_be_visible()
    assert "Hanna" not in page.url + page.title()


def test_what_is_written_is_sealed_as_it_is_written(page: Page, address: str) -> None:
    theirs(page)
    page.goto(f"{address}/story/write")
    expect(page.get_by_text("It's kept as you write, sealed.")).to_be_visible()
    with page.expect_response("**/story/draft") as answer:
        page.get_by_label("Your words").fill("It began")
    assert answer.value.ok
    expect(page.locator("#people")).to_be_hidden()
    page.goto(f"{address}/story")
    page.get_by_role("main").get_by_role("link", name="Go on writing").click()
    expect(page.get_by_label("Your words")).to_have_value("It began")


def test_where_danger_is_written_people_stand_above_and_the_writing_goes_on(
    page: Page, address: str
) -> None:
    theirs(page)
    page.goto(f"{address}/story/write")
    box = page.get_by_label("Your words")
    box.fill("It began in May. I want to kill myself tonight.")
    expect(page.get_by_label("People to turn to")).to_be_visible(timeout=15_000)
    expect(box).to_be_focused()
    expect(box).to_have_value("It began in May. I want to kill myself tonight.")
    page.get_by_role("button", name="I've written it").click()
    expect(page.get_by_label("People to turn to")).to_be_visible()
    assert "/talk" in page.url
    page.goto(f"{address}/story")
    expect(page.get_by_text("It began in May.")).to_be_visible()


def test_a_quiet_half_hour_locks_it_and_it_is_all_there_again(page: Page, address: str) -> None:
    theirs(page)
    page.get_by_role("link", name="Back to the talk").click()
    page.goto(f"{address}/story/write")
    page.clock.install()
    page.goto(f"{address}/story/write")
    page.get_by_label("Your words").fill("It began in May")
    page.clock.fast_forward("31:00")
    expect(page.get_by_text("We closed the page to keep it private.")).to_be_visible()
    expect(page.get_by_text("It began in May")).to_have_count(0)
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in").click()
    page.goto(f"{address}/story/write")
    expect(page.get_by_label("Your words")).to_have_value("It began in May")


def test_all_of_it_works_without_scripts(visitor: Visitor, address: str) -> None:
    page = visitor(address, java_script_enabled=False)
    page.get_by_label("Your words").fill("it has been a long day")
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Make this mine").click()
    page.get_by_label("A name to come back with").fill(f"Wren {uuid4().hex[:8]}")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_label("And once more").fill(PASSPHRASE)
    page.get_by_label("At another visit").check()
    page.get_by_role("button", name="Make this mine").click()
    page.goto(f"{address}/story/write")
    expect(page.get_by_text("It stays on this page until you press one of these.")).to_be_visible()
    page.get_by_label("Your words").fill("It began")
    page.get_by_role("button", name="Keep it for later").click()
    page.get_by_role("main").get_by_role("link", name="Go on writing").click()
    expect(page.get_by_label("Your words")).to_have_value("It began")
    write(page, address)
    page.get_by_label("What becomes of this line").first.select_option("Keep it with what I wrote")
    page.get_by_role("button", name="Keep what I chose").click()
    expect(page.get_by_role("heading", name="What was heard")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_its_pages_fit_and_axe_finds_nothing(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}

    def look(what: str) -> None:
        for fold in page.locator("main details").all():
            fold.evaluate("one => { one.open = true }")
        found[what] = faults(page)
        assert page.evaluate(FITS), what
        assert page.evaluate(SMALL) == [], what

    theirs(page)
    page.goto(f"{address}/story")
    look("empty")
    page.goto(f"{address}/story/write")
    look("writing")
    write(page, address)
    look("heard")
    page.get_by_label("What becomes of this line").nth(0).select_option("heard")
    page.get_by_label("What becomes of this line").nth(1).select_option("moment")
    page.get_by_label("my friend Hanna").check()
    page.get_by_role("button", name="Keep what I chose").click()
    look("passage")
    page.goto(f"{address}/story")
    look("story")
    page.get_by_role("link", name="Then and now").click()
    look("then")
    page.get_by_role("button", name="Side by side").click()
    look("side by side")
    page.goto(f"{address}/remembers")
    look("remembers")
    assert {what: fault for what, fault in found.items() if fault} == {}


def test_on_a_phone_the_words_have_the_screen(visitor: Visitor, address: str) -> None:
    page = visitor(address, **PHONE)
    theirs(page)
    page.goto(f"{address}/story/write")
    box = page.get_by_label("Your words").bounding_box()
    assert box
    assert box["height"] > 844 * 0.45
    expect(page.get_by_role("link", name="Help now")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave")).to_be_in_viewport()


def test_the_keyboard_reaches_everything_in_the_order_it_stands(page: Page, address: str) -> None:
    theirs(page)
    page.goto(f"{address}/story/write")
    page.get_by_label("Your words").focus()
    page.keyboard.type("It began in May.")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="I've written it")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep it for later")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What I heard")).to_be_visible()
