from collections.abc import Iterator
from pathlib import Path

import pytest

from holdspace.web import build
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests, FakeTurn, make_house
from tests.web.keeping import Place, come_in


@pytest.fixture
def guests() -> FakeGuests:
    return FakeGuests()


@pytest.fixture
def door(guests: FakeGuests) -> Iterator[tuple[Browser, FakeTurn]]:
    house, turn = make_house(guests)
    with Browser(build(house)) as client:
        yield client, turn


@pytest.fixture
def browser(door: tuple[Browser, FakeTurn]) -> Browser:
    return door[0]


@pytest.fixture
def turn(door: tuple[Browser, FakeTurn]) -> FakeTurn:
    return door[1]


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[Place]:
    """A house with a real record in which nobody keeps anything yet."""
    made = Place(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A house in which Juno keeps an empty place."""
    empty_place.make()
    return empty_place


@pytest.fixture
def stranger(place: Place) -> Iterator[Browser]:
    """A browser in which nobody is in."""
    with place.browser() as opened:
        yield opened


@pytest.fixture
def juno(stranger: Browser) -> Browser:
    """A browser in which Juno is in."""
    come_in(stranger)
    return stranger
