"""What a person waits for in a real browser: the first page, the first word, the whole reply."""

import statistics
import time
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

from bench.messages import percentiles
from bench.serving import server
from tools.chromium import find

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
_KEPT = ("/gentle/look-around", "/gentle/hope-map", "/gentle", "/too-much", "/help")
_TIMES, _A_LOOK = 5, 600  # goes; ms after which something surely stands there
_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
SAID = (
    "I made dinner for everyone and nobody looked up",
    "my sister has not rung since the funeral",
    "so much to do before Friday and I can't start",
    "today was actually quite nice",
    "I keep going over what I said to him",
)


def main() -> None:
    """Print how long a person waits."""
    with server() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=list(FLAGS))
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(address)
        print(
            f"  first page {(time.perf_counter() - began) * 1000:.0f} ms (aim <= 3,000, grammar loading)"
        )
        waits = [_say(page, words) for words in SAID]
        print(f"  first word  {percentiles([first for first, _ in waits])} (aim <= 700)")
        print(f"  whole reply {percentiles([whole for _, whole in waits])}, at 95 ms a word")
        for path, painted in _paints(browser, address):
            print(f"  first paint of {path} without a network {painted:.0f} ms (aim <= 200)")
        browser.close()


def _paints(browser: Browser, address: str) -> Iterator[tuple[str, float]]:
    """Yield when something of each kept page is first seen without a network, in ms: the middle of five times."""
    page = browser.new_context().new_page()
    page.goto(address)
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.goto(f"{address}/offline")  # by the worker, which has kept all of them by now
    page.context.set_offline(True)
    for path in _KEPT:
        yield path, statistics.median(_painted(page, address + path) for _ in range(_TIMES))


def _painted(page: Page, address: str) -> float:
    """Go there; return when something was first seen, in ms."""
    page.goto(address)
    page.wait_for_timeout(_A_LOOK)
    return float(page.evaluate(_FIRST_PAINT))


def _say(page: Page, words: str) -> tuple[float, float]:
    """Say one thing; return when the first word and the whole reply stood there, in ms."""
    before = page.locator(".them").count()
    page.get_by_label("Your words").fill(words)
    began = time.perf_counter()
    page.get_by_role("button", name="Send").click()
    reply = page.locator(".them").nth(before)
    reply.locator(".word, p").first.wait_for(timeout=20_000)
    first = (time.perf_counter() - began) * 1000
    page.locator(".them:not([aria-busy])").nth(before).wait_for(timeout=60_000)
    return first, (time.perf_counter() - began) * 1000
