"""The second opinion of words alone: it shifts what the encoder heard, and never decides by itself."""

from collections.abc import Mapping, Sequence

import pytest

from holdspace.models.senses.phrases import SLOTS, Opinions, sums_of

DARK = "i don't want to wake up any more, they'd be better off"
PLAIN = "we bought apples and walked the dog round the pond"


class Says:
    """An encoder that finds everything as likely as it was told."""

    def __init__(self, likely: float) -> None:
        self._likely = likely

    def read(self, texts: Sequence[str], before: str = "") -> tuple[Mapping[str, float], ...]:
        return tuple({"R2": self._likely, "M": self._likely} for _ in texts)


def read(text: str, likely: float) -> Mapping[str, float]:
    """Return what both opinions come to."""
    (found,) = Opinions(Says(likely)).read([text])
    return found


def test_words_that_speak_for_it_make_it_likelier_and_others_less() -> None:
    assert read(DARK, 0.4)["R2"] > 0.4 > read(PLAIN, 0.4)["R2"]


@pytest.mark.parametrize(("likely", "least", "most"), [(0.001, 0.0, 0.05), (0.99, 0.9, 1.0)])
def test_what_the_encoder_is_sure_of_stays(likely: float, least: float, most: float) -> None:
    for text in (DARK, PLAIN):
        assert least <= read(text, likely)["R2"] <= most


@pytest.mark.parametrize("text", ["", "...", "\N{BROKEN HEART}", "a" * 20_000])
def test_any_text_is_read(text: str) -> None:
    assert 0.0 <= read(text, 0.5)["R2"] <= 1.0


def test_words_fall_into_slots_whatever_their_capitals() -> None:
    slots, shares = sums_of("The Van failed")
    again, _ = sums_of("the van failed")
    assert slots.tolist() == again.tolist()
    assert max(slots) < SLOTS
    assert len(slots) == len(shares)
