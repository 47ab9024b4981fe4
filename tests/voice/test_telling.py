"""When what is told happens: over, ahead, or as things are."""

import anyio
import pytest

from holdspace.domain.people import Private
from holdspace.models.grammar import EmbeddedGrammar
from holdspace.voice.telling import when

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
