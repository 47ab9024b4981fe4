"""Holds which short answers are said back in quotation marks, and which never are."""

from functools import partial

import anyio
import pytest

from holdspace.app import Engine
from holdspace.conversation.hearing import attend
from holdspace.domain.people import VisitId
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken, Told
from holdspace.voice.echo import spoken_back

ASKED = (Spoken("How is it?", Move.OQ, "open-question-01"),)


async def _said_back(engine: Engine, words: str, *, asked: bool = True) -> list[str]:
    heard = engine.heard(VisitId(""), words)
    parse = await engine.room.grammar.parse(heard.words)
    perception = attend(heard, await engine.room.senses.perceive(heard, parse))
    said = Said(Plan((), 45, ""), RiskState(), recent=ASKED if asked else ())
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
            "pretty much. more the train than the job",
            "Correct. The noticing is the hard part",
        ),
        "It went on and on through the whole of the morning and then the afternoon as well.",
    ],
)
def test_what_asks_wounds_or_speaks_to_it_is_not_said_back(engine: Engine, words: str) -> None:
    assert anyio.run(_said_back, engine, words) == []


def test_what_answers_nothing_is_only_said_back_where_it_likens_or_names_something(
    engine: Engine,
) -> None:
    said_back = partial(_said_back, asked=False)
    assert anyio.run(said_back, engine, "just so and then again") == []
    assert anyio.run(said_back, engine, "like being on stilts")
    assert anyio.run(said_back, engine, "doing the small bedroom now")


def test_an_age_is_said_whole_or_not_at_all(engine: Engine) -> None:
    lines = anyio.run(_said_back, engine, "I am eighty-one, it would not be fair on the animal.")
    assert all(line.startswith('"I am eighty-one."') for line in lines)
