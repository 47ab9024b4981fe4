"""What is meant alike lies close: a message beside the examples of each sentence, and what is only like them."""

from pathlib import Path

import numpy as np
import pytest

from holdspace.domain.people import Private
from holdspace.domain.talk import Examples
from holdspace.models.encoder import Place
from holdspace.models.senses.heads import HeadEar
from holdspace.models.senses.meaning import PLACES, SIZE, EmbeddedMeaning, key_of, places_made
from holdspace.voice.examples import examples

NO_FILE = Path("no-file")


class Lettered(HeadEar):
    """Places a text by its letters: what has the same letters lies in the same place."""

    is_there = True

    def __init__(self) -> None:
        self.read_texts: list[str] = []

    def place(self, text: str) -> Place:
        """Return a vector of length 1, a figure for each letter."""
        self.read_texts.append(text)
        counts = np.array([text.count(chr(97 + i)) for i in range(SIZE)], dtype=np.float32)
        length: Place = counts / np.linalg.norm(counts)
        return length


def meaning(**given: Examples) -> EmbeddedMeaning:
    """Return what compares with some examples."""
    return EmbeddedMeaning(Lettered(), lambda: given, NO_FILE)


@pytest.mark.anyio
async def test_a_message_is_as_close_as_the_three_closest_examples() -> None:
    near = await meaning(
        one=Examples(("aab", "aba", "baa", "zzz")), two=Examples(("aab", "zzz", "yyy"))
    ).closeness(Private("aab"))
    assert near["one"] == pytest.approx(1)
    assert near["two"] == pytest.approx(1 / 3)


@pytest.mark.anyio
async def test_what_is_closer_to_what_only_looks_like_it_is_not_close() -> None:
    near = await meaning(one=Examples(("aab", "abb", "abc"), ("aaab",))).closeness(Private("aaab"))
    assert near == {"one": 0.0}


@pytest.mark.anyio
async def test_nothing_is_close_to_no_words() -> None:
    assert await meaning(one=Examples(("a", "b", "c"))).closeness(Private("  ")) == {}


@pytest.mark.anyio
async def test_without_a_model_nothing_is_close() -> None:
    heads = Lettered()
    heads.is_there = False
    silent = EmbeddedMeaning(heads, lambda: {"one": Examples(("a", "b", "c"))}, NO_FILE)
    silent.load()
    assert silent.ready
    assert await silent.closeness(Private("a")) == {}


def test_places_made_beforehand_are_not_read_again(tmp_path: Path) -> None:
    file, heads = tmp_path / "places.npz", Lettered()
    np.savez(
        file,
        keys=np.array([key_of("a")], dtype=np.uint64),
        places=np.ones((1, SIZE), dtype=np.int8),
    )
    ready = EmbeddedMeaning(heads, lambda: {"one": Examples(("a", "b", "c"))}, file)
    assert not ready.ready
    ready.load()
    assert ready.ready
    assert heads.read_texts == ["b", "c"]


def test_every_example_that_ships_has_its_place() -> None:
    texts = {text for each in examples().values() for text in (*each.like, *each.unlike)}
    without = sorted(text for text in texts if key_of(text) not in places_made())
    assert not without, f"run `make places`: {without[:3]}"


def test_the_places_are_those_of_the_model_that_ships() -> None:
    heads, made = HeadEar(), places_made(PLACES)
    some = [text for each in examples().values() for text in each.like][::900]
    for text in some:
        assert float(heads.place(text) @ made[key_of(text)]) == pytest.approx(1, abs=0.02)
