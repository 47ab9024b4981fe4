"""Something fails, and nobody's words are lost for it."""

from playwright.sync_api import Page, Route, expect

from tests.stories.conftest import Visitor
from tests.stories.serving import in_a_process
from tests.stories.steps import be_met, keep_for_later, say

WORDS = "I finally wrote it down"


def test_when_the_network_is_lost_the_words_stay_in_the_box(page: Page) -> None:
    keep_for_later(page)
    page.context.set_offline(True)
    say(page, WORDS)
    expect(page.locator("#trouble")).to_contain_text("Your words are still in the box.")
    expect(page.get_by_label("Your words")).to_have_value(WORDS)
    expect(page.locator(".you")).to_have_count(0)
    page.context.set_offline(False)
    page.get_by_role("button", name="Send").click()
    be_met(page)
    expect(page.locator("#trouble")).to_be_hidden()
    expect(page.locator(".you p")).to_have_text(WORDS)


def test_what_got_through_and_is_sent_again_is_answered_once(page: Page) -> None:
    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/talk", lose_the_answer, times=1)
    say(page, WORDS)
    expect(page.get_by_label("Your words")).to_have_value(WORDS)
    page.get_by_role("button", name="Send").click()
    be_met(page)
    page.reload()
    expect(page.locator(".you")).to_have_count(1)


def test_two_tabs_are_one_visit(page: Page, address: str) -> None:
    say(page, "from the first tab")
    be_met(page)
    other = page.context.new_page()
    other.goto(f"{address}/talk")
    expect(other.get_by_text("from the first tab", exact=True)).to_be_visible()
    say(other, "from the second tab")
    be_met(other)
    page.reload()
    expect(page.get_by_text("from the second tab", exact=True)).to_be_visible()


def test_without_network_help_now_and_gentle_things_open(page: Page, address: str) -> None:
    keep_for_later(page)
    page.context.set_offline(True)
    page.get_by_role("link", name="Help now").click()
    expect(page.get_by_role("heading", name="Numbers for Ireland")).to_be_visible()
    expect(page.get_by_role("link", name="Call 116 123").first).to_be_visible()
    page.get_by_role("link", name="Gentle things").first.click()
    page.locator("#too-much summary").first.click()
    page.get_by_role("link", name="Look around").first.click()
    page.get_by_role("link", name="Begin").click()
    page.get_by_role("link", name="None of these, go on").click()
    expect(page.get_by_text("If you like, let your eyes wander.")).to_be_visible()
    page.goto(f"{address}/talk")
    expect(page.get_by_role("heading", name="There's no connection just now")).to_be_visible()


def test_when_the_house_dies_mid_reply_it_says_so_and_help_now_opens(visitor: Visitor) -> None:
    with in_a_process() as (address, process):
        page = visitor(address)
        keep_for_later(page)
        say(page, "wait for me")
        expect(page.locator(".them > p")).to_contain_text("You've been holding")
        process.kill()
        process.wait()
        expect(page.locator("#trouble")).to_contain_text("The connection slipped partway.")
        expect(page.get_by_label("Your words")).to_have_value("wait for me")
        page.get_by_role("link", name="Help now").click()
        expect(page.get_by_role("heading", name="Help now")).to_be_visible()
