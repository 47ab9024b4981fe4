"""The upper layers stand on what the encoder for danger reads anyway, and say what was told of, asked and felt."""

from pathlib import Path

import numpy as np
import pytest

from holdspace.models.encoder import Encoder
from holdspace.models.encoder.upper import Upper
from holdspace.models.senses.kinds import NONE, SITUATIONS, WISHES, KindEar
from holdspace.voice.situations import situations

TEXT = "the dog got out again and I ran after her in my slippers"


@pytest.fixture(scope="module")
def upper() -> Upper:
    return Upper(Encoder())


def test_a_text_lies_where_it_lies_whatever_was_read_before_it(upper: Upper) -> None:
    first = upper.place(TEXT)
    upper.place("something else")
    assert np.array_equal(upper.place(TEXT), first)


def test_it_costs_no_second_reading_of_what_was_listened_to_for_danger() -> None:
    encoder = Encoder()
    encoder.read([TEXT])
    floor = encoder.floor(TEXT)
    assert encoder.floor(TEXT) is floor


def test_each_thing_it_may_hear_has_a_name_and_a_likelihood(upper: Upper) -> None:
    read = upper.read(TEXT)
    assert {name.partition("/")[0] for name in read} >= {"feelings", "appraisals", "doing"}
    assert all(0 <= likely <= 1 for likely in read.values())


def test_every_event_has_its_sum_and_no_other_has() -> None:
    with np.load(SITUATIONS) as held:
        assert set(map(str, held["names"])) == {NONE, *situations()}


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        (SITUATIONS, "I passed my driving test today", "situation-driving-test-passed"),
        (WISHES, "right, that's my bus. night", "goodbye"),
    ],
)
def test_what_is_plain_is_heard(upper: Upper, file: Path, text: str, kind: str) -> None:
    likely = KindEar(upper, file).hear(text)
    assert max(likely, key=lambda name: likely[name]) == kind
