"""What was told is joined to what was told before in their own words, truly, and never to what was refused."""

from dataclasses import replace

import pytest

from holdspace.domain.people import Private
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Memory, Move, Perception, Plan, Said, Spoken, Thread, Told
from holdspace.safety.gates import refusal
from holdspace.voice.threads import (
    ALIKE,
    SAME,
    SUM,
    for_a_sum,
    frames,
    joined,
    kin,
    since_gathered,
    thread_of,
)
from tests.voice.test_mirror import told

SAID = Said(Plan((), 60, "."), RiskState())
MOTHER = Thread(
    "your mum never asked you how you were",
    ((5, 20),),
    frozenset({"mum"}),
    frozenset({"not-heard"}),
)
BOSS = Thread(
    "your boss moved the deadline again", ((5, 34),), frozenset({"boss", "deadline"}), frozenset()
)


def meaning(words: str, *appraisals: str) -> Told:
    told_now = told(words)
    heard = Perception(appraisals=tuple((name, 0.8) for name in appraisals))
    return Told(told_now.heard, told_now.parse, heard)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("my mum never asked me how I was", "your mum never asked you how you were"),
        ("My boss moved the deadline again.", "your boss moved the deadline again"),
        ("Ben hasn't called since March", "Ben hasn't called since March"),
        ("I sold the van on Tuesday", "you sold the van on Tuesday"),
    ],
)
def test_a_clause_is_kept_as_it_stands_inside_a_sentence(words: str, says: str) -> None:
    thread = thread_of(told(words))
    assert thread is not None
    assert thread.says == says


@pytest.mark.parametrize(
    "words", ["two years", "if he left", "why?", "i'm such an idiot", "", "ugh"]
)
def test_what_is_no_plain_statement_leaves_no_thread(words: str) -> None:
    assert thread_of(told(words)) is None


def test_what_speaks_of_the_same_belongs_together_before_what_may_mean_the_same() -> None:
    now = meaning("the deadline is all anyone talks about", "not-heard")
    assert list(kin(now, (MOTHER, BOSS))) == [(BOSS, SAME), (MOTHER, ALIKE)]


def test_what_shares_only_a_word_of_any_talk_does_not_belong_together() -> None:
    day = Thread("you had a day off", (), frozenset(), frozenset())
    assert not list(kin(meaning("what a day"), (day, MOTHER, BOSS)))


@pytest.mark.parametrize("kind", [SAME, ALIKE])
def test_their_words_are_marked_where_they_stand(kind: str) -> None:
    for _, says in frames(kind):
        line = joined(says, BOSS)
        assert [line.text[start:end] for start, end in line.own] == [BOSS.says[5:34]]
        assert refusal(Spoken(line.text, Move.SRF, "thread", line.own), SAID) is None


def test_a_sum_holds_three_things_told_in_their_own_words_this_one_last() -> None:
    now = meaning("I can't sleep since the call")
    threads = for_a_sum(now, (MOTHER, BOSS))
    for name, says in frames(SUM):
        line = joined(says, *threads)
        assert line.text.index("mum") < line.text.index("deadline") < line.text.index("sleep")
        assert len(line.own) >= 3
        assert refusal(Spoken(line.text, Move.SUM, name, line.own), SAID) is None


def test_what_was_gathered_is_not_gathered_again() -> None:
    gathered = Spoken(f"So far I've heard this: {MOTHER.says}.", Move.SUM, "thread-sum-05")
    said_back = Spoken(f"{BOSS.says}.", Move.SRF, "mirror")
    said = replace(SAID, threads=(MOTHER, BOSS), recent=(gathered, said_back))
    assert since_gathered(said) == (BOSS,)


def test_there_is_no_sum_of_two_things() -> None:
    assert for_a_sum(meaning("hello"), (MOTHER, BOSS)) == ()


def test_what_was_refused_is_not_joined_again() -> None:
    memory = Memory(threads=(MOTHER, BOSS), not_now=(Private("deadline"),))
    assert memory.joinable == (MOTHER,)
