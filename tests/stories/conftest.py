import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from starlette.applications import Starlette

from holdspace.app import build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.ui.doors.patience import Patience
from holdspace.vault.keys import FLOOR
from tests.stories.serving import ordinary_page, serving

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BAD = ("error", "warning")
EXPECTED = "Failed to load resource"  # what a browser logs for a page that is not there

Visitor = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)


def _loaded(settings: Settings) -> Starlette:
    """Return a front door whose models are in memory, so that no story waits for a disk."""
    engine = build_engine()
    engine.read_data()
    engine.load_models()
    return build_web(settings, engine, build_members(settings, engine, FLOOR))


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    with serving(ordinary_page()) as address:
        yield address + "/"


@pytest.fixture(scope="session")
def front_door(elsewhere: str, tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    home = tmp_path_factory.mktemp("home")
    return _loaded(Settings(home=home, country="IE", exit_page=elsewhere))


@pytest.fixture(scope="session")
def address(front_door: Starlette) -> Iterator[str]:
    with serving(front_door) as address:
        yield address


@pytest.fixture(autouse=True)
def rested(request: pytest.FixtureRequest) -> None:
    """Let every story find the door rested: all of them come from one address, in a short while."""
    if "address" in request.fixturenames:
        door = request.getfixturevalue("front_door")
        door.state.house = replace(door.state.house, patience=Patience())


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a house whose keeper named no country."""
    with serving(_loaded(Settings(home=tmp_path_factory.mktemp("home")))) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("HOLDSPACE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """Open browsers for a story; a word on any console fails it, our policy's faults included."""
    contexts: list[BrowserContext] = []
    logged: list[str] = []

    def arrive(address: str, *, at: datetime = NOON, **options: Any) -> Page:
        context = chromium.new_context(timezone_id="UTC", **options)
        contexts.append(context)
        context.clock.set_fixed_time(at)
        context.on("console", lambda said: logged.append(said.text) if said.type in BAD else None)
        context.on("weberror", lambda fault: logged.append(str(fault.error)))
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(address)
        return page

    yield arrive
    for context in contexts:
        context.close()
    assert [line for line in logged if EXPECTED not in line] == []


@pytest.fixture
def page(visitor: Visitor, address: str) -> Page:
    return visitor(address)
