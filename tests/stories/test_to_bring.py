"""Somebody gathers what they find hard to say on one page, and holds it out to whoever listens."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from holdspace.config import Settings, setup
from holdspace.domain.people import Private, Role
from holdspace.web import build
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.steps import be_met, say
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.web.keeping import NAME, PASSPHRASE, Place

HARD = "There's something I find hard to say. Could you read this first?"
SAID, ANSWERED = re.compile("Bring this.*what you said"), re.compile("Bring this.*was said to you")
PAGES = ("/to-bring", "/to-bring/large", "/to-bring/text")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """Serve a house with a record, where Juno keeps something and Ivo keeps the place."""
    made = Place(tmp_path)
    made.make()
    made.members.accounts.make(Private("Ivo"), Private(PASSPHRASE), role=Role.KEEPER)
    settings = Settings(home=tmp_path, country="IE")
    house = replace(made.house, setup=lambda today: setup(settings, today))
    with serving(build(house)) as address:
        yield address
    made.vault.close()


def come_in(page: Page, address: str, name: str = NAME) -> None:
    """Come in by name and passphrase."""
    page.goto(f"{address}/come-in")
    page.get_by_label("Your name here").or_(page.locator("[name=name]")).first.fill(name)
    page.locator("[name=passphrase]").fill(PASSPHRASE)
    page.locator("[name=passphrase]").press("Enter")
    expect(page.get_by_role("link", name="Earlier visits")).to_be_visible()


def fill(page: Page, address: str) -> None:
    """Put something on the page, with a beginning and something to remember."""
    page.goto(f"{address}/to-bring")
    page.get_by_label("Something I'd like to bring").fill("The Sundays, when my father rings.")
    page.get_by_role("button", name="Put it on the page").click()
    page.get_by_text("How the page begins").click()
    page.get_by_label("Read it first", exact=True).check()
    page.get_by_label(HARD).check()
    page.get_by_role("button", name="Begin it so").click()
    page.get_by_label("What I want to remember from today").fill("It took an hour to say it.")
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page.get_by_text("It took an hour to say it.")).to_be_visible()


def test_a_guest_brings_what_they_said_without_leaving_the_talk(page: Page, place: str) -> None:
    page.goto(place)
    say(page, "he asks about the job I no longer have")
    be_met(page)
    page.get_by_role("button", name=SAID).click()
    there = page.get_by_role("link", name="On your page")
    expect(there).to_be_focused()
    assert page.url == f"{place}/talk"
    page.get_by_role("button", name=ANSWERED).click()
    expect(there).to_have_count(2)
    there.first.click()
    things = page.locator(".brought > li")
    expect(things).to_have_count(2)
    expect(things.first).to_contain_text("he asks about the job I no longer have")
    page.goto(f"{place}/talk")
    page.get_by_role("button", name="Unsay").click()
    expect(page.locator(".gone-word")).to_be_visible()
    page.goto(f"{place}/to-bring")
    expect(things).to_have_count(0)


def test_it_opens_with_the_hard_start_and_prints_nothing_but_the_page(
    page: Page, place: str
) -> None:
    fill(page, place)
    page.get_by_role("link", name="Show it in large type").click()
    large = page.locator(".to-bring-large .opening")
    expect(large).to_have_text(HARD)
    assert large.evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 28
    page.go_back()
    page.emulate_media(media="print")
    expect(page.get_by_text("The Sundays, when my father rings.").first).to_be_visible()
    for words in ("It took an hour to say it.", "Put it on the page", "Help now", "Change it"):
        expect(page.get_by_text(words).first).to_be_hidden()


def test_without_scripts_it_is_gathered_all_the_same(visitor: Visitor, place: str) -> None:
    page = visitor(place, java_script_enabled=False)
    say(page, "he asks about the job")
    page.get_by_role("button", name=SAID).click()
    assert "/to-bring#thing-" in page.url
    page.goto(f"{place}/gentle/longer-out-breath")
    page.locator(".first").get_by_role("button", name="Bring this").click()
    expect(page.locator(".brought > li")).to_have_count(2)
    page.get_by_text("Change it, or take it off").last.click()
    page.get_by_role("button", name="Move it up").click()
    expect(page.locator(".brought > li").first).to_contain_text("A longer out-breath")


def test_who_keeps_something_finds_it_again_another_day(visitor: Visitor, place: str) -> None:
    page = visitor(place)
    come_in(page, place)
    fill(page, place)
    page.get_by_role("link", name="Leave quickly").click()
    other = visitor(place)
    other.goto(f"{place}/to-bring")
    expect(other.get_by_text("Nothing is on it yet")).to_be_visible()
    come_in(other, place)
    other.get_by_role("link", name="Things to bring").click()
    expect(other.get_by_text("The Sundays, when my father rings.").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_and_everything_fits(
    visitor: Visitor, place: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(place, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    found = {}
    for look in range(2):
        for path in PAGES:
            page.goto(place + path)
            for fold in page.locator("details > summary").all():
                fold.click()
            found[f"{path} {look}"] = faults(page)
            assert page.evaluate(FITS), path
            assert page.evaluate(SMALL) == [], path
        if not look:
            fill(page, place)
    page.goto(place)
    say(page, "he asks about the job")
    be_met(page)
    page.get_by_role("button", name=SAID).click()
    found["talk"] = faults(page)
    page.get_by_role("button", name="I'm done for now").click()
    found["goodbye"] = faults(page)
    come_in(page, place, "Ivo")
    page.goto(f"{place}/keeper/setup")
    page.get_by_text("When helplines were last seen").click()
    page.get_by_role("button", name="Write the lines").click()
    found["keeper"] = faults(page)
    assert page.evaluate(FITS)
    assert {path: fault for path, fault in found.items() if fault} == {}
