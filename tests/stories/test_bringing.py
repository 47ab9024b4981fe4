"""Somebody takes everything along, removes all of it, makes a new place, and brings the file in: the visit is there again."""

from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, say
from tests.stories.test_everybody import FITS, SMALL, faults
from tests.stories.test_keeping import PASSPHRASE, WORDS

FILES = "a passphrase of the file"


def take_along(page: Page, address: str, folder: Path, passphrase: str = "") -> Path:
    """Save everything into a file."""
    page.goto(f"{address}/along")
    page.get_by_label("A passphrase for the file").fill(passphrase)
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the file").click()
    file = folder / saving.value.suggested_filename
    saving.value.save_as(file)
    return file


def make_a_place(page: Page, again: str = "") -> None:
    """Give a name and a passphrase."""
    page.get_by_label("A name to come back with").fill(f"Juno {uuid4().hex[:8]}")
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    if again:
        page.get_by_label("And once more").fill(again)
    page.get_by_label("At another visit").check()
    page.get_by_role("button", name="Make this mine").click()


def remove_everything(page: Page, address: str) -> None:
    page.goto(f"{address}/account")
    page.locator("#remove summary").click()
    page.get_by_role("button", name="Remove all of it").click()
    expect(page.get_by_text("Nothing of it is here any more.")).to_be_visible()


def bring(page: Page, file: Path, passphrase: str = "") -> None:
    page.get_by_label("The file").set_input_files(file)
    page.get_by_label("Its passphrase").fill(passphrase)
    page.get_by_role("button", name="Bring it in").click()


def is_there_again(page: Page) -> None:
    expect(page.get_by_text("1 visit came in.")).to_be_visible()
    page.locator("main").get_by_role("link", name="Earlier visits").click()
    page.locator(".visits a").first.click()
    expect(page.get_by_text(WORDS, exact=True)).to_be_visible()


@pytest.fixture(params=[("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])
def sized(request: pytest.FixtureRequest, visitor: Visitor, address: str) -> Page:
    """A browser on a desk and one on a small phone, by day and in the evening."""
    scheme, width = request.param
    size = {"width": width, "height": 820 if width > 320 else 640}
    return visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")


def test_what_was_taken_along_is_there_again_in_a_new_place(
    sized: Page, address: str, tmp_path: Path
) -> None:
    page = sized

    def look() -> None:
        assert faults(page) == []
        assert page.evaluate(FITS)
        assert page.evaluate(SMALL) == []

    say(page, WORDS)
    be_met(page)
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Make this mine").click()
    make_a_place(page)
    file = take_along(page, address, tmp_path, FILES)
    remove_everything(page, address)
    page.goto(f"{address}/bring")
    expect(page.get_by_text("It needs a place of your own first")).to_be_visible()
    look()
    page.get_by_role("link", name="Make this mine").click()
    make_a_place(page)
    page.get_by_role("link", name="I have a file from another Holdspace").click()
    page.wait_for_url(f"{address}/bring")
    look()
    bring(page, file)
    expect(page.get_by_text("closed with a passphrase. With it, it opens.")).to_be_visible()
    look()
    bring(page, file, FILES)
    expect(page.get_by_role("heading", name="Brought in")).to_be_visible()
    look()
    is_there_again(page)


def test_without_scripts_too(chromium: Browser, address: str, tmp_path: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Your words").fill(WORDS)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_role("button", name="Make this mine").click()
    make_a_place(page, PASSPHRASE)
    file = take_along(page, address, tmp_path)
    remove_everything(page, address)
    page.goto(f"{address}/keep")
    page.get_by_role("link", name="I have a file from another Holdspace").click()
    page.get_by_role("link", name="Make this mine").click()
    make_a_place(page, PASSPHRASE)
    page.get_by_role("link", name="I have a file from another Holdspace").click()
    bring(page, file)
    is_there_again(page)
    context.close()
