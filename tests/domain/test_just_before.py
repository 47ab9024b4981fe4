"""What a line is read in the light of: the end of what was told, and what was asked."""

from holdspace.domain.just_before import MOST, just_before, told_so_far


def test_each_message_is_a_sentence_of_its_own() -> None:
    told = told_so_far(told_so_far("", "the van failed"), " all of it is rust. ")
    assert told == "the van failed. all of it is rust."
    assert told_so_far(told, "14 yrs") == "the van failed. all of it is rust. 14 yrs"


def test_of_a_long_telling_the_last_whole_words_are_left() -> None:
    told = told_so_far("", "we drove and drove " * 40 + "and then home")
    assert len(told) <= MOST
    assert told.endswith("and then home")
    assert told.split()[0] in {"we", "drove", "and"}


def test_what_was_asked_stands_after_what_was_told() -> None:
    assert just_before("rust everywhere", "How old is it?") == "rust everywhere How old is it?"
    assert just_before("", "How old is it?") == "How old is it?"


def test_nothing_goes_before_the_first() -> None:
    assert just_before("", "") == ""
