"""Holds which short answers are said back in quotation marks, and which never are."""

import anyio
import pytest

from holdspace.app import Engine
from holdspace.conversation.hearing import attend
from holdspace.domain.people import VisitId
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Plan, Said, Told
from holdspace.voice.echo import spoken_back


async def _said_back(engine: Engine, words: str) -> list[str]:
    heard = engine.heard(VisitId(""), words)
    parse = await engine.room.grammar.parse(heard.words)
    perception = attend(heard, await engine.room.senses.perceive(heard, parse))
    said = Said(Plan((), 45, ""), RiskState())
    return [line.text for line in spoken_back(Told(heard, parse, perception), said)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("fried. crispy", '"Fried."'),
        ("Sort of seasick, to be honest.", '"Sort of seasick."'),
        ("Hot in the face, and about ten years old.", '"Hot in the face."'),
        ("I feel like a parcel", '"I feel like a parcel."'),
        ("tight", '"Tight."'),
    ],
)
def test_a_short_answer_is_said_back_as_it_was_given(engine: Engine, words: str, said: str) -> None:
    lines = anyio.run(_said_back, engine, words)
    assert lines
    assert all(line.startswith(said) for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        *("worthless. just worthless", "stupid", "i should be dead", "you again", "what now?"),
        *(
            "qwlkj",
            "everyone would be better off",
            "thanks",
            "fucking tired",
            "hello",
            "12345",
            "Oh.",
            "a waste of space, me",
        ),
        "It went on and on through the whole of the morning and then the afternoon as well.",
    ],
)
def test_what_asks_wounds_or_speaks_to_it_is_not_said_back(engine: Engine, words: str) -> None:
    assert anyio.run(_said_back, engine, words) == []
