from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.sitting import DeskPlace
from tests.web.browser import Browser


@pytest.fixture
def place(tmp_path: Path) -> Iterator[DeskPlace]:
    """A house with both doors in which nobody keeps anything yet."""
    made = DeskPlace(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def amara(place: DeskPlace) -> Iterator[Browser]:
    """A browser in which a therapist is in."""
    keys = place.therapist()
    with place.browser() as opened:
        place.sit(opened, keys)
        yield opened
