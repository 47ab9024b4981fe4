"""The encoder hears danger together with layers that stay apart, and alone where those were taken away."""

import shutil
from pathlib import Path

import pytest

from holdspace.domain.errors import BrokenData
from holdspace.models.encoder import Encoder
from holdspace.models.encoder.together import APART, LAYERS, NEXT_TO_NOTHING, Together
from holdspace.models.odds import odds

TEXT, BEFORE = "I would rather not be alive any more", "it has been a long week"


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def test_what_both_say_lies_between_what_each_says(encoder: Encoder, tmp_path: Path) -> None:
    (alone,) = Together(encoder, tmp_path).read([TEXT], BEFORE)
    (both,) = Together(encoder).read([TEXT], BEFORE)
    assert alone == encoder.read([TEXT], BEFORE)[0]
    assert set(both) == set(alone)
    assert any(abs(odds(both[name]) - odds(alone[name])) > 0.1 for name in alone)


def test_each_text_is_read_as_if_alone(encoder: Encoder) -> None:
    two = Together(encoder)
    assert two.read([TEXT, "the bus was late"])[0] == two.read([TEXT])[0]


def test_what_went_before_is_taken_into_account(encoder: Encoder) -> None:
    two = Together(encoder)
    assert two.read(["that is all there is"], BEFORE) != two.read(["that is all there is"])


def test_where_next_to_nothing_is_heard_the_second_is_not_asked(encoder: Encoder) -> None:
    harmless = "the bus was late and I bought an orange"
    (alone,) = encoder.read([harmless])
    assert max(value for name, value in alone.items() if name != "B") < NEXT_TO_NOTHING
    assert Together(encoder).read([harmless]) == (alone,)


def test_without_the_layers_that_stay_apart_nothing_is_missing(
    encoder: Encoder, tmp_path: Path
) -> None:
    alone = Together(encoder, tmp_path)
    alone.verify()
    alone.load()
    assert not alone.are_two


def test_layers_that_were_changed_are_not_listened_with(encoder: Encoder, tmp_path: Path) -> None:
    shutil.copy(APART / "SHA256SUMS", tmp_path)
    (tmp_path / LAYERS).write_bytes(b"other layers")
    with pytest.raises(BrokenData):
        Together(encoder, tmp_path).load()


def test_the_layers_are_the_ones_their_checksum_says(encoder: Encoder) -> None:
    two = Together(encoder)
    two.verify()
    assert two.are_two
