"""A chart is told in words, asks for no script and no style, and draws each band, dot and ribbon where its words say."""

import gzip
import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.days import Day, Felt
from holdspace.journey.felt import Picture, Span, drawn, four_weeks, year_of
from holdspace.ui.charts import NARROW, WIDE, Labels, Pin, Size, Tick, felt, smooth
from holdspace.ui.days import Naming, ticks

SVG = "{http://www.w3.org/2000/svg}"
BANDS = ("very light", "light", "in between", "heavy", "very heavy")
NOV = date(2026, 11, 23)
NAMING = Naming("en", NOV, "today")


def chart(*felts: Felt | None, size: Size = WIDE, pins: tuple[Pin, ...] = ()) -> ET.Element:
    dated = [Day(NOV - timedelta(days=27 - at), each) for at, each in enumerate(felts) if each]
    picture = drawn(dated, four_weeks(NOV))
    labels = Labels("How it felt", "Told <in> words", BANDS, (Tick(0, "Oct 27"), Tick(27, "today")), pins)  # fmt: skip
    return ET.fromstring(  # noqa: S314  our own picture
        str(felt(picture, labels, size)).replace(
            "<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1
        )
    )


def classes(made: ET.Element, name: str) -> list[ET.Element]:
    return [each for each in made.iter() if name in each.get("class", "").split()]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_it_has_a_title_and_is_told_in_words(size: Size) -> None:
    made = chart(Felt.HEAVY, Felt.LIGHT, size=size)
    named = {each.get("id"): each.text for each in made if each.get("id")}
    title, told = made.attrib["aria-labelledby"].split()
    assert (named[title], named[told]) == ("How it felt", "Told <in> words")
    assert made.get("role") == "img"


def test_the_two_renderings_share_no_id() -> None:
    ids = [each.get("id") for size in (WIDE, NARROW) for each in chart(*[Felt.HEAVY] * 9, size=size).iter() if each.get("id")]  # fmt: skip
    assert len(ids) == len(set(ids))


def test_it_asks_for_no_script_and_no_style() -> None:
    labels = Labels('"><script>x</script>', "x", BANDS, (Tick(0, "<b>"),))
    made = str(felt(Picture(28, ((0, 1),)), labels, WIDE))
    assert "<script" not in made
    assert "<b>" not in made
    assert not re.search(r"\sstyle=|\son\w+=|<style|http", made)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("felt_so", Felt)
def test_a_dot_lies_in_the_band_of_its_word(size: Size, felt_so: Felt) -> None:
    made = chart(felt_so, size=size)
    (dots,) = (each for each in made.iter(f"{SVG}path") if each.get("id", "").startswith("p-"))
    found = re.fullmatch(r"m(\d+) (\d+)h0", dots.get("d", ""))
    assert found
    (within,) = (
        number
        for number, band in enumerate(made.iter(f"{SVG}rect"))
        if float(band.get("y", ""))
        <= int(found[2])
        <= float(band.get("y", "")) + float(band.get("height", ""))
    )
    assert BANDS[within].replace("in ", "").replace(" ", "-") == felt_so


def test_a_ribbon_is_broken_over_two_open_days_and_only_dots_lie_between() -> None:
    made = chart(Felt.HEAVY, Felt.HEAVY, None, None, Felt.LIGHT, Felt.LIGHT)
    (path,) = (each for each in made.iter(f"{SVG}path") if each.get("id") == "r-wide")
    assert path.get("d", "").count("M") == 2
    assert len(classes(made, "gap")) == 1
    assert classes(chart(*[Felt.HEAVY] * 6), "gap") == []


def test_a_pin_stands_above_its_dot_with_its_number() -> None:
    made = chart(Felt.HEAVY, pins=(Pin(0, 2, 7),))
    (number,) = classes(made, "note")
    assert number.text == "7"


def test_nothing_noted_is_bands_and_nothing_else() -> None:
    made = chart()
    assert len(list(made.iter(f"{SVG}rect"))) == 5
    assert list(made.iter(f"{SVG}path")) == []


def test_five_years_of_days_weigh_little() -> None:
    days = [Day(NOV - timedelta(days=at), list(Felt)[at * 7 % 5]) for at in range(1826, -1, -1)]
    span = Span(days[0].on, NOV)
    made = felt(drawn(days, span), Labels("t", "d", BANDS), WIDE)
    assert len(gzip.compress(str(made).encode())) < 9_000
    assert made.count("h0") == 1827


HEIGHTS = st.integers(0, 30_000).map(lambda hundredths: hundredths / 100)  # as a chart draws them


@given(st.lists(HEIGHTS, min_size=2, max_size=20))
def test_a_curve_never_leaves_the_points_it_joins(heights: list[float]) -> None:
    path = smooth([(at * 10.0, height) for at, height in enumerate(heights)])
    for at, piece in enumerate(path.split("C")[1:]):
        ys = [float(number) for number in piece.split()[1::2]]
        low, high = sorted(heights[at : at + 2])
        assert all(low - 0.11 <= y <= high + 0.11 for y in ys)


def test_days_below_are_weeks_months_or_years_and_today() -> None:
    assert [tick.says for tick in ticks(four_weeks(NOV), NAMING, 6)] == ["Oct 27", "Nov 3", "Nov 10", "Nov 17", "today"]  # fmt: skip
    assert [tick.says for tick in ticks(four_weeks(NOV), NAMING, 3)] == ["Oct 27", "Nov 10", "today"]  # fmt: skip
    assert [tick.says for tick in ticks(year_of(date(2025, 1, 1)), NAMING, 4)] == ["Jan", "Apr", "Jul", "Oct"]  # fmt: skip
    five = Span(date(2021, 11, 24), NOV)
    assert [tick.says for tick in ticks(five, NAMING, 6)] == ["2022", "2023", "2024", "2025", "2026", "today"]  # fmt: skip
    assert len(ticks(Span(date(1950, 1, 1), NOV), NAMING, 4)) <= 4
