"""Which event is told of is read off a text's place; what no event is likely for is told of none."""

from pathlib import Path

import numpy as np
import pytest

from holdspace.models.encoder import Place
from holdspace.models.senses.kinds import NONE, KindEar


class Corners:
    """Puts a text in one of three corners, by a word of it."""

    def place(self, text: str) -> Place:
        """Return the corner of the word, or the middle of all."""
        corners = {"dog": (1, 0, 0), "exam": (0, 1, 0)}
        found = next((corners[word] for word in corners if word in text), (0, 0, 1))
        return np.array(found, dtype=np.float32)


@pytest.fixture
def ear(tmp_path: Path) -> KindEar:
    names = np.array([NONE, "situation-pet", "situation-exam"])
    weights = 9 * np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]], dtype=np.float16)
    bias = np.zeros(3, dtype=np.float32)
    np.savez(tmp_path / "s.npz", names=names, weights=weights, bias=bias)
    return KindEar(Corners(), tmp_path / "s.npz")


@pytest.mark.parametrize(
    ("text", "event"), [("my dog", "situation-pet"), ("an exam", "situation-exam")]
)
def test_the_event_of_its_place_is_likely(ear: KindEar, text: str, event: str) -> None:
    (told,) = ear.hear(text).items()
    assert told[0] == event
    assert told[1] > 0.9


@pytest.mark.parametrize("text", ["a walk", "", "  "])
def test_what_tells_of_no_event_has_none(ear: KindEar, text: str) -> None:
    assert ear.hear(text) == {}


def test_without_its_file_nothing_is_heard_and_nothing_breaks(tmp_path: Path) -> None:
    assert KindEar(Corners(), tmp_path / "none.npz").hear("my dog") == {}
