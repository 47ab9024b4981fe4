from collections.abc import Iterator

import pytest

from holdspace.web import build
from tests.web.browser import Browser
from tests.web.fakes import FakeGuests, FakeTurn, make_house


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
