"""When what is told happens: over, ahead, or as things are."""

import anyio
import pytest

from holdspace.domain.people import Private
from holdspace.domain.talk import Move, Spoken
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.voice.telling import in_time, when

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
