"""Holds what a short message may be met with: itself, turned to the person, or nothing."""

import anyio
import pytest

from holdspace.app import Engine
from holdspace.conversation.hearing import attend
from holdspace.domain.people import VisitId
from holdspace.domain.talk import Told
from holdspace.voice.takeup import takeups


async def _taken_up(engine: Engine, words: str) -> list[str]:
    heard = engine.heard(VisitId(""), words)
    parse = await engine.room.grammar.parse(heard.words)
    perception = attend(heard, await engine.room.senses.perceive(heard, parse))
    return [line.text for line in takeups(Told(heard, parse, perception))]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("two years", "Two years."),
        ("forty-one years", "Forty-one years."),
        ("every day", "Every day."),
        ("my dog", "Your dog."),
        ("yeah she's nice", "She's nice."),
        ("my brother I suppose", "Your brother."),
        ("since we were kids", "Since you were kids."),
        ("if I stay I lose her", "If you stay you lose her."),
        ("his coat is on the hook by the door", "His coat is on the hook by the door."),
        ("not to anyone, just out loud", "Not to anyone, just out loud."),
        ("I might text my brother", "You might text your brother."),
        ("money", "Money."),
    ],
)
def test_a_short_message_is_taken_up_as_it_stands(engine: Engine, words: str, said: str) -> None:
    assert anyio.run(_taken_up, engine, words) == [said]


@pytest.mark.parametrize(
    "words",
    [
        *("he is an idiot", "my own fault", "she's fat", "I don't matter", "I'm useless"),
        *("everyone would be better off", "maybe I should die", "my pills", "I might lose my job"),
        *("what if they laugh?", "just tell me", "it's fine", "qwlkj", "foo bar baz"),
        *("def f(x): return x", "https://example.com/a", "you are wrong", "fucking hell", "..."),
    ],
)
def test_what_would_wound_or_mislead_is_not_taken_up(engine: Engine, words: str) -> None:
    assert anyio.run(_taken_up, engine, words) == []
