"""Somebody notes how days felt, sees them drawn, changes one, takes one away; and a note of danger is met with people."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, make_mine, say
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.stories.test_keeping import PASSPHRASE, come_in

NOW = datetime.now(UTC)  # noqa: TID251  the house's own clock is the machine's


def days_ago(count: int) -> str:
    return (NOW.date() - timedelta(days=count)).isoformat()


def own_place(page: Page) -> str:
    """Make a place of one's own and come in; return the name."""
    name = f"Wren {uuid4().hex[:8]}"
    say(page, "I moved house and the boxes are everywhere.")
    be_met(page)
    make_mine(page, name, PASSPHRASE)
    return name


def note(page: Page, on: str, felt: str, words: str = "") -> None:
    """Note a day by its empty form, which is open."""
    page.get_by_label("Which day").fill(on)
    page.get_by_label(felt, exact=True).check()
    if words:
        page.get_by_label("A few words, if you like").fill(words)
    page.get_by_role("button", name="Keep it").click()


def test_a_while_is_noted_seen_changed_and_removed(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    page.goto(f"{address}/account")
    expect(page.get_by_role("navigation", name="Places").get_by_text("How it's been")).to_have_count(0)  # fmt: skip
    page.get_by_role("link", name="How it's been").click()
    expect(page.get_by_text("nothing needs to be")).to_be_visible()
    page.get_by_role("button", name="very heavy").click()
    expect(page.get_by_text("Today: very heavy.")).to_be_visible()
    for count, felt in enumerate(
        ("heavy", "heavy", "in between", "in between", "light", "light"), 2
    ):
        page.goto(f"{address}/been/day")
        note(page, days_ago(count), felt, "Walked by the canal." if count == 4 else "")
    page.goto(f"{address}/talk")
    page.get_by_role("link", name="How it's been").click()
    expect(page.get_by_text("Mostly light at first, then in between, and then heavy.", exact=True)).to_be_visible()  # fmt: skip
    expect(page.get_by_role("img", name="How these days felt")).to_be_visible()
    expect(page.locator(".notes").get_by_text("Walked by the canal.")).to_be_visible()
    page.get_by_text("Show this as a table").click()
    expect(page.locator("tbody tr")).to_have_count(7)
    page.locator("tbody tr", has_text="Walked").get_by_role("link").click()
    page.get_by_text("In four parts").click()
    page.get_by_label("Body", exact=True).fill("shoulders down")
    page.get_by_label("Mark it for my therapist").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("Show this as a table").click()
    row = page.locator("tbody tr", has_text="Walked")
    expect(row).to_contain_text("shoulders down")
    expect(row).to_contain_text("Marked for your therapist")
    row.get_by_role("link").click()
    page.get_by_text("Remove this day").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator(".notes")).to_have_count(0)


def test_a_note_of_danger_is_answered_in_talk_with_people(visitor: Visitor, address: str) -> None:
    page = visitor(address, at=NOW)
    own_place(page)
    page.goto(f"{address}/been/day")
    expect(page.get_by_text("read for danger")).to_be_visible()
    page.get_by_text("In four parts").click()
    page.get_by_label("Body", exact=True).fill("chest pain and my left arm is numb")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".them").last).to_contain_text("112", timeout=15_000)
    page.goto(f"{address}/been")
    page.get_by_text("Show this as a table").click()
    expect(page.get_by_text("chest pain and my left arm is numb")).to_be_visible()


def test_it_all_works_without_scripts_and_by_keyboard(visitor: Visitor, address: str) -> None:
    name = own_place(visitor(address, at=NOW))
    page = visitor(address, java_script_enabled=False)
    come_in(page, name)
    page.goto(f"{address}/been/day")
    page.get_by_label("A few words, if you like").fill("boxes")
    page.get_by_label("A few words, if you like").focus()
    for _ in range(3):  # the four parts, the mark, and the button
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Something is noted of today.")).to_be_visible()
    page.get_by_text("Show this as a table").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_the_day_is_the_one_where_the_browser_is(visitor: Visitor, address: str) -> None:
    ahead = NOW + timedelta(hours=14)
    page = visitor(address, at=ahead)  # a browser's clock in UTC that is half a day on
    own_place(page)
    page.goto(f"{address}/been/day")
    expect(page.get_by_label("Which day")).to_have_value(date.isoformat(ahead.date()))
    page.get_by_label("light", exact=True).check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("img", name="How these days felt")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_its_pages_fit_and_axe_finds_nothing(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, at=NOW, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}

    def look(what: str) -> None:
        found[what] = faults(page)
        assert page.evaluate(FITS), what
        assert page.evaluate(SMALL) == [], what

    own_place(page)
    page.goto(f"{address}/been")
    look("empty")
    for count in range(1, 9):
        page.goto(f"{address}/been/day")
        note(page, days_ago(count), "heavy", "Walked by the canal with my sister.")
    for path in ("/been", "/been/all", f"/been/{NOW:%Y-%m}", "/been/day", "/been/words"):
        page.goto(address + path)
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        look(path)
    page.get_by_label("the canal").check()
    page.get_by_role("button", name="Keep what is ticked").click()
    look("kept words")
    page.goto(f"{address}/remembers")
    look("remembers")
    assert {path: fault for path, fault in found.items() if fault} == {}
