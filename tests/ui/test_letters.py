"""A line is cut into pieces without losing or adding a character."""

from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.talk import Move, Spoken
from holdspace.ui.letters import dialable, opens, paragraphs, pieces

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4).map(tuple)


def line(text: str, move: Move = Move.SRF, own: tuple[tuple[int, int], ...] = ()) -> Spoken:
    return Spoken(text, move, "", own)


def test_their_own_words_are_told_apart() -> None:
    spoken = line("You've been holding on.", own=((12, 22),))
    assert list(pieces(spoken)) == [("You've been ", False), ("holding on", True), (".", False)]


@given(st.text(max_size=40), SPANS)
def test_no_character_is_lost_whatever_the_spans(
    text: str, own: tuple[tuple[int, int], ...]
) -> None:
    assert "".join(piece for piece, _ in pieces(line(text, own=own))) == text


def test_numbers_in_a_sentence_can_be_dialled() -> None:
    assert list(dialable("112 or 999")) == [("112", True), (" or ", False), ("999", True)]
    assert list(dialable("*4141 is free")) == [("*4141", True), (" is free", False)]
    assert [piece for piece, number in dialable("on 0800-999-0091.") if number] == ["0800-999-0091"]


@given(st.text(max_size=60))
def test_no_character_of_a_number_is_lost(text: str) -> None:
    assert "".join(piece for piece, _ in dialable(text)) == text


def test_a_question_stands_apart_from_a_longer_reply() -> None:
    said = (line("One."), line("Two.", Move.CRF), line("Is it so?", Move.OQ))
    assert [len(lines) for lines in paragraphs(said)] == [2, 1]


def test_each_line_about_safety_stands_alone() -> None:
    said = (line("One."), line("Two.", Move.SAF), line("Three."))
    assert [len(lines) for lines in paragraphs(said)] == [1, 1, 1]
    assert opens((), said[0])
