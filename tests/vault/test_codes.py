"""Codes of the moment are those of RFC 6238, are taken once, and forgive a clock that is half a minute wrong."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.people import Private
from holdspace.domain.refusals import CodeNotTaken
from holdspace.vault.codes import SECONDS, SECRET_BYTES, new_secret, secret_of, step_of

RFC = b"12345678901234567890"
# RFC 6238, appendix B, SHA-1; of its eight digits the last six are what an app of six shows.
VECTORS = (
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
)


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert step_of(RFC, Private(code[-6:]), at(seconds)) == seconds // SECONDS


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])  # fmt: skip
def test_a_clock_may_be_one_step_wrong_either_way(off: int, taken: bool) -> None:
    now = at(1234567890 + off * SECONDS)
    if taken:
        assert step_of(RFC, Private("005924"), now) == 1234567890 // SECONDS
        return
    with pytest.raises(CodeNotTaken):
        step_of(RFC, Private("005924"), now)


def test_a_step_that_was_taken_is_not_taken_again_and_neither_is_one_before_it() -> None:
    step = 1234567890 // SECONDS
    assert step_of(RFC, Private("005924"), at(1234567890), after=step - 1) == step
    for used in (step, step + 1):
        with pytest.raises(CodeNotTaken):
            step_of(RFC, Private("005924"), at(1234567890), after=used)


@pytest.mark.parametrize("typed", ["005 924", " 005924\n", "0 0 5 9 2 4"])
def test_spaces_do_not_matter(typed: str) -> None:
    assert step_of(RFC, Private(typed), at(1234567890))


@pytest.mark.parametrize("typed", ["", "5924", "0059240", "89005924", "00592\uff14", "٠٠٥٩٢٤", "é", "\ud800"])  # fmt: skip
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    with pytest.raises(CodeNotTaken):
        step_of(RFC, Private(typed), at(1234567890))


def test_a_secret_is_random_and_its_letters_stand_for_it() -> None:
    letters = {new_secret().text for _ in range(50)}
    assert len(letters) == 50
    assert {len(secret_of(Private(each))) for each in letters} == {SECRET_BYTES}
    assert len({secret_of(Private(each.lower())) for each in letters}) == 50
    assert {len(each) for each in letters} == {32}


@given(st.text(max_size=40))
def test_other_letters_stand_for_none(letters: str) -> None:
    try:
        assert len(secret_of(Private(letters))) == SECRET_BYTES
    except CodeNotTaken:
        return
