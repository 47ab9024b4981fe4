"""Every gentle thing, led to its end and left half-way, however somebody comes.

Generated: each practice by each way of coming, to each end. `make check` plays a few; `make stories-all` plays every one.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from holdspace.practice import library
from holdspace.practice.library import Practice
from tests.stories.conftest import BAD, EXPECTED, Visitor
from tests.stories.steps import keep_for_later
from tests.stories.test_everybody import PHONE, faults
from tests.stories.walks import PATIENT, Led

COMING: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 820}},  # by keyboard alone
    "phone": PHONE,
    "no-script": {"java_script_enabled": False, "viewport": {"width": 820, "height": 1180}},
    "reduced-motion": {"reduced_motion": "reduce"},
    "offline": {"service_workers": "allow"},
}
ENDS = ("to-the-end", "half-way")
EVERY = os.environ.get("HOLDSPACE_STORIES") == "all"
_FEW = 8  # that `make check` plays: every way of coming and both ends, each with another practice
_STEP = 3  # practices apart


def stories() -> Iterator[tuple[Practice, str, str]]:
    """Yield which practice is played how, and to which end."""
    everything = library.practices()
    if EVERY:
        yield from product(everything, COMING, ENDS)
        return
    ways = list(COMING)
    for at in range(_FEW):
        yield everything[at * _STEP], ways[at % len(ways)], ENDS[at % 2]


STORIES = [
    pytest.param(practice, coming, end, id=f"{practice.id}-{coming}-{end}")
    for practice, coming, end in stories()
]


@dataclass
class Visitors:
    """Browsers, one for each way of coming, opened when first needed."""

    open: Callable[[str], BrowserContext]
    said: list[str] = field(default_factory=list)  # what their consoles said
    _open: dict[str, BrowserContext] = field(default_factory=dict)

    def coming(self, way: str) -> Page:
        """Return a new page of somebody who comes so."""
        if way not in self._open:
            self._open[way] = self.open(way)
            self._open[way].on("weberror", lambda fault: self.said.append(str(fault.error)))
            self._open[way].on("console", self._note)
        self._open[way].clear_cookies()  # somebody else, whom nothing made worse yet
        page = self._open[way].new_page()
        page.set_default_timeout(PATIENT)
        return page

    def _note(self, said: ConsoleMessage) -> None:
        if said.type in BAD and EXPECTED not in said.text:
            self.said.append(said.text)


@pytest.fixture(scope="module")
def visitors(chromium: Browser, address: str) -> Iterator[Visitors]:
    with ExitStack() as contexts:

        def opened(way: str) -> BrowserContext:
            context = contexts.enter_context(chromium.new_context(**COMING[way]))
            if way == "offline":
                first = context.new_page()
                first.goto(address)
                keep_for_later(first)
                first.close()
                context.set_offline(True)
            return context

        yield Visitors(opened)


@pytest.fixture
def come(visitors: Visitors, address: str) -> Iterator[Callable[[Practice, str], Led]]:
    """Open a practice as somebody who comes in a way would; nothing may go wrong on its page."""
    opened: list[Page] = []

    def come(practice: Practice, way: str) -> Led:
        page = visitors.coming(way)
        opened.append(page)
        page.goto(f"{address}/gentle/{practice.id}")
        expect(page.get_by_role("heading", level=1)).to_have_text(practice.title, timeout=PATIENT)
        return Led(page, practice, way)

    yield come
    for page in opened:
        page.close()
    assert visitors.said == []


@pytest.mark.parametrize(("practice", "coming", "end"), STORIES)
def test_it_is_led(
    practice: Practice, coming: str, end: str, come: Callable[[Practice, str], Led]
) -> None:
    led = come(practice, coming)
    led.begins()
    if end == "half-way":
        led.goes_on(len(led.steps) // 2)
        led.is_done()
        led.is_out_without_a_word()
        return
    led.goes_on(len(led.steps))
    led.answers("Easier")
    led.stands_at("better")
    if coming == "offline":
        expect(led.page.locator("#noted")).to_contain_text("this wasn't noted", timeout=PATIENT)
    led.is_done()
    led.is_out_without_a_word()


HARDER = [
    pytest.param(practice, coming, id=f"{practice.id}-{coming}")
    for practice, coming in product(library.practices(), COMING)
]


@pytest.mark.parametrize(("practice", "coming"), HARDER if EVERY else HARDER[25:26])
def test_where_it_makes_it_harder_it_stops_and_offers_a_person(
    practice: Practice, coming: str, come: Callable[[Practice, str], Led]
) -> None:
    led = come(practice, coming)
    led.begins()
    led.goes_on(1)
    led.decides("This makes it harder")
    stopped = led.stands_at("worse")
    assert stopped.get_by_role("link", name="Someone to talk with").is_visible()
    assert stopped.get_by_role("link", name="Next").count() == 0
    if coming == "reduced-motion":  # where nothing is half faded in
        assert faults(led.page) == []


ONE_BY_ONE = library.practices() if EVERY else library.practices()[9:10]


@pytest.mark.parametrize("practice", ONE_BY_ONE, ids=lambda found: found.id)
def test_every_other_way_is_led_to_its_end_too(
    practice: Practice, come: Callable[[Practice, str], Led]
) -> None:
    for way in range(1, len(practice.ways)):
        led = come(practice, "phone")
        led.takes(way)
        led.begins()
        led.goes_on(len(led.steps))
        led.answers("Not sure")
        led.stands_at("not-sure")


@pytest.mark.parametrize("practice", ONE_BY_ONE, ids=lambda found: found.id)
def test_nothing_measures_anybody(practice: Practice, come: Callable[[Practice, str], Led]) -> None:
    """No bar, no figure of how far, no clock (S19)."""
    led = come(practice, "phone")
    led.begins()
    here = led.page.locator("main")
    expect(here.locator("progress, meter, [role=progressbar], [role=timer]")).to_have_count(0)
    seen = here.inner_text()
    assert "%" not in seen
    assert f"of {len(led.steps)}" not in seen


@pytest.mark.parametrize("practice", ONE_BY_ONE, ids=lambda found: found.id)
def test_what_is_put_away_is_listed_no_more(
    practice: Practice, visitor: Visitor, address: str
) -> None:
    """Hidden stays hidden, until they want it back (S20)."""
    led = Led(visitor(f"{address}/gentle/{practice.id}"), practice, "phone")
    led.begins()
    led.goes_on(len(led.steps))
    led.answers("The same")
    led.decides("Not for me")
    led.stands_at("hidden")
    led.is_done()
    link = led.page.locator(f"a[href='/gentle/{practice.id}']")
    expect(link).to_have_count(0)
    led.page.goto(f"{address}/gentle/{practice.id}")
    expect(led.page.get_by_role("heading", name="You put this one away")).to_be_visible()
    led.decides("Bring it back")
    led.page.goto(f"{address}/gentle")
    expect(link.first).to_be_attached()


def test_after_two_that_made_it_harder_nothing_that_looks_inward_is_listed(
    visitor: Visitor, address: str
) -> None:
    page = visitor(f"{address}/gentle")
    inward = page.locator("a[href='/gentle/just-soften']")
    expect(inward.first).to_be_attached()
    for name in ("categories", "reach-out"):
        page.goto(f"{address}/gentle/{name}")
        led = Led(page, next(each for each in library.practices() if each.id == name), "phone")
        led.begins()
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            led.decides("This makes it harder")
        led.stands_at("worse")
    page.goto(f"{address}/gentle")
    expect(page.locator("a[href='/gentle/look-around']").first).to_be_attached()
    expect(inward).to_have_count(0)
