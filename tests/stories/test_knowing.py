"""Somebody lets it know one person, is told so once at another visit, and lets it forget."""

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, say
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.stories.test_keeping import PASSPHRASE, come_in

ASKS = "Shall it know these next time?"


def keep(page: Page, name: str) -> None:
    """Talk of Juno, and make it theirs with a yes to her."""
    say(page, "My sister Juno came by with bread.")
    be_met(page)
    say(page, "I told Esme that the kitchen is warm now.")
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Make this mine").click()
    juno = page.get_by_label("my sister Juno")
    expect(juno).not_to_be_checked()
    expect(page.get_by_label("Esme")).not_to_be_checked()
    juno.check()
    page.get_by_label("A name to come back with").fill(name)
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_label("At another visit").check()
    page.get_by_role("button", name="Make this mine").click()
    expect(page.get_by_role("heading", name="This is yours now")).to_be_visible()


def test_one_yes_is_said_once_asked_once_and_forgotten(
    page: Page, visitor: Visitor, address: str
) -> None:
    name = f"Ivo {uuid4().hex[:8]}"
    keep(page, name)
    other = visitor(address)
    come_in(other, name)
    other.goto(address)
    for words in ("The bread is gone.", "Juno texted me about the flour.", "I told Juno to wait."):
        say(other, words)
        be_met(other)
    replies = " ".join(other.locator(".them").all_inner_texts())
    assert replies.count("your sister Juno") == 1
    say(other, "I had tea with Maeve, and Esme laughed.")
    be_met(other)
    other.get_by_role("button", name="I'm done for now").click()
    expect(other.get_by_text(ASKS)).to_be_visible()
    expect(other.get_by_label("Maeve")).not_to_be_checked()
    expect(other.get_by_label("Esme")).to_have_count(0)  # she was asked about before
    expect(other.get_by_label("my sister Juno")).to_have_count(0)
    other.get_by_label("Maeve").check()
    other.get_by_role("button", name="Keep what is ticked").click()
    expect(other.get_by_role("heading", name="That is kept")).to_be_visible()
    other.get_by_role("link", name="The first page").click()
    come_in(other, name)
    other.goto(f"{address}/remembers")
    held = other.locator("#known .thing")
    expect(held).to_have_count(2)
    held.first.get_by_role("button", name="Forget").click()
    expect(other.locator("#known .thing")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_the_asking_pages_fit_and_axe_finds_nothing(
    visitor: Visitor, address: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}

    def look(what: str) -> None:
        found[what] = faults(page)
        assert page.evaluate(FITS), what
        assert page.evaluate(SMALL) == [], what

    keep(page, uuid4().hex)
    page.goto(f"{address}/remembers")
    look("remembers")
    page.goto(address)
    say(page, "I had tea with Maeve, and Tomasz laughed.")
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    expect(page.get_by_text(ASKS)).to_be_visible()
    look("goodbye")
    page.get_by_role("button", name="Keep what is ticked").click()
    expect(page.get_by_role("heading", name="Nothing is kept of it")).to_be_visible()
    look("known")
    assert {path: fault for path, fault in found.items() if fault} == {}
