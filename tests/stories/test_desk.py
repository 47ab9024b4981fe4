"""A day at the desk: somebody added by a label, notes by keyboard, what is kept apart, scores from paper, pages to print, a lock, and out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, Shape, TypedScore
from holdspace.domain.people import Private, Role
from holdspace.journey.measures import library
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers
from holdspace.vault.sealing import ClientKeys
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_everybody import FITS, SMALL, Scheme, faults
from tests.stories.test_keeping import PASSPHRASE

PHQ_9 = library.measures()["phq-9"].version
SAID, THOUGHT = "sleeps four hours, says work is a corridor", "I want to repair it for them"

OVER = "[...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 80))"


class Desk(NamedTuple):
    """A house with both doors, and a therapist who is known there."""

    address: str
    members: KeptMembers
    keys: ClientKeys

    def sit(self, page: Page) -> Page:
        """Let the therapist be in, past the second step."""
        cookie = self.members.sign_ins.open(self.keys, Private("a story"))
        page.context.add_cookies([{"name": "holdspace-desk", "value": cookie, "url": self.address}])
        page.goto(f"{self.address}/desk/people")
        return page

    def somebody(self) -> str:
        """Put somebody on the list, with something of every kind; return their row."""
        load, day = OwnCaseload(self.members.vault, self.keys), date(2025, 12, 4)
        row, now = load.add(PaperClient(Private("Harbour"), day)), self.members.vault.clock.now()
        parts = tuple(Private(f"{SAID}, {number}") for number in range(4))
        load.write(row, SessionNote(day, Shape.SOAP, parts, now))
        load.write(row, ApartNote(day, Private(THOUGHT), now))
        for on, value in ((day, 18), (date(2025, 12, 11), 10)):
            load.write(row, TypedScore("phq-9", PHQ_9, on, Decimal(value), now))
        return row


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[Desk]:
    home: Path = tmp_path_factory.mktemp("home")
    settings, engine = Settings(home=home, country="IE", exit_page=elsewhere), build_engine()
    members = build_members(settings, engine, FLOOR)
    assert members is not None
    keys = members.accounts.make(Private("Amara"), Private(PASSPHRASE), role=Role.THERAPIST)
    with serving(build_web(settings, engine, members)) as address:
        yield Desk(address, members, keys)


def test_by_keyboard_alone_somebody_is_added_found_and_written_about(
    visitor: Visitor, desk: Desk
) -> None:
    page = desk.sit(visitor(desk.address))
    for label in ("Lighthouse", "Larch"):
        page.get_by_label("Add somebody by a label").fill(label)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=label)).to_be_visible()
        page.goto(f"{desk.address}/desk/people")
    page.get_by_label("Find a label").focus()
    page.keyboard.type("lighth")
    expect(page.get_by_role("link", name="Larch")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Lighthouse")).to_be_visible()
    assert "ighthouse" not in page.url
    assert "ighthouse" not in page.title()
    page.get_by_role("link", name="DAP").focus()
    page.keyboard.press("Enter")
    page.get_by_label("D: what was said and seen").focus()
    page.keyboard.type(SAID)
    page.keyboard.press("Tab")
    page.keyboard.type("worn, and not in danger")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Lighthouse")).to_be_visible()
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.get_by_text("worn, and not in danger")).to_be_visible()


def test_what_is_kept_apart_is_seen_on_its_page_alone(visitor: Visitor, desk: Desk) -> None:
    page, row = desk.sit(visitor(desk.address)), desk.somebody()
    page.goto(f"{desk.address}/desk/people/{row}")
    expect(page.get_by_text(THOUGHT)).to_have_count(0)
    page.get_by_role("link", name="Kept apart").click()
    expect(page.get_by_text(THOUGHT).first).to_be_visible()
    page.get_by_label("A note, kept apart").fill("a second thought")
    page.get_by_role("button", name="Keep it, sealed and apart").click()
    expect(page.get_by_text("a second thought").first).to_be_visible()
    page.get_by_role("link", name="To print").click()
    expect(page.get_by_text(f"{SAID}, 0")).to_be_visible()
    expect(page.get_by_text("a second thought")).to_have_count(0)


def test_scores_from_paper_are_read_in_words(visitor: Visitor, desk: Desk) -> None:
    page, row = desk.sit(visitor(desk.address)), desk.somebody()
    page.goto(f"{desk.address}/desk/people/{row}/scores")
    page.get_by_label("The form").select_option("phq-9")
    page.get_by_label("The score").fill("40")
    page.get_by_label("The day it was filled in").fill("2025-12-18")
    page.get_by_role("button", name="Keep it, sealed").click()
    expect(page.get_by_text("This form can't come to that number.")).to_be_visible()
    page.get_by_label("The score").fill("17")
    page.get_by_role("button", name="Keep it, sealed").click()
    last = page.locator(".scores tbody tr").last
    expect(last).to_contain_text("reliably worse")
    expect(last).to_contain_text("no reliable change")


def test_half_an_hour_of_quiet_seals_what_was_being_written_and_it_waits(
    visitor: Visitor, desk: Desk
) -> None:
    page, row = desk.sit(visitor(desk.address)), desk.somebody()
    page.goto(f"{desk.address}/desk/people/{row}/note")
    page.get_by_label("Note", exact=True).fill("half a line")
    page.clock.set_fixed_time(page.evaluate("Date.now()") / 1000 + 31 * 60)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_url("**/desk/come-in")
    expect(page.get_by_text("half a line")).to_have_count(0)
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("half a line")
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_label("Note", exact=True)).to_have_value("")


def test_after_leaving_quickly_back_shows_nothing(
    visitor: Visitor, desk: Desk, elsewhere: str
) -> None:
    page, row = desk.sit(visitor(desk.address)), desk.somebody()
    page.goto(f"{desk.address}/desk/people/{row}")
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(elsewhere)
    page.goto(f"{desk.address}/desk/people/{row}")
    expect(page.get_by_label("Your passphrase")).to_be_visible()
    expect(page.get_by_text(SAID)).to_have_count(0)


def test_a_printed_page_is_black_on_white_and_nothing_but_the_page(
    visitor: Visitor, desk: Desk
) -> None:
    page, row = desk.sit(visitor(desk.address, color_scheme="dark")), desk.somebody()
    page.emulate_media(media="print")
    for path in ("/desk/print/agreement", "/desk/print/plan", f"/desk/people/{row}/print"):
        page.goto(desk.address + path)
        for gone in (".strip", ".top", ".side", ".foot", ".tabs", ".screen-only"):
            for one in page.locator(gone).all():
                expect(one).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"  # fmt: skip
        expect(page.locator("h1")).to_be_visible()
        dark = page.evaluate("[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).backgroundColor).filter((back) => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(back))")  # fmt: skip
        assert dark == [], path


def test_without_scripts_all_of_it_works(chromium: Browser, desk: Desk) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = desk.sit(context.new_page())
    page.get_by_label("Add somebody by a label").fill("Meadow")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="BIRP").click()
    page.get_by_label("R: how that was taken").fill(SAID)
    page.get_by_role("button", name="Keep it, sealed").click()
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_role("link", name="People").click()
    page.get_by_label("Find a label").fill("mead")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Meadow").click()
    page.get_by_text("Change the label, put away, or remove").click()
    page.get_by_label("Yes, all of it").check()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("link", name="Meadow")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_any_page_of_the_desk(
    visitor: Visitor, desk: Desk, scheme: Scheme, width: int
) -> None:
    size = {"width": width, "height": 820 if width > 320 else 640}
    page = visitor(desk.address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    desk.sit(page)
    at = f"/desk/people/{desk.somebody()}"
    theirs = [
        at + path for path in ("", "/note", "/note?shape=soap", "/apart", "/scores", "/print")
    ]
    others = ["/desk/people", "/desk/print", "/desk/print/plan", "/desk/print/met", "/desk/print/safe", "/desk/print/agreement", "/desk/account", "/desk/words", "/desk/along", "/desk/no-such-page"]  # fmt: skip
    for path in (*theirs, *others):
        page.goto(desk.address + path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")  # fmt: skip
        assert faults(page) == [], path
        assert page.evaluate(FITS), (path, page.evaluate(OVER))
        assert page.evaluate(SMALL) == [], path
    page.context.clear_cookies()
    for path in ("/desk/come-in", "/desk/come-in/words"):
        page.goto(desk.address + path)
        assert faults(page) == [], path
        assert page.evaluate(SMALL) == [], path
