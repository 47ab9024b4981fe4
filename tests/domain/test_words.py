from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.domain.cues import CueBook
from holdspace.domain.errors import BrokenData
from holdspace.domain.words import fold, split


def heard(cue: str, text: str) -> bool:
    """Whether a cue is heard in a text."""
    return bool(CueBook([("it", cue)]).tells(split(text)))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("better off without me", "they\u2019d be better off without me"),
        ("don't want", "I dont want"),
        ("don't want", "I do not want"),
        ("dont want", "I don\u2019t want"),
        ("can't cope", "I cannot cope"),
        ("nobody ... notic*", "nobody ever really noticed"),
        ("so? tired", "tired"),
        ("so? tired", "so tired"),
        ("the? first one", "first one"),
        ("sad|low day", "a low day"),
        ("kill myself", "k1ll mys3lf"),
        ("so sad", "soooo saaaad"),
        ("feel", "I feeeel it"),
        ("no one", "no, one"),
        ("nobody notices", "nobody\u200b notices"),
        ("tired", "\uff54\uff49\uff52\uff45\uff44"),
    ],
)
def test_a_cue_is_heard_through_how_people_write(cue: str, text: str) -> None:
    assert heard(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("nobody ... noticed", "Nobody. I had never noticed"),
        ("nobody ... noticed", "nobody one two three four five noticed"),
        ("tired", "tiredness"),
        ("want to live", "don't want live"),
    ],
)
def test_a_cue_is_not_heard_where_it_is_not(cue: str, text: str) -> None:
    assert not heard(cue, text)


@pytest.mark.parametrize("cue", ["... tired", "_ tired", "tired?"])
def test_a_cue_must_begin_with_a_word(cue: str) -> None:
    with pytest.raises(BrokenData, match="must begin with a word"):
        CueBook([("it", cue)])


@given(st.text(max_size=200))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=200))
def test_words_stand_in_order_where_they_say(text: str) -> None:
    words = split(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(a.end <= b.start for a, b in pairwise(words))


def test_where_a_cue_was_found_is_told_in_characters() -> None:
    text = "Well, I\u2019m so tired today"
    (found,) = CueBook([("tired", "so tired")]).find(split(text))
    assert text[slice(*found.span)] == "so tired"


class Counted(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    compared = 0

    def __hash__(self) -> int:
        Counted.compared += 1
        return super().__hash__()


def test_work_grows_with_length_and_not_faster() -> None:
    book = CueBook([("it", "nobody ... notic*")])

    def work(times: int) -> int:
        words = split("nobody ever looks " * times + "notice")
        Counted.compared = 0
        book.find(tuple(replace(word, text=Counted(word.text)) for word in words))
        return Counted.compared

    assert work(1000) <= 11 * work(100)


@pytest.mark.parametrize("cue", ["see (the point", "see the) point", "<nobody> there"])
def test_a_cue_that_cannot_be_read_is_said_so(cue: str) -> None:
    with pytest.raises(BrokenData):
        CueBook([("x", cue)])


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("see the? (point|use) (of|in) <it>", "I can't see the point in any of it"),
        ("(go on|carry on) (much longer)?", "I won't carry on much longer"),
        ("<wish> i <gone>", "some days I wish I was six feet under"),
        ("(a|b (c|d e)) f", "b d e f"),
    ],
)
def test_a_cue_may_name_a_list_and_hold_phrases(cue: str, text: str) -> None:
    lists = {"it": ["it", "any of it"], "wish": ["wish", "<hope>"], "hope": ["hope"], "gone": ["was <out>"], "out": ["six feet under"]}  # fmt: skip
    assert CueBook([("x", cue)], lists).tells(split(text)) == {"x"}
