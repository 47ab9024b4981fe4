"""What people do in the stories, in their words."""

from playwright.sync_api import Locator, Page, expect


def say(page: Page, words: str) -> None:
    """Write something and send it."""
    page.get_by_label("Your words").fill(words)
    page.get_by_role("button", name="Send").click()


def make_mine(page: Page, name: str, passphrase: str) -> None:
    """Say goodbye, and make the visit one's own; the ten words may wait."""
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Make this mine").click()
    page.get_by_label("A name to come back with").fill(name)
    page.get_by_label("A passphrase").fill(passphrase)
    page.get_by_label("At another visit").check()
    page.get_by_role("button", name="Make this mine").click()
    expect(page.get_by_role("heading", name="This is yours now")).to_be_visible()


def last_reply(page: Page) -> Locator:
    """Return the newest reply."""
    return page.locator(".them").last


def be_met(page: Page) -> None:
    """Wait until a whole reply to the newest message has arrived."""
    newest = page.locator(".exchange").last.locator(".them")
    expect(newest).to_be_visible(timeout=15_000)
    expect(page.locator("[aria-busy]")).to_have_count(0, timeout=15_000)


def keep_for_later(page: Page) -> None:
    """Wait until the browser holds what it keeps for when there is no network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
