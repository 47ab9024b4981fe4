"""What somebody writes for themselves is read for danger, whatever of the house is broken; nothing else comes of it."""

import anyio
import pytest

from holdspace.conversation.written import is_danger
from tests.fakes import FakeGrammar, FakeRecord, FakeSenses, FakeVoice, heard, room


def heard_as_danger(words: str) -> bool:
    broken = room(
        grammar=FakeGrammar(broken=True),
        senses=FakeSenses(broken=True),
        voice=FakeVoice(broken=True),
        record=FakeRecord(broken=("note", "recall", "keep")),
    )
    return anyio.run(is_danger, heard(words), broken)


@pytest.mark.parametrize(
    "words",
    [
        "I want to die",
        "everyone would be better off without me",
        "chest pain since this morning",
        "he hit me again last night",
        "I took all of them",
    ],
)
def test_danger_in_a_note_is_heard_with_the_lexical_floor_alone(words: str) -> None:
    assert heard_as_danger(words)


@pytest.mark.parametrize(
    "words",
    [
        "heavy day, cried in the car",
        "walked with Juno by the canal. it was all right",
        "my gran died in March",
        "far away, nothing feels real",
        "this commute is killing me",
        "",
    ],
)
def test_a_hard_day_is_no_danger(words: str) -> None:
    assert not heard_as_danger(words)
