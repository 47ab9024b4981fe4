"""One set of thresholds for picture, sentence and table; open days are left open, and little is said of little."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.days import Day, Felt
from holdspace.domain.people import Private
from holdspace.journey.felt import (
    FEWEST,
    HIGHEST,
    LOWEST,
    Course,
    Month,
    Span,
    after_month,
    band_of,
    course_of,
    drawn,
    four_weeks,
    height_of,
    month_of,
    months_of,
    pinned,
    whole,
    year_of,
)

FIRST = date(2026, 3, 1)
VH, H, B, L, VL = Felt


def days(*felts: Felt | None, first: date = FIRST) -> tuple[Day, ...]:
    """Make days in a row; of None nothing is noted."""
    dated = enumerate(felts)
    return tuple(Day(first + timedelta(days=at), felt) for at, felt in dated if felt)


def span(length: int) -> Span:
    return Span(FIRST, FIRST + timedelta(days=length - 1))


some_days = st.dictionaries(st.integers(0, 400), st.sampled_from(Felt), max_size=90).map(
    lambda noted: tuple(Day(FIRST + timedelta(days=at), noted[at]) for at in sorted(noted))
)


def test_every_word_lies_in_the_middle_of_its_own_band() -> None:
    assert [band_of(height_of(felt)) for felt in Felt] == list(Felt)
    assert [band_of(edge) for edge in (LOWEST, 1.49, 1.5, 2.5, 3.49, 4.5, HIGHEST)] == [
        VH, VH, H, B, B, VL, VL,
    ]  # fmt: skip


def test_one_open_day_is_passed_over_and_two_break_the_ribbon() -> None:
    one = drawn(days(H, H, None, B, B), span(5))
    two = drawn(days(H, H, None, None, B, B), span(6))
    assert [(ribbon[0][0], ribbon[-1][0]) for ribbon in one.ribbons] == [(0, 4)]
    assert [(ribbon[0][0], ribbon[-1][0]) for ribbon in two.ribbons] == [(0, 1), (4, 5)]


def test_a_day_alone_is_a_dot_and_no_ribbon() -> None:
    picture = drawn(days(H), span(28))
    assert picture.dots == ((0, 2),)
    assert picture.ribbons == ()
    assert drawn((), span(28)).dots == ()


def test_a_day_without_one_of_the_words_is_not_drawn() -> None:
    noted = (Day(FIRST, note=Private("a walk")),)
    assert drawn(noted, span(28)).dots == ()


@given(some_days)
def test_the_ribbon_stays_among_what_was_noted_and_within_its_days(noted: tuple[Day, ...]) -> None:
    picture = drawn(noted, span(401))
    heights = [height for _, height in picture.dots] or [1]
    places = [place for place, _ in picture.dots]
    for ribbon in picture.ribbons:
        assert ribbon[0][0] in places
        assert ribbon[-1][0] in places
        assert all(min(heights) - 1e-9 <= height <= max(heights) + 1e-9 for _, height in ribbon)
        assert [place for place, _ in ribbon] == sorted({place for place, _ in ribbon})
        inside = [place for place in places if ribbon[0][0] <= place <= ribbon[-1][0]]
        assert all(b - a <= 2 for a, b in pairwise(inside))


def test_years_of_days_are_drawn_with_few_places() -> None:
    noted = days(*([H, B, L] * 600))
    (ribbon,) = drawn(noted, span(1800)).ribbons
    assert len(ribbon) <= 130
    assert len(drawn(noted, span(1800)).dots) == 1800


def test_under_the_agreed_number_of_days_nothing_is_said() -> None:
    assert course_of(days(*[H] * (FEWEST - 1)), span(28)) is None
    assert course_of(days(*[H] * FEWEST), span(28)) == Course((H,))


@pytest.mark.parametrize(
    ("felts", "course"),
    [
        ([H] * 9, Course((H,))),
        ([B] * 8 + [VH], Course((B,), (VH,))),
        ([VL, *[B] * 9, VH], Course((B,), (VH, VL))),
        ([H] * 4 + [B] * 8, Course((H, B))),
        ([H] * 4 + [B] * 4 + [L] * 4, Course((H, B, L))),
        ([L] * 4 + [H] * 4 + [L] * 4, Course((L, H, L))),
        ([L] * 6 + [VH] * 6, Course((L, VH))),
        ([L, L, B, B, H, H, VH], Course((L, B, H))),
    ],
)
def test_the_sentence_says_what_was_usual_and_also_when_it_grew_heavier(
    felts: list[Felt], course: Course
) -> None:
    assert course_of(days(*felts), span(28)) == course


@given(some_days)
def test_a_sentence_names_no_word_that_was_not_chosen(noted: tuple[Day, ...]) -> None:
    course = course_of(noted, span(401))
    if course:
        assert {*course.bands, *course.beside} <= {day.felt for day in noted}


def test_days_outside_the_span_are_not_looked_at() -> None:
    noted = days(*[H] * 20)
    assert course_of(noted, Span(FIRST, FIRST + timedelta(days=3))) is None
    assert drawn(noted, Span(FIRST + timedelta(days=18), FIRST + timedelta(days=30))).dots == ((0, 2), (1, 2))  # fmt: skip


def test_spans_are_four_weeks_whole_months_and_years() -> None:
    assert four_weeks(date(2026, 3, 28)) == Span(FIRST, date(2026, 3, 28))
    assert four_weeks(FIRST).days == 28
    assert month_of(date(2024, 2, 9)) == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert month_of(date(2025, 12, 31)) == Span(date(2025, 12, 1), date(2025, 12, 31))
    assert year_of(FIRST).days == 365
    assert after_month(date(2025, 12, 5)) == date(2026, 1, 1)
    assert whole((), FIRST) == four_weeks(FIRST)
    assert whole(days(H, first=date(2020, 5, 5)), FIRST) == Span(date(2020, 5, 5), FIRST)


def test_months_are_told_in_words_the_latest_first() -> None:
    noted = (*days(H, B, B), *days(VL, first=date(2026, 5, 9)), Day(date(2026, 6, 1), note=Private("x")))  # fmt: skip
    assert months_of(noted) == (
        Month(date(2026, 6, 1)),
        Month(date(2026, 5, 1), VL, VL, VL),
        Month(FIRST, B, H, B),
    )


def test_the_latest_notes_get_a_place_where_they_stand_clear_of_each_other() -> None:
    noted = tuple(Day(FIRST + timedelta(days=at), B, note=Private(str(at))) for at in range(10))
    assert [day.on.day for day in pinned(noted, 4, 6)] == [2, 6, 10]
    assert [day.on.day for day in pinned(noted, 4, 2)] == [6, 10]
    assert pinned(days(B, B), 4, 6) == ()
    assert pinned((Day(FIRST, note=Private("x")),), 4, 6) == ()
