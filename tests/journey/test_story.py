"""A long text is held from beginning to end: divided without loss, and something taken of every part."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.people import Private
from holdspace.domain.story import Held, Passage, written
from holdspace.domain.talk import Move, Spoken
from holdspace.journey.story import FEWEST, MOST, READ_AT_ONCE, chapters, in_full, spread, zones

DAY = datetime(2026, 3, 3, 12, tzinfo=UTC)
texts = st.text(
    st.sampled_from('ab .!?\n…\N{RIGHT SINGLE QUOTATION MARK}"')
    | st.characters(exclude_categories=["Cs"])
)


def part(words: str, at: int = 0) -> Held:
    return Held(Spoken(words, Move.SRF), Private(words), at)


def says(*parts: Held) -> list[str]:
    return [each.words.text for each in parts]


@given(texts)
def test_nothing_of_a_text_is_left_out(text: str) -> None:
    found = [zone.text for zone in zones(Private(text))]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert len(found) <= MOST


@pytest.mark.parametrize(
    "text", ["a long one without any mark " * 714, "A sentence. " * 1_666, "x" * 20_000]
)
def test_no_stretch_of_the_longest_text_is_longer_than_a_grammar_reads(text: str) -> None:
    found = zones(Private(text))
    assert len(found) == MOST
    assert max(len(zone.text) for zone in found) <= READ_AT_ONCE


def test_three_sentences_are_three_stretches() -> None:
    found = zones(Private("It began in May. Then the van broke. I sold it."))
    assert [zone.text.strip() for zone in found] == [
        "It began in May.", "Then the van broke.", "I sold it.",
    ]  # fmt: skip


def test_a_text_is_heard_in_stretches_only_where_its_middle_would_be_missed() -> None:
    assert in_full(Private("short")) == (Private("short"),)
    long = Private("A sentence. " * 500)
    assert in_full(long) == (long, *zones(long))


def test_every_stretch_gives_its_best_part_in_order() -> None:
    assert says(*spread([[part("one"), part("two", 9)], [part("three")], [part("four")]])) == [
        "one", "three", "four",
    ]  # fmt: skip


def test_where_stretches_are_few_the_next_best_stand_beside_in_the_order_they_were_written() -> (
    None
):
    found = spread([[part("later", 20), part("sooner", 1), part("overlap", 3)], [part("last")]])
    assert says(*found) == ["sooner", "later", "last"]
    assert len(found) == FEWEST


def test_no_part_is_made_of_words_that_are_in_another() -> None:
    assert says(*spread([[part("the whole of it", 0), part("whole", 4)]])) == ["the whole of it"]


def test_the_same_words_twice_are_said_once() -> None:
    assert says(*spread([[part("again")], [part("again")], [part("more")]])) == ["again", "more"]


def test_of_nothing_there_is_nothing() -> None:
    assert spread([]) == ()
    assert zones(Private(" \n")) == ()


def test_chapters_stand_in_the_order_they_began_and_what_is_in_none_comes_last() -> None:
    def passage(name: str) -> Passage:
        return Passage(written(Private("words"), DAY).paragraphs, DAY, Private(name))

    found = chapters([("1", passage("")), ("2", passage("The move")), ("3", passage("After")), ("4", passage("The move"))])  # fmt: skip
    assert [(name, [row for row, _ in held]) for name, held in found] == [
        ("The move", ["2", "4"]), ("After", ["3"]), ("", ["1"]),
    ]  # fmt: skip
