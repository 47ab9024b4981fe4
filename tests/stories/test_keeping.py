"""Somebody keeps a visit, comes back to it, leaves, is locked out by quiet, and takes it all away again."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults

PASSPHRASE = "a quiet river in autumn"  # noqa: S105  only of a story
WORDS = "the heron stood in the river all morning"
THEIRS = ("/", "/along", "/bring", "/earlier", "/remembers", "/account", "/mine", "/still", "/keep/words", "/settings", "/come-in/words")  # fmt: skip


@pytest.fixture
def name() -> str:
    """A name nobody else has in the house that all stories share."""
    return f"Juno {uuid4().hex[:8]}"


@pytest.fixture
def kept(page: Page, name: str) -> Page:
    """Talk, say goodbye, and make it theirs."""
    say(page, WORDS)
    be_met(page)
    make_mine(page, name, PASSPHRASE)
    return page


def come_in(page: Page, name: str, passphrase: str = PASSPHRASE) -> None:
    page.get_by_role("link", name="Come back in").click()
    page.get_by_label("The name you chose").fill(name)
    page.get_by_label("Your passphrase").fill(passphrase)
    page.get_by_role("button", name="Come in").click()


def test_a_visit_is_there_again_on_another_device(
    kept: Page, visitor: Visitor, address: str, name: str
) -> None:
    expect(kept.get_by_role("link", name="What is kept")).to_be_visible()
    other = visitor(address)
    come_in(other, name)
    other.get_by_role("link", name="Earlier visits").click()
    other.locator(".visits a").first.click()
    expect(other.get_by_text(WORDS, exact=True)).to_be_visible()
    other.go_back()
    other.get_by_label("Find something that was said").fill("heron")
    other.get_by_role("button", name="Find").click()
    expect(other.get_by_text("Said in", exact=False)).to_be_visible()
    assert "heron" not in other.url


def test_after_leaving_quickly_back_shows_nothing(kept: Page, elsewhere: str) -> None:
    kept.get_by_role("link", name="Earlier visits").click()
    kept.locator(".visits a").first.click()
    kept.get_by_role("link", name="Leave quickly").click()
    kept.wait_for_url(elsewhere)
    kept.go_back()
    expect(kept.get_by_text(WORDS)).to_have_count(0)
    kept.goto(kept.url)
    expect(kept.get_by_text(WORDS)).to_have_count(0)
    expect(kept.get_by_role("link", name="Earlier visits")).to_have_count(0)


def test_a_quiet_half_hour_locks_and_the_draft_waits(kept: Page, address: str) -> None:
    kept.clock.install()
    kept.goto(address)
    say(kept, "it is still there")
    be_met(kept)
    kept.get_by_label("Your words").fill("not sent yet")
    kept.clock.fast_forward("31:00")
    expect(kept.get_by_text("We closed the page to keep it private.")).to_be_visible()
    expect(kept.get_by_text("not sent yet")).to_have_count(0)
    kept.get_by_label("Your passphrase").fill(PASSPHRASE)
    kept.get_by_role("button", name="Come in").click()
    expect(kept.get_by_label("Your words")).to_have_value("not sent yet")
    say(kept, "not sent yet, and now sent")
    be_met(kept)


def test_the_ten_words_are_shown_and_bring_it_back(
    kept: Page, visitor: Visitor, address: str, name: str
) -> None:
    kept.goto(f"{address}/keep/words")
    kept.get_by_role("button", name="Show me the ten words").click()
    words = kept.locator("#ten li").all_text_contents()
    assert len(words) == 10
    other = visitor(address)
    other.get_by_role("link", name="Come back in").click()
    other.get_by_role("link", name="The passphrase is lost").click()
    other.get_by_label("The name you chose").fill(name)
    other.get_by_label("The ten words").fill("-".join(words).upper())
    other.get_by_label("A new passphrase").fill("another river, much later")
    other.get_by_role("button", name="Come in").click()
    expect(other.get_by_role("link", name="Earlier visits")).to_be_visible()


def test_until_tomorrow_is_one_tap_here_and_nothing_elsewhere(
    page: Page, visitor: Visitor, address: str
) -> None:
    say(page, WORDS)
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Keep it until tomorrow").click()
    expect(page.get_by_text("Anyone using this device could open it")).to_be_visible()
    page.get_by_role("link", name="The first page").click()
    page.get_by_role("button", name="Open it").click()
    page.locator(".visits a").first.click()
    expect(page.get_by_text(WORDS, exact=True)).to_be_visible()
    expect(visitor(address).get_by_text("Something is kept here")).to_have_count(0)


def test_one_thing_and_then_everything_is_removed(kept: Page, address: str, name: str) -> None:
    kept.goto(f"{address}/earlier")
    kept.locator(".visits a").first.click()
    kept.get_by_text("Remove this", exact=True).first.click()
    kept.get_by_role("button", name="Remove it", exact=True).first.click()
    expect(kept.get_by_text(WORDS)).to_have_count(0)
    kept.goto(f"{address}/account")
    kept.locator("#remove summary").click()
    kept.get_by_role("button", name="Remove all of it").click()
    expect(kept.get_by_text("Nothing of it is here any more.")).to_be_visible()
    kept.goto(address)
    come_in(kept, name)
    expect(kept.get_by_text("That did not open anything.")).to_be_visible()


def test_a_suggested_passphrase_is_taken_by_one_tap_and_can_be_seen(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/keep/mine")
    page.get_by_role("button", name="Take this one").click()
    field = page.get_by_label("A passphrase")
    expect(field).to_have_value(page.locator("#suggestion").inner_text())
    page.get_by_role("button", name="Show").click()
    expect(field).to_have_attribute("type", "text")


@pytest.fixture
def bare(chromium: Browser, address: str) -> Iterator[Page]:
    """A browser without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_without_scripts_all_of_it_works(bare: Page, name: str) -> None:
    bare.get_by_label("Your words").fill(WORDS)
    bare.get_by_role("button", name="Send").click()
    bare.get_by_role("button", name="I'm done for now").click()
    bare.get_by_role("button", name="Make this mine").click()
    bare.get_by_label("A name to come back with").fill(name)
    bare.get_by_label("A passphrase").fill(PASSPHRASE)
    bare.get_by_label("And once more").fill(PASSPHRASE)
    bare.get_by_role("button", name="Make this mine").click()
    bare.get_by_role("button", name="Show me the ten words").click()
    expect(bare.locator("#ten li")).to_have_count(10)
    bare.get_by_role("link", name="I have them").click()
    bare.get_by_role("link", name="Earlier visits").click()
    bare.locator(".visits a").first.click()
    expect(bare.get_by_text(WORDS, exact=True)).to_be_visible()
    bare.get_by_role("link", name="Talk", exact=True).first.click()
    bare.get_by_label("Your words").fill("once more")
    bare.get_by_role("button", name="Send").click()
    bare.get_by_role("button", name="I'm done for now").click()
    expect(bare.get_by_text("closed and kept, sealed")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_on_any_page_of_it(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}

    def look(what: str, heading: str = "") -> None:
        if heading:
            expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        found[what] = faults(page)
        assert page.evaluate(FITS), what
        assert page.evaluate(SMALL) == [], what

    say(page, WORDS)
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    look("goodbye", "What shall become of this visit?")
    page.get_by_role("button", name="Make this mine").click()
    look("mine", "Make this mine")
    page.get_by_label("A name to come back with").fill(uuid4().hex)
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Make this mine").click()
    page.get_by_role("button", name="Show me the ten words").click()
    look("words", "Ten words")
    for path in THEIRS:
        page.goto(address + path)
        look(path)
    page.goto(f"{address}/earlier")
    page.locator(".visits a").first.click()
    expect(page.locator("#turn-1")).to_be_visible()
    look("a visit")
    page.goto(f"{address}/come-in")
    page.context.clear_cookies()
    page.goto(f"{address}/come-in")
    look("/come-in")
    page.get_by_label("The name you chose").fill("nobody")
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("That did not open anything.")).to_be_visible()
    look("not opened")
    page.goto(f"{address}/keep")
    look("/keep")
    assert {path: fault for path, fault in found.items() if fault} == {}
