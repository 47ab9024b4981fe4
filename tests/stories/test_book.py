"""Somebody turns the pages of the book of Wren, on a desktop, on a phone, and without scripts."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from playwright.sync_api import Page, expect

from holdspace import demo
from holdspace.demo.fixture import visits
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_everybody import FITS, PHONE, SMALL, Scheme, faults

LEAVES = (1, 4, 5, 12, 13, 16, 17, 24)  # visits that show every kind of thing there is
WEEKS = 16


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the book of a whole play."""
    stage = demo.stage(tmp_path_factory.mktemp("wren"))
    with start_blocking_portal() as portal:  # the browser has this thread's loop
        book = portal.call(demo.play, stage)
    demo.close(stage)
    with serving(demo.book_door(book, stage)) as address:
        yield address


def turn(page: Page, name: str) -> None:
    page.get_by_role("link", name=name).click()


def test_the_pages_turn_by_links_and_by_arrow_keys(visitor: Visitor, shelf: str) -> None:
    page = visitor(shelf)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sixteen weeks of Wren")
    expect(page.get_by_text("Wren is made up")).to_be_visible()
    turn(page, "On: Tuesday 3 February")
    expect(page.get_by_text("i don't know what to put here")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thursday 5 February")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/book/1")
    page.get_by_role("navigation", name="Weeks").get_by_role("link", name="Week 5").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuesday 3 March")


def test_the_book_is_read_to_its_end_without_scripts_on_a_phone(
    visitor: Visitor, shelf: str
) -> None:
    page = visitor(shelf, java_script_enabled=False, **PHONE)
    for _ in range(len(visits()) + WEEKS + 1):
        page.locator("a[rel=next]").click()
        expect(page.get_by_text("Wren is made up")).to_be_visible()
        expect(page.get_by_role("link", name="Help now")).to_be_visible()
        expect(page.locator("#leave")).to_be_visible()
    expect(page.get_by_text("You were carrying the shopping.")).to_be_visible()
    expect(page.locator("a[rel=next]")).to_have_count(0)


def test_what_was_held_back_stands_beside_the_turn(visitor: Visitor, shelf: str) -> None:
    page = visitor(f"{shelf}/book/4")
    beside = page.locator(".beside").filter(has_text="I don't want to talk about my father")
    aside = beside.get_by_role("note")
    expect(aside).to_contain_text("Left alone")
    turned, held = beside.locator("article").bounding_box(), aside.bounding_box()
    assert turned is not None
    assert held is not None
    assert held["x"] >= turned["x"] + turned["width"]


def test_her_chart_is_drawn_as_it_stood(visitor: Visitor, shelf: str) -> None:
    page = visitor(f"{shelf}/book/9")
    expect(page.locator("svg.chart.wide")).to_be_visible()
    expect(page.locator(".still table")).to_have_count(1)
    assert page.locator("main form, main input, main button").count() == 0


def test_what_amara_sees_is_blank_but_for_one_week(visitor: Visitor, shelf: str) -> None:
    page = visitor(f"{shelf}/book/9")
    page.get_by_role("navigation", name="Weeks").get_by_role("link", name="Week 13").click()
    for number in range(1, WEEKS + 1):
        page.goto(f"{shelf}/book/week/{number}")
        expect(page.get_by_role("heading", level=1)).to_have_text("What Amara sees")
        blank = page.get_by_text("Nothing was shared this week.")
        expect(blank).to_have_count(0 if number == 7 else 1)
    page.goto(f"{shelf}/book/week/7")
    faced = page.locator(".faced-week")
    expect(faced.get_by_text("the recipe is mine")).to_be_visible()
    expect(faced.get_by_text("So the loaf was your own.")).to_be_visible()
    expect(faced.locator(".letter")).to_have_count(2)


def test_the_last_page_holds_her_words_and_none_of_ours_between(
    visitor: Visitor, shelf: str
) -> None:
    page = visitor(f"{shelf}/book/last")
    first, last = page.locator(".first-and-last > section").all()
    between = page.evaluate(
        "document.querySelector('.first-and-last').childNodes.length"
        " - [...document.querySelector('.first-and-last').childNodes].filter((one) => !one.textContent.trim()).length"
    )
    assert between == 2
    expect(first).to_contain_text("i don't know what to put here")
    expect(last).to_contain_text("To me, on the top deck")


def test_help_opens_from_the_book_and_nothing_stays_in_the_browser(
    visitor: Visitor, shelf: str
) -> None:
    page = visitor(f"{shelf}/book/12")
    page.get_by_role("link", name="Help now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help now")
    expect(page.get_by_text("116 123").first).to_be_attached()
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_in_the_book(
    visitor: Visitor, shelf: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(shelf, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}
    weeks = ("/book/week/4", "/book/week/7")
    for path in ("/", *(f"/book/{number}" for number in LEAVES), *weeks, "/book/last"):
        page.goto(shelf + path)
        found[path] = faults(page)
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
    assert {path: fault for path, fault in found.items() if fault} == {}
