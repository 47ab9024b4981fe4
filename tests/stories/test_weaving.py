"""Somebody writes what they hope for and a word to themselves, is shown what came back in their days, and says how a visit was."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.stories.test_keeping import PASSPHRASE, come_in

NOW = datetime.now(UTC)  # noqa: TID251  the house's own clock is the machine's
DAYS = [*((after, "Juno, by the canal", "light") for after in (18, 11, 4)), *((after, "boxes", "heavy") for after in (15, 8, 2))]  # fmt: skip
SEND = "sent => fetch('/been', { method: 'POST', body: new URLSearchParams(sent) })"


def own_place(page: Page) -> str:
    """Make a place of one's own and come in; return the name."""
    name = f"Ivo {uuid4().hex[:8]}"
    say(page, "I moved house and the boxes are everywhere.")
    be_met(page)
    make_mine(page, name, PASSPHRASE)
    return name


def note_days(page: Page) -> None:
    """Note some days, as the form of a day would send them."""
    for after, words, felt in DAYS:
        on = (NOW.date() - timedelta(days=after)).isoformat()
        page.evaluate(SEND, {"on": on, "felt": felt, "words": words})


def test_a_wish_a_map_and_a_letter_are_kept_and_let_go_of(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    page.goto(f"{address}/account")
    page.get_by_role("link", name="What I hope for").click()
    page.get_by_label("Something I'd like").fill("to ring my sister on Sundays")
    page.get_by_role("button", name="Keep it").first.click()
    wish = page.locator(".wish")
    wish.get_by_text("How close it feels").click()
    expect(wish.get_by_label("Leave it out")).to_be_checked()
    wish.get_by_label("4", exact=True).check(force=True)
    wish.get_by_role("button", name="Note it").click()
    expect(wish.get_by_text(": some of the way.")).to_be_visible()
    page.get_by_text("Make one").click()
    page.get_by_label("One small wish").fill("a quiet morning")
    page.get_by_label("A way 1").fill("earlier to bed")
    page.locator("#map").get_by_role("button", name="Keep it").click()
    expect(page.locator(".mapped")).to_contain_text("earlier to bed")
    page.locator(".wish").get_by_text("Change it, or let it go").click()
    page.locator(".wish").get_by_role("button", name="Let it go").click()
    expect(page.locator(".wish")).to_have_count(0)
    page.get_by_role("link", name="Carrying on").click()
    page.get_by_label("To myself").first.fill("You thought that night would not end.\nIt did.")
    page.get_by_role("button", name="Keep it").first.click()
    expect(page.locator(".to-myself .letter")).to_have_text(
        "You thought that night would not end.\nIt did."
    )


def test_it_looks_after_a_yes_and_what_is_let_go_of_stays_away(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    note_days(page)
    page.goto(f"{address}/been")
    page.get_by_role("link", name="Open that page").click()
    expect(page.get_by_text("Juno")).to_have_count(0)
    page.get_by_role("button", name="Yes, it may look").click()
    expect(page.locator(".noticing")).to_contain_text("“Juno”")
    expect(page.locator(".evidence li")).to_have_count(3)
    page.get_by_role("button", name="Not really").click()
    expect(page.get_by_text("Juno")).to_have_count(0)
    page.get_by_role("link", name="What is remembered").last.click()
    expect(page.locator("#noticing")).to_contain_text("Never to be shown again: “juno”")


def test_a_low_answer_begins_the_next_visit_and_no_other(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=NOW)
    name = own_place(page)
    page.goto(address)
    for words in ("The bus was late.", "And it rained all day.", "The shop was shut too."):
        say(page, words)
        be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_text("How this visit was, if you'd like to say").click()
    heard = page.get_by_role("group", name="Did you feel heard?")
    expect(heard.get_by_label("Leave it out")).to_be_checked()
    heard.get_by_label("2", exact=True).check(force=True)
    page.get_by_role("button", name="Keep what I said").click()
    expect(page.get_by_text("it begins with that")).to_be_visible()
    page.goto(address)
    come_in(page, name)
    page.goto(address)
    said = []
    for words in ("The bus was late again.", "I walked home instead."):
        say(page, words)
        be_met(page)
        said.append(page.locator(".them").last.inner_text().lower())
    assert "last time" in said[0]
    assert "last time" not in said[1]


def test_a_letter_of_danger_is_met_with_people_and_is_there_still(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    page.goto(f"{address}/carrying-on")
    page.get_by_label("To myself").fill("I don't want to be alive any more.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_label("People to turn to")).to_be_visible()
    expect(page.locator(".them").last).to_contain_text("?")
    page.goto(f"{address}/carrying-on")
    expect(page.locator(".to-myself")).to_contain_text("alive any more")


def test_all_of_it_works_without_scripts(chromium: Browser, visitor: Visitor, address: str) -> None:
    name = own_place(visitor(address, at=NOW))
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    come_in(page, name)
    page.goto(f"{address}/hopes")
    page.get_by_label("Something I'd like").fill("a walk on Sundays")
    page.get_by_role("button", name="Keep it").first.click()
    page.locator(".wish").get_by_text("How close it feels").click()
    page.locator(".wish").get_by_label("7", exact=True).check(force=True)
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text(": a good way.")).to_be_visible()
    page.goto(f"{address}/noticing")
    page.get_by_role("button", name="No, leave it").click()
    expect(page.get_by_text("It doesn't look.")).to_be_visible()
    context.close()


def test_the_ruler_is_moved_along_by_keys_alone(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    page.goto(f"{address}/hopes")
    page.get_by_label("Something I'd like").fill("a walk on Sundays")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".wish")).to_have_count(1)
    page.locator(".wish summary").first.press("Enter")
    page.locator(".wish").get_by_label("Leave it out").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")  # round to 0, and on
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text(": some of the way.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_the_pages_fit_and_axe_finds_nothing(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, at=NOW, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}

    def look(what: str) -> None:
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")  # fmt: skip
        found[what] = faults(page)
        assert page.evaluate(FITS), what
        assert page.evaluate(SMALL) == [], what

    own_place(page)
    note_days(page)
    page.goto(f"{address}/hopes")
    page.get_by_label("Something I'd like").fill("to ring my sister on Sundays")
    page.get_by_role("button", name="Keep it").first.click()
    look("hopes")
    page.goto(f"{address}/noticing")
    look("asking")
    page.get_by_role("button", name="Yes, it may look").click()
    look("noticing")
    page.get_by_role("button", name="That fits").click()
    look("fits")
    page.goto(f"{address}/carrying-on")
    page.get_by_label("To myself").fill("It did end.")
    page.get_by_role("button", name="Keep it").click()
    look("carrying on")
    page.goto(f"{address}/remembers")
    look("remembers")
    page.goto(address)
    for words in ("The bus was late.", "And it rained all day.", "The shop was shut too."):
        say(page, words)
        be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    expect(page.get_by_text("How this visit was")).to_be_visible()
    look("goodbye")
    page.get_by_role("button", name="Keep what I said").click()
    look("left out")
    assert {path: fault for path, fault in found.items() if fault} == {}
