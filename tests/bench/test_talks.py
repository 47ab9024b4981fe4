"""The talks are many, well written, each its own; a talker answers what a reply asks, and leaves when done."""

import pytest

from bench.talks import Says, Talk, Talker, faults, read_talks
from bench.voice import GATES
from holdspace.domain.people import Private
from holdspace.domain.risk import Tier
from holdspace.domain.talk import Move, Spoken
from holdspace.ports import Exchange

TALK = Talk(
    "tired",
    "a test",
    (Says("first"), Says("second"), Says("bye", frozenset("B"))),
    {"asked": (Says("an answer"),), "offered": (Says("no"),)},
)


def reply(text: str, move: Move = Move.SRF) -> Exchange:
    """Return a reply of one line."""
    return Exchange(1, Private("x"), None, (Spoken(text, move),), "", Tier.R0)


def test_there_are_two_hundred_talks_of_forty_personas() -> None:
    talks = read_talks()
    assert len(talks) >= 200
    assert len({talk.persona for talk in talks}) >= 40
    assert list(faults(talks)) == []


def test_a_talker_tells_and_answers_what_is_asked_once() -> None:
    talker = Talker(TALK)
    said = [talker.speak(None), talker.speak(reply("How is it?")), talker.speak(reply("And now?"))]
    assert [line.text for line in said if line] == ["first", "an answer", "second"]


def test_an_offer_is_answered_as_one() -> None:
    talker = Talker(TALK)
    talker.speak(None)
    offered = talker.speak(reply("Would something quiet help?", Move.PRM))
    assert offered is not None
    assert offered.text == "no"


def test_who_has_taken_leave_answers_nothing_more() -> None:
    talker = Talker(TALK)
    for _ in TALK.tells:
        talker.speak(reply("I see."))
    assert talker.speak(reply("Shall we go on?")) is None


def test_a_mark_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown marks"):
        Says.read("[X] hello")


def test_every_gate_has_a_name_of_its_own() -> None:
    assert len({gate.name for gate in GATES}) == len(GATES)
