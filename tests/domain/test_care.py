"""What somebody keeps of gentle things grows no further than it is kept, and is joined without losing what they said."""

from datetime import date, timedelta

from holdspace.domain.care import (
    MOST_IN_KIT,
    MOST_TRIED,
    After,
    Care,
    Sense,
    SetDown,
    Soothing,
    Tried,
)
from holdspace.domain.people import Private

DAY = date(2026, 1, 1)


def tried(practice: str, after: After, days: int = 0) -> Tried:
    return Tried(practice, after, DAY + timedelta(days=days))


def thing(says: str) -> Soothing:
    return Soothing(Sense.SEE, Private(says))


def test_nothing_in_it_is_nothing() -> None:
    assert not Care()
    assert Care(hidden=("look-around",))
    assert Care(moments=(Private("tea"),))


def test_the_oldest_give_way_and_the_newest_stay() -> None:
    care = Care(kit=tuple(thing(str(n)) for n in range(MOST_IN_KIT + 3))).fitting
    assert len(care.kit) == MOST_IN_KIT
    assert care.kit[-1] == thing(str(MOST_IN_KIT + 2))
    many = Care(tried=(tried("look-around", After.SAME),) * (MOST_TRIED + 1))
    assert len(many.fitting.tried) == MOST_TRIED


def test_without_words_there_are_no_words() -> None:
    care = Care(
        ("a",), ("b",), (), (thing("x"),), (Private("y"),), (SetDown("1", Private("z"), DAY),)
    )
    assert [words.text for words in care.words] == ["x", "z", "y"]
    assert care.size == 3
    assert care.wordless == Care(("a",), ("b",))
    assert care.wordless.with_words_of(care) == care


def test_joined_with_itself_it_stays_as_it_is() -> None:
    answers = (tried("a", After.SAME), tried("a", After.SAME), tried("b", After.BETTER))
    care = Care(("a",), ("b",), answers, (thing("x"),), (Private("y"), Private("z"), Private("y")))
    assert care.beside(care) == care
    assert care.beside(Care()) == care
    assert Care().beside(care) == care


def test_where_two_differ_the_one_here_rules_and_every_answer_counts() -> None:
    here = Care(hidden=("a",), tried=(tried("a", After.WORSE, 2),), kit=(thing("x"),))
    there = Care(("a", "c"), ("d",), (tried("a", After.BETTER, 1),), (thing("y"), thing("x")))
    both = here.beside(there)
    assert (both.kept, both.hidden) == (("c",), ("d", "a"))
    assert both.tried == (tried("a", After.BETTER, 1), tried("a", After.WORSE, 2))
    assert both.kit == (thing("y"), thing("x"))
