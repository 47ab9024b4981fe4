"""Takes the README's picture of the talk page, from the real house in a real browser."""

from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.serving import server
from tools.chromium import find

PICTURE = Path(__file__).parents[1] / "docs/pictures/talk.png"
SAID = "I'm so tired. I've been holding everything together since the move and nobody notices."


def main() -> None:
    """Write one thing, wait for the reply, and take the picture."""
    with server() as (address, _), sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=find(), args=flags)
        page = browser.new_page(
            viewport={"width": 1280, "height": 820},
            reduced_motion="reduce",
            timezone_id="America/New_York",
        )
        page.goto(address)
        page.get_by_label("Your words").fill(SAID)
        page.get_by_role("button", name="Send").click()
        page.locator(".them:not([aria-busy])").first.wait_for(timeout=30_000)
        page.wait_for_timeout(500)
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
