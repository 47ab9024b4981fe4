"""A question about a word of the companion's own is answered as that, and not as one about life."""

import pytest

from holdspace.conversation.asked_back import OWN_WORDS, about_its_own_words
from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.talk import Doing, Heard, Memory, Move, Past, Perception, Spoken, Told
from tests.fakes import NOON, VISIT


def told(words: str) -> Told:
    return Told(Heard(VISIT, Private(words), NOON), Parse(), Perception())


def after(says: str, *, own: str = "") -> Memory:
    """Return a memory whose last reply was one line; `own` are their own words in it."""
    at = says.find(own) if own else 0
    spans = ((at, at + len(own)),) if own else ()
    line = Spoken(says, Move.PRS, "a-line-01", spans)
    return Memory(turns=3, recent=(line,), lately=(Past(moves=(Move.PRS,)),))


@pytest.mark.parametrize(
    ("reply", "question"),
    [
        ("You work nights. Small pieces are fine.", "small pieces of what"),
        ("Then we have hold of it.", "hold of what"),
        ("You can tell it in any order.", "what do you mean tell it in any order"),
        ("Let the chair hold you.", "sorry what? what chair, im on the bathroom floor"),
        ("That belongs in it too.", "belongs in what?"),
        ("It could be put down for a minute.", "put what down? the baby? lol"),
        ("You were counting on it, and now it won't happen.", "counting on what"),
        ("Shift three times hides this page.", "eh? hide from who. he's a teenager"),
    ],
)
def test_what_was_just_said_may_be_asked_about(reply: str, question: str) -> None:
    heard = about_its_own_words(told(question), after(reply))
    assert (heard.about, heard.doing) == (OWN_WORDS, Doing.ASKING)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("Small pieces are fine.", "what should I do"),
        ("Let the chair hold you.", "the chair is hard"),
        ("What happened then?", "what happened is that he left"),
        ("Small pieces are fine.", "what do you think"),
        ("It can be unfinished.", "what if they say no"),
    ],
)
def test_other_questions_and_answers_are_left_as_they_were(reply: str, words: str) -> None:
    assert about_its_own_words(told(words), after(reply)).about == ""


def test_their_own_words_said_back_are_no_words_of_its_own() -> None:
    heard = about_its_own_words(told("what work"), after("You work nights.", own="You work nights"))
    assert heard.about == ""


def test_nothing_was_said_before_a_first_message() -> None:
    assert about_its_own_words(told("what chair"), Memory()).about == ""
