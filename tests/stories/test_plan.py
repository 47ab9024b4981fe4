"""Somebody writes a plan for hard moments, and has it when the moment comes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Visitor
from tests.stories.steps import be_met, keep_for_later, say
from tests.stories.test_everybody import FITS, PHONE, SMALL, Scheme, faults

WRITTEN = {
    "Signs it's getting harder": "I stop answering messages\nEverything feels loud",
    "Things I can do on my own for a while": "Cold water, then the slow breath",
    "People or places that take my mind off it": "The library, by the window",
    "Making things safer around me": "Rosa keeps what I'd use, at hers",
    "What I want to stay for": "Juno\nThe garden in May",
}


def write(page: Page, address: str) -> None:
    """Write a plan and keep it."""
    page.goto(f"{address}/plan/edit")
    for heading, words in WRITTEN.items():
        page.get_by_label(heading).fill(words)
    page.get_by_label("Name", exact=True).first.fill("Rosa, my sister")
    page.get_by_label("Number or mail").first.fill("555 0100 101")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("It's kept, for this visit.")).to_be_visible()


def test_a_plan_made_on_a_calm_day_is_there_in_danger(page: Page, address: str) -> None:
    page.get_by_role("link", name="For hard moments").click()
    write(page, address)
    page.goto(address)
    say(page, "I keep thinking about killing myself")
    be_met(page)
    page.locator("#people").get_by_role("link", name="For hard moments").click()
    expect(page.get_by_text("The garden in May")).to_be_visible()
    page.goto(f"{address}/talk")
    say(page, "I know how I'd do it")
    be_met(page)
    page.locator("#people").get_by_role("link", name="For hard moments").click()
    expect(page.get_by_role("heading", name="For right now")).to_be_visible()
    rosa = page.locator("#people .reach")
    expect(rosa.get_by_role("link", name="Call")).to_have_attribute("href", "tel:5550100101")
    page.get_by_label("I go where other people are").check()
    page.get_by_role("button", name="Keep these").click()
    expect(page.locator("#safer .written li")).to_have_count(2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 820}, {"width": 320, "height": 640}])
def test_axe_finds_nothing_on_a_plan_with_words_in_it(
    visitor: Visitor, nowhere: str, scheme: Scheme, size: dict[str, int]
) -> None:
    page = visitor(nowhere, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    write(page, nowhere)
    write(page, nowhere)
    found = {}
    for path in ("/plan/all", "/plan/edit", "/plan/now", "/plan/text", "/tell"):
        page.goto(nowhere + path)
        for fold in page.locator("main details > summary").all():
            fold.click()
        found[path] = faults(page)
        assert page.evaluate(FITS), path
        assert page.evaluate(SMALL) == [], path
    for words in ("I don't see the point of any of it", "I know how I'd do it", "it's tonight"):
        page.goto(f"{nowhere}/talk")
        say(page, words)
        be_met(page)
        found[words] = faults(page)
        assert page.evaluate(FITS), words
    page.get_by_role("button", name="I'm done for now").click()
    page.get_by_text("Show it").click()
    found["goodbye"] = faults(page)
    assert page.evaluate(FITS)
    assert {path: fault for path, fault in found.items() if fault} == {}


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_on_one_sheet(page: Page, address: str, tmp_path: Path, paper: str) -> None:
    write(page, address)
    sheet = page.pdf(path=tmp_path / "plan.pdf", format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1


def test_without_network_an_empty_plan_opens_with_the_numbers_and_loses_nothing(
    page: Page, address: str
) -> None:
    write(page, address)
    keep_for_later(page)
    page.context.set_offline(True)
    page.goto(f"{address}/plan/all")
    expect(page.get_by_role("heading", name="What I want to stay for")).to_be_visible()
    expect(page.get_by_role("link", name="Call 112").first).to_be_visible()
    expect(page.get_by_text("The garden in May")).to_have_count(0)
    box = page.get_by_label("Things I can do on my own for a while")
    box.fill("wait for the light")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("#problem")).to_contain_text("Your words are all still here.")
    expect(box).to_have_value("wait for the light")
    page.context.set_offline(False)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_text("wait for the light")).to_be_visible()


def test_a_country_is_chosen_on_the_form_and_its_lines_come(visitor: Visitor, nowhere: str) -> None:
    page = visitor(f"{nowhere}/plan/edit")
    page.get_by_label("What I want to stay for").fill("The garden in May")
    page.get_by_role("button", name="Ireland").click()
    expect(page.get_by_label("Professionals and lines")).to_have_value(re.compile("112"))
    expect(page.get_by_label("What I want to stay for")).to_have_value("The garden in May")


def test_no_word_of_a_plan_stays_in_what_the_browser_keeps(page: Page, address: str) -> None:
    keep_for_later(page)
    write(page, address)
    for path in ("/plan", "/plan/all", "/plan/now", "/plan/text", "/tell", "/help"):
        page.goto(address + path)
    kept = page.evaluate(
        """async () => {
        const found = [];
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
                found.push(request.url + await (await caches.match(request)).clone().text());
        return [...found, ...Object.values(localStorage), ...Object.values(sessionStorage)];
    }"""
    )
    assert len(kept) > 10
    assert not [one for one in kept if "garden in May" in one or "Rosa" in one]


def test_a_copy_can_be_saved_and_the_text_copied(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(page, address)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save a copy").click()
    assert saved.value.suggested_filename == "for-hard-moments.html"
    assert "The garden in May" in saved.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="As plain text").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert "7. What I want to stay for" in page.evaluate("navigator.clipboard.readText()")


def test_a_form_can_be_saved_as_a_file_and_kept_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/plan/edit")
    page.get_by_label("What I want to stay for").fill("The garden in May")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save a copy, keep nothing here").click()
    assert "The garden in May" in saved.value.path().read_text(encoding="utf-8")
    expect(page.get_by_label("What I want to stay for")).to_have_value("The garden in May")
    assert page.context.cookies() == []


def test_without_scripts_it_is_written_brought_back_and_let_go(
    visitor: Visitor, address: str
) -> None:
    page = visitor(address, java_script_enabled=False, **PHONE)
    write(page, address)
    page.get_by_role("link", name="Change something").click()
    page.get_by_label("What I want to stay for").fill("nothing just now")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("#staying")).to_contain_text("nothing just now")
    page.get_by_text("Earlier versions", exact=True).click()
    page.get_by_role("button", name="Bring this one back").click()
    expect(page.locator("#staying")).to_contain_text("The garden in May")
    page.get_by_text("Let all of it go").click()
    page.get_by_role("button", name="Let it go", exact=True).click()
    expect(page.get_by_text("Gone. You don't have to explain.")).to_be_visible()


def test_after_leaving_nothing_of_it_comes_back(page: Page, address: str, elsewhere: str) -> None:
    write(page, address)
    page.get_by_role("link", name="Leave quickly").click()
    page.wait_for_url(elsewhere)
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_text("The garden in May")).to_have_count(0)
    page.goto(f"{address}/plan/all")
    expect(page.get_by_text("The garden in May")).to_have_count(0)
