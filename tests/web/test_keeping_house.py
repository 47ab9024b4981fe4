"""The keeper's own page says how this place is set up, to a keeper alone, and nothing of anybody who comes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from holdspace.config import LAST_BACKUP, Settings, setup
from holdspace.domain.people import Private, Role
from holdspace.ports.setup import Lawful, Setup
from holdspace.web import build
from tests.web.browser import Browser
from tests.web.keeping import PASSPHRASE, Place, come_in, tell, text

TODAY = date(2026, 1, 1)


def stands(home: Path, **given: str) -> Setup:
    """Return how a Holdspace of these settings is set up."""
    return setup(Settings(home=home, **given), TODAY)  # type: ignore[arg-type]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, country="IE", keeper_name="Ivo")


@pytest.fixture
def door(place: Place, settings: Settings) -> Iterator[Browser]:
    """Return a browser of nobody, at a house whose keeper set something."""
    place.members.accounts.make(Private("Ivo"), Private(PASSPHRASE), role=Role.KEEPER)
    house = replace(place.house, setup=lambda today: setup(settings, today))
    with Browser(build(house)) as browser:
        yield browser


def test_only_a_keeper_has_such_a_page(door: Browser) -> None:
    missing = door.get("/nothing-at-all")
    for come in (None, "Juno"):
        if come:
            come_in(door, come)
        for answer in (door.get("/keeper/setup"), door.post("/keeper/setup", data={"country": "IE"})):  # fmt: skip
            assert answer.status_code == 404
            assert text(answer.text) == text(missing.text)
        assert "/keeper/setup" not in door.get("/keeper").text


def test_a_keeper_sees_how_it_stands(door: Browser, settings: Settings) -> None:
    come_in(door, "Ivo")
    assert 'href="/keeper/setup"' in door.get("/keeper").text
    page = text(door.get("/keeper/setup").text)
    for says in (
        "People reach it at http://localhost:8642.",
        "There is no backup yet.",
        "Help now begins with the numbers of Ireland",
        "Whoever comes may keep something.",
        "36 hours",
    ):
        assert says in page
    (settings.home / LAST_BACKUP).write_text("2025-12-01\n", encoding="ascii")
    assert "The last backup was made 31 days ago." in text(door.get("/keeper/setup").text)


def test_nothing_of_anybody_is_on_it(door: Browser, place: Place) -> None:
    with place.browser() as guest, place.browser() as other:
        come_in(other, "Juno")
        before = None
        for _ in range(2):
            come_in(door, "Ivo")
            page = text(door.get("/keeper/setup").text)
            assert "Juno" not in page
            assert "saffron" not in page
            assert before in (None, page)
            before = page
            tell(guest, "the saffron heron")
            tell(other, "the saffron heron")


def test_it_writes_lines_for_the_keeper_s_file_and_changes_nothing(
    door: Browser, settings: Settings
) -> None:
    come_in(door, "Ivo")
    sent = {
        "country": "nz",
        "keeper_name": 'Ivo "of the\nriver"',
        "origin": "https://holdspace.example",
        "keeping": "closed",
    }
    page = text(door.post("/keeper/setup", data=sent).text)
    for line in (
        'country = "NZ"',
        'keeper_name = "Ivo \\"of the river\\""',
        'origin = "https://holdspace.example"',
        'keeping = "closed"',
    ):
        assert line in page
    assert list(settings.home.glob("*.toml")) == []
    odd = text(door.post("/keeper/setup", data={"country": "x", "keeping": "everything"}).text)
    assert "The lines" not in odd


def test_a_locked_page_asks_for_the_passphrase(door: Browser) -> None:
    come_in(door, "Ivo")
    door.post("/lock")
    assert door.get("/keeper/setup").headers["location"] == "/come-in"


def test_where_whoever_is_on_the_way_can_read_it_that_is_said(tmp_path: Path) -> None:
    assert not stands(tmp_path, origin="http://holdspace.example").is_safe
    assert not stands(tmp_path, host="192.168.1.7").is_safe
    assert stands(tmp_path, origin="https://holdspace.example").is_safe
    assert stands(tmp_path).is_safe


def test_helplines_are_counted_by_country_with_the_oldest_day(tmp_path: Path) -> None:
    stood = stands(tmp_path, country="IE")
    assert stood.here
    assert stood.here.name == "Ireland"
    assert 0 < stood.here.seen <= stood.here.lines
    assert stood.here.oldest
    assert stood.here.stale == 0
    later = setup(Settings(home=tmp_path, country="IE"), date(2030, 1, 1))
    assert later.here
    assert later.here.stale == later.here.seen
    assert stands(tmp_path).here is None


def test_what_the_law_of_a_place_asks_is_named_with_the_day_it_is_due(
    place: Place, tmp_path: Path
) -> None:
    place.members.accounts.make(Private("Ivo"), Private(PASSPHRASE), role=Role.KEEPER)
    due = (Lawful("Here", date(2025, 12, 1)), Lawful("There", date(2026, 3, 1)))
    house = replace(place.house, setup=lambda _: replace(stands(tmp_path), profiles=due))
    with Browser(build(house)) as browser:
        come_in(browser, "Ivo")
        page = text(browser.get("/keeper/setup").text)
        assert "Here 2025-12-01 · worth a look" in page
        assert "There 2026-03-01 " in page
        assert "2026-03-01 · worth" not in page
