"""Whoever comes, however they see, type and move, the pages work for them."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from holdspace.practice import library
from holdspace.web.places import QUIET
from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, last_reply, say

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
PATHS = [
    "/",
    "/help",
    "/find",
    "/gentle",
    "/settings",
    "/settings/manner",
    "/keeper",
    "/words",
    "/words/danger",
    "/no-such-page",
]
PATHS += [
    "/plan/all",
    "/plan/now",
    "/plan/edit",
    "/plan/text",
    "/tell",
    "/plan/empty",
    "/tell/empty",
]
PATHS += [f"/{name}" for name in QUIET] + [f"/gentle/{p.id}" for p in library.practices()]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
KEYBOARD = {"viewport": {"width": 390, "height": 480}, "has_touch": True, "is_mobile": True}
SMALL = """() => [...document.querySelectorAll('a, button, summary, select')]
    .filter((one) => one.checkVisibility() && !one.closest('p, dd') && !one.matches('.skip'))
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([_, box]) => box.width < 44 || box.height < 44).map(([name]) => name)"""
FITS = "document.documentElement.scrollWidth <= innerWidth"

Scheme = Literal["light", "dark"]


def faults(page: Page) -> list[Any]:
    """Return what axe finds on the page as it stands, once it is all there."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    return [(fault["id"], [n["target"] for n in fault["nodes"]]) for fault in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_on_any_page(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}
    for path in PATHS:
        page.goto(address + path)
        found[path] = faults(page)
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
    page.goto(address)
    for words in ("I'm so tired", "I keep thinking about killing myself", "I took the pills"):
        say(page, words)
        be_met(page)
        found[words] = faults(page)
        assert page.evaluate(FITS), words
    page.get_by_role("button", name="I'm done for now").click()
    found["goodbye"] = faults(page)
    assert {path: fault for path, fault in found.items() if fault} == {}


@pytest.mark.parametrize("path", PATHS)
def test_help_now_and_leave_are_in_sight_on_every_page(
    visitor: Visitor, address: str, path: str
) -> None:
    page = visitor(address + path, **PHONE)
    expect(page.get_by_role("link", name="Help now").first).to_be_in_viewport()
    expect(page.get_by_role("link", name="Leave quickly")).to_be_in_viewport()


def test_on_a_phone_with_its_keyboard_open_what_matters_stays(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address, **KEYBOARD)
    expect(page.get_by_label("Your words")).to_be_in_viewport(ratio=1)
    say(page, "I've been holding everything together since the move")
    be_met(page)
    expect(last_reply(page).locator("p").first).to_be_in_viewport(ratio=1)
    for held in (
        page.get_by_label("Your words"),
        page.get_by_role("button", name="Send"),
        page.get_by_role("link", name="Help now"),
        page.get_by_role("link", name="Leave quickly"),
    ):
        expect(held).to_be_in_viewport(ratio=1)
    for folded in (page.locator("nav"), page.locator("#pace"), page.locator("#small")):
        expect(folded).not_to_be_in_viewport()


def test_the_keyboard_goes_round_in_the_order_of_need(page: Page) -> None:
    say(page, "hello")
    be_met(page)
    page.reload()
    order = []
    for _ in range(26):  # after the last, the focus leaves the page
        page.keyboard.press("Tab")
        focused = "(e => e.getAttribute('aria-label') || e.textContent.trim() || e.id)"
        order.append(page.evaluate(f"{focused}(document.activeElement)"))
    wanted = [
        "Skip to the page",
        "Holdspace, first page",
        "Help now",
        "Leave quickly",
        "Talk",
        "Gentle things",
        "For hard moments",
        "It's too much",
        "Conversation",
        "Yes, that",
        "Skip that",
        "I'm done for now",
        "box",
        "Send",
    ]
    places = [order.index(name) for name in wanted]
    assert places == sorted(places)


def test_with_reduced_motion_a_reply_is_there_at_once(visitor: Visitor, address: str) -> None:
    page = visitor(address, reduced_motion="reduce")
    say(page, "I'm so tired of holding it all")
    be_met(page)
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert page.evaluate(moving) == 0


def test_ears_are_given_whole_sentences(page: Page) -> None:
    say(page, "I'm so tired of holding it all")
    be_met(page)
    heard = page.locator("#said").inner_text()
    assert heard
    assert heard[-1] in ".?"
    expect(last_reply(page)).to_contain_text(heard)


def test_the_chosen_look_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/settings")
    page.get_by_label("Evening").check()
    page.get_by_label("A quiet name").check()
    page.get_by_role("button", name="Keep these").click()
    page.goto(address)
    expect(page).to_have_title("Notes")
    say(page, "hello")
    be_met(page)
    expect(page).to_have_title("Notes")
    expect(page.locator("html")).to_have_attribute("data-theme", "evening")
