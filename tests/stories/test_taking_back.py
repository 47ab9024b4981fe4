"""Somebody says something, and wants it not said."""

from playwright.sync_api import Page, expect

from tests.stories.steps import be_met, say

HEAVY = "the thing I never told anyone"


def test_what_was_said_can_be_unsaid_at_once(page: Page) -> None:
    say(page, HEAVY)
    be_met(page)
    page.get_by_role("button", name="Unsay").click()
    expect(page.locator(".gone-word")).to_have_text("Gone. You don't have to explain.")
    expect(page.get_by_text(HEAVY)).to_have_count(0)
    page.reload()
    expect(page.locator(".gone-word")).to_be_visible()
    expect(page.get_by_text(HEAVY)).to_have_count(0)


def test_what_is_let_go_never_leaves_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}/let-go")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    expect(page.get_by_text("Nothing reads this, not even for danger.")).to_be_visible()
    box = page.get_by_label("Whatever it is")
    box.fill(HEAVY)
    page.get_by_role("button", name="Let it go").click()
    expect(box).to_be_empty()
    expect(page.get_by_text("Gone.", exact=True)).to_be_visible()
    assert sent == []


def test_what_was_written_to_be_let_go_is_not_there_on_coming_back(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/let-go")
    page.get_by_label("Whatever it is").fill(HEAVY)
    page.goto(f"{address}/gentle")
    page.go_back()
    expect(page.get_by_label("Whatever it is")).to_be_empty()
