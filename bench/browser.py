"""What a person waits for in a real browser: the first page, the first word, the whole reply."""

import time

from playwright.sync_api import Page, sync_playwright

from bench.messages import percentiles
from bench.serving import server
from tools.chromium import find

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
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
        browser.close()


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
