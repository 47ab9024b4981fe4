"""A therapist comes by a link, sets up a second step, is asked for it, loses it, and the ten words set it anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.domain.people import Private, Role
from holdspace.vault.invitations import invite
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_everybody import FITS, SMALL, faults
from tests.stories.test_keeping import PASSPHRASE
from tests.stories.test_passkeys import authenticator
from tests.vault.filled import code_at

NAME, AFTER = "Mira", "another river, much later"
Here = tuple[str, KeptMembers]


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    """A house that knows at which address it is reached, and those who keep something in it."""
    settings, engine = Settings(home=tmp_path), build_engine()
    members = build_members(settings, engine, FLOOR)
    assert members is not None
    app = build_web(settings, engine, members)
    with serving(app) as address:
        at_desk = app.state.desk.state
        at_desk.house = replace(at_desk.house, passkeys_at=address)
        yield address, members


def come_by_link(page: Page, here: Here, again: str = "") -> None:
    """Open a keeper's link for therapists, and choose a name and a passphrase."""
    address, members = here
    page.goto(f"{address}/invited/{invite(members.vault, Role.THERAPIST)}")
    expect(page.get_by_text("This link is for a therapist.")).to_be_visible()
    page.get_by_label("Your name here").fill(NAME)
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    if again:
        page.get_by_label("And once more").fill(again)
    page.get_by_role("button", name="Make it mine").click()
    expect(page.get_by_role("heading", name="A second step")).to_be_visible()


def code(letters: str, later: int = 0) -> str:
    """Return what the app shows, some half minutes from now."""
    return code_at(Private(letters), datetime.now(UTC) + timedelta(seconds=30 * later)).text  # noqa: TID251  the app's own clock


def set_up(page: Page) -> str:
    """Type the letters into an app, and its first code into the page; return the letters."""
    letters = "".join(page.locator(".letters span").all_text_contents())
    page.get_by_label("The six digits it shows now").fill(code(letters))
    page.get_by_role("button", name="Set it up").click()
    return letters


def come_in(page: Page, name: str, passphrase: str = PASSPHRASE) -> None:
    """Go to the desk's own door, and give name and passphrase."""
    page.goto(f"{page.url.split('/', 3)[0]}//{page.url.split('/', 3)[2]}/desk")
    page.get_by_label("The name you chose").fill(name)
    page.get_by_label("Your passphrase").fill(passphrase)
    page.get_by_role("button", name="Come in").click()


def enter(page: Page, digits: str) -> None:
    page.get_by_label("The six digits your app shows now").fill(digits)
    page.get_by_role("button", name="Come in").click()


def test_codes_are_set_up_asked_for_and_set_anew_with_the_ten_words(
    visitor: Visitor, here: Here
) -> None:
    address, _ = here
    page = visitor(address)
    come_by_link(page, here)
    letters = set_up(page)
    page.get_by_role("button", name="Show me the ten words").click()
    words = page.locator("#ten li").all_text_contents()
    page.goto(f"{address}/desk/account")
    expect(page.get_by_text("Codes of an app, since")).to_be_visible()
    other = visitor(address)
    come_in(other, NAME)
    expect(other.get_by_role("heading", name="One more step")).to_be_visible()
    enter(other, "000000")
    expect(other.get_by_text("That did not open anything.")).to_be_visible()
    enter(other, code(letters, later=1))
    expect(other.get_by_role("heading", name="Reflect")).to_be_visible()
    lost = visitor(address)
    come_in(lost, NAME)
    lost.get_by_role("link", name="the ten words").click()
    lost.get_by_label("The name you chose").fill(NAME)
    lost.get_by_label("The ten words").fill(" ".join(words))
    lost.get_by_label("A new passphrase").fill(AFTER)
    lost.get_by_role("button", name="Come in").click()
    expect(lost.get_by_role("heading", name="A second step")).to_be_visible()
    assert set_up(lost) != letters
    expect(lost.get_by_role("heading", name="Ten words")).to_be_visible()


def test_a_passkey_is_a_second_step_even_where_it_could_open_nothing(
    visitor: Visitor, here: Here
) -> None:
    address, _ = here
    page = visitor(address)
    authenticator(page, prf=False)
    come_by_link(page, here)
    page.get_by_role("button", name="Take this device's passkey").click()
    expect(page.get_by_role("heading", name="Ten words")).to_be_visible()
    page.context.clear_cookies()
    page.goto(address)
    come_in(page, NAME)
    page.get_by_role("button", name="With this device's passkey").click()
    expect(page.get_by_role("heading", name="Reflect")).to_be_visible()
    page.goto(f"{address}/desk/account")
    page.locator("#passkeys").get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("One second step has to stay.")).to_be_visible()


def test_without_scripts_codes_work(chromium: Browser, here: Here) -> None:
    address, _ = here
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    come_by_link(page, here, PASSPHRASE)
    letters = set_up(page)
    expect(page.get_by_role("heading", name="Ten words")).to_be_visible()
    context.clear_cookies()
    page.goto(address)
    come_in(page, NAME)
    enter(page, code(letters, later=1))
    expect(page.get_by_role("heading", name="Reflect")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 320), ("dark", 320)])  # fmt: skip
def test_axe_finds_nothing_on_any_page_of_it(
    visitor: Visitor, here: Here, scheme: str, width: int
) -> None:
    address, _ = here
    size = {"width": width, "height": 820 if width > 320 else 640}
    page = visitor(address, color_scheme=scheme, viewport=size, reduced_motion="reduce")

    def look() -> None:
        assert faults(page) == []
        assert page.evaluate(FITS)
        assert page.evaluate(SMALL) == []

    come_by_link(page, here)
    look()
    letters = set_up(page)
    for path in ("/desk/account", "/desk/second/code", "/desk/along"):
        page.goto(address + path)
        look()
    page.context.clear_cookies()
    page.goto(address)
    come_in(page, NAME)
    enter(page, "000000")
    look()
    enter(page, code(letters, later=1))
    expect(page.get_by_role("heading", name="Reflect")).to_be_visible()
