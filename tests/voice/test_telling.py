"""When what is told happens: over, ahead, or as things are."""

import anyio
import pytest

from holdspace.domain.people import Private
from holdspace.domain.talk import Move, Spoken
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.voice.telling import (
    in_time,
    is_long_ago,
    is_over_by_now,
    speaks_of_it_as_open,
    when,
)

GRAMMAR = EmbeddedGrammar()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("I dropped my bag in the car park", "past"),
        ("my cat died last month", "past"),
        ("we will find out on friday", "ahead"),
        ("the interview is next week", "ahead"),
        ("exam tomorrow", "ahead"),
        ("my boss shouts at me", ""),
        ("I am so tired of this", ""),
        ("", ""),
    ],
)
def test_time_is_read_from_the_verbs(text: str, time: str) -> None:
    assert when(anyio.run(GRAMMAR.parse, Private(text))) == time


@pytest.mark.parametrize(
    ("text", "long_ago"),
    [
        ("one time I was so nervous about a result", True),
        ("when I was nine we moved to the coast", True),
        ("once I lost my wallet on the train", True),
        ("I lost my wallet this morning", False),
        ("one time is enough for me", False),
    ],
)
def test_what_is_long_over_is_known_by_how_it_begins(text: str, long_ago: bool) -> None:
    assert is_long_ago(anyio.run(GRAMMAR.parse, Private(text))) is long_ago


@pytest.mark.parametrize(
    ("event", "text", "over"),
    [
        ("exam-results-awaited", "one time I was so nervous about a result", True),
        ("exam-results-awaited", "I wait for my result", False),
        ("good-mark", "one time I got the best mark of all", False),
        ("ready-for-exam", "I studied for days and walked in calm", True),
    ],
)
def test_nobody_is_wished_well_for_what_is_over(event: str, text: str, over: bool) -> None:
    parse = anyio.run(GRAMMAR.parse, Private(text))
    assert is_over_by_now(f"situation-{event}", parse) is over


def test_who_tells_of_long_ago_is_not_wished_luck_nor_asked_how_it_is() -> None:
    said = ("Fingers crossed for you.", "How are they today?", "What was that like?")
    lines = [Spoken(text, Move.OQ, "x") for text in said]
    assert [line.text for line in lines if not speaks_of_it_as_open(line)] == [said[-1]]


@pytest.mark.parametrize(
    ("time", "left"),
    [
        ("past", {"How did it go?"}),
        ("ahead", {"So it's coming up."}),
        ("", {"How did it go?", "So it's coming up."}),
    ],
)
def test_what_is_over_is_not_spoken_of_as_ahead(time: str, left: set[str]) -> None:
    lines = [Spoken(text, Move.OQ, "x") for text in ("How did it go?", "So it's coming up.")]
    assert {line.text for line in in_time(lines, time)} == left


def test_a_line_of_another_time_is_better_than_none() -> None:
    only = [Spoken("How did it go?", Move.OQ, "x")]
    assert in_time(only, "ahead") == only
