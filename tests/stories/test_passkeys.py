"""Somebody lets a device open what they keep, comes back by it, loses it, and the passphrase still opens."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.vault.keys import FLOOR
from tests.stories.conftest import Visitor
from tests.stories.serving import serving
from tests.stories.test_everybody import faults
from tests.stories.test_keeping import PASSPHRASE, come_in

NAME = "Juno"


@pytest.fixture
def here(tmp_path: Path) -> Iterator[str]:
    """A house that knows at which address it is reached."""
    settings, engine = Settings(home=tmp_path), build_engine()
    app = build_web(settings, engine, build_members(settings, engine, FLOOR))
    with serving(app) as address:
        app.state.house = replace(app.state.house, passkeys_at=address)
        yield address


def authenticator(page: Page, *, prf: bool = True) -> str:
    """Give a page's browser an authenticator of its own; return its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        "hasPrf": prf,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return str(made["authenticatorId"])


def settle(page: Page, address: str) -> None:
    """Make an empty place, and open one's own settings."""
    page.goto(f"{address}/keep/mine")
    page.get_by_label("A name to come back with").fill(NAME)
    page.get_by_label("A passphrase").fill(PASSPHRASE)
    page.get_by_label("At another visit").check()
    page.get_by_role("button", name="Make this mine").click()
    page.goto(f"{address}/account")


def test_a_device_opens_it_is_removed_and_the_passphrase_still_opens(
    visitor: Visitor, here: str
) -> None:
    page = visitor(here)
    authenticator(page)
    settle(page, here)
    expect(page.get_by_text("It shows on the device under this address")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="Use this device next time").click()
    expect(page.locator("#passkeys .thing")).to_have_count(1)
    page.context.clear_cookies()
    page.goto(f"{here}/come-in")
    page.get_by_role("button", name="With this device's passkey").click()
    expect(page.get_by_role("link", name="Earlier visits")).to_be_visible()
    page.goto(f"{here}/remembers")
    expect(page.get_by_text("What opens this: a passkey, your passphrase")).to_be_visible()
    page.goto(f"{here}/account")
    page.locator("#passkeys").get_by_role("button", name="Remove it").click()
    expect(page.locator("#passkeys .thing")).to_have_count(0)
    page.context.clear_cookies()
    page.goto(f"{here}/come-in")
    page.get_by_role("button", name="With this device's passkey").click()
    expect(page.get_by_text("That did not open anything")).to_be_visible()
    page.goto(here)
    come_in(page, NAME)
    expect(page.get_by_role("link", name="Earlier visits")).to_be_visible()


def test_a_passkey_that_could_open_nothing_is_not_kept(visitor: Visitor, here: str) -> None:
    page = visitor(here)
    authenticator(page, prf=False)
    settle(page, here)
    page.get_by_role("button", name="Use this device next time").click()
    expect(page.get_by_text("can't open what is sealed, so it was not added")).to_be_visible()
    page.reload()
    expect(page.locator("#passkeys .thing")).to_have_count(0)


def test_by_a_number_instead_of_a_name_it_says_why_not(visitor: Visitor, here: str) -> None:
    page = visitor(here.replace("localhost", "127.0.0.1"))
    settle(page, here.replace("localhost", "127.0.0.1"))
    expect(page.get_by_text("a passkey needs the address")).to_be_visible()
    expect(page.get_by_role("button", name="Use this device next time")).to_have_count(0)
