"""Every pair of text and ground the styles use can be read, by day and in the evening."""

import re

import pytest

from holdspace.ui import assets

PAIRS = [
    *(("ink", ground, 7.0) for ground in ("sky-1", "sky-2", "sky-3", "surface", "surface-2", "accent-wash", "hill-1", "hill-2")),
    *(("ink-soft", ground, 4.5) for ground in ("sky-1", "sky-2", "sky-3", "surface", "surface-2")),
    *(("accent", ground, 4.5) for ground in ("sky-1", "sky-2", "sky-3", "surface", "surface-2", "accent-wash")),
    *(("lamp-deep", ground, 4.5) for ground in ("sky-1", "sky-2", "sky-3", "surface")),
    ("accent-ink", "accent", 4.5),
    ("lamp-ink", "lamp", 7.0),
    ("lamp-deep", "lamp", 3.0),
    ("help", "help-wash", 4.5),
    ("help", "surface", 4.5),
    ("line", "surface", 3.0),
    ("line", "sky-2", 3.0),
]  # fmt: skip
BLOCK = re.compile(r"\{([^{}]*--sky-1[^{}]*)\}")
CSS = assets.assets()["css/tokens.css"].body.decode()
DAY, EVENING, EVENING_BY_DEVICE = (
    dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block)) for block in BLOCK.findall(CSS)
)


@pytest.mark.parametrize("colours", [DAY, EVENING], ids=["day", "evening"])
@pytest.mark.parametrize(("text", "ground", "floor"), PAIRS)
def test_text_stands_out_from_its_ground(
    colours: dict[str, str], text: str, ground: str, floor: float
) -> None:
    assert contrast(colours[text], colours[ground]) >= floor


def test_the_evening_is_the_same_however_it_comes() -> None:
    assert EVENING == EVENING_BY_DEVICE


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
