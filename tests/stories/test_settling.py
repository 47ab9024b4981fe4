"""Somebody is done for now, and may take along what was heard, or leave it."""

import pytest
from playwright.sync_api import Page, expect

from tests.stories.steps import be_met, say
from tests.stories.test_everybody import faults

TOLD = (
    "my boss moved the deadline again",
    "my sister hasn't called since the wedding",
    "shorter please",
    "I sold the van on Tuesday",
)


@pytest.fixture
def parting(page: Page) -> Page:
    """Talk for a little, and say goodbye."""
    for words in TOLD:
        say(page, words)
        be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_text("What I heard, if you'd like to take it along").click()
    return page


def test_what_was_heard_can_be_changed_and_saved(parting: Page) -> None:
    parting.get_by_label("What I heard, line 1").fill("The deadline moved again.")
    parting.get_by_label("One line to take with you?").fill("Sunday is mine.")
    with parting.expect_download() as saving:
        parting.get_by_role("button", name="Save a copy").click()
    text = saving.value.path().read_text(encoding="utf-8")
    assert text.startswith("The deadline moved again.")
    assert text.endswith("Sunday is mine.\n")


def test_it_can_be_let_go_by_one_tap(parting: Page) -> None:
    parting.get_by_role("button", name="Let these lines go").click()
    expect(parting.get_by_text("Let go. Nothing of it is here any more.")).to_be_visible()
    expect(parting.get_by_label("One line to take with you?")).to_have_count(0)


def test_how_one_asked_to_be_met_can_be_kept_and_is_there_the_next_time(parting: Page) -> None:
    expect(parting.get_by_text("Shorter replies")).to_be_visible()
    parting.get_by_role("button", name="Keep these").click()
    expect(parting.get_by_role("radio", name="Less")).to_be_checked()


def test_the_opened_goodbye_is_there_for_everybody(parting: Page) -> None:
    assert faults(parting) == []
