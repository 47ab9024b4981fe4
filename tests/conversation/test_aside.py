"""What the policy put aside is told by the same policy, asked again without one rule."""

from dataclasses import replace

import pytest

from holdspace.conversation.aside import (
    Rule,
    by_a_head_alone,
    left_alone,
    not_offered,
    put_aside,
)
from holdspace.conversation.pondering import ponder
from holdspace.domain.language import Parse
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private
from holdspace.domain.risk import Evidence, Tier
from holdspace.domain.spoken_of import Mention, SpokenOf, names_in
from holdspace.domain.talk import Memory, Move, Past, Perception, State, Thread, Told
from tests.fakes import heard

CALM = Memory(turns=4, reflections=6)
PLAIN = Perception(evidence=())
ASKED = Past(moves=(Move.SRF, Move.OQ))


def told(words: str = "the bus was late", about: str = "") -> Told:
    return Told(heard(words), Parse(), replace(PLAIN, about=about))


@pytest.mark.parametrize(
    ("rule", "memory", "perception"),
    [
        (Rule.JUST_LISTEN, replace(CALM, manner=Manner(just_listen=True)), PLAIN),
        (Rule.ASKED_LATELY, replace(CALM, lately=(ASKED,)), PLAIN),
        (Rule.LISTENED_LITTLE, Memory(turns=4, reflections=1, questions=3), PLAIN),
        (Rule.LITTLE_ROOM, CALM, replace(PLAIN, state=State.TIRED)),
        (Rule.HARD_ON_THEMSELVES, CALM, replace(PLAIN, self_attack=True)),
    ],
)
def test_a_question_that_a_rule_held_back_is_told_by_it(
    rule: Rule, memory: Memory, perception: Perception
) -> None:
    assert rule in put_aside(ponder(replace(told(), perception=perception), memory))


def test_where_a_question_is_asked_nothing_was_put_aside() -> None:
    assert put_aside(ponder(told(), CALM)) == ()


def test_in_danger_listening_was_put_aside() -> None:
    assert put_aside(ponder(told("I want to kill myself"), CALM)) == (Rule.SAFETY_FIRST,)


def test_what_was_called_for_put_nothing_aside() -> None:
    assert put_aside(ponder(told(about="greeting"), replace(CALM, asked_last=True))) == ()


def test_pondering_twice_comes_to_the_same() -> None:
    assert ponder(told(), CALM) == ponder(told(), CALM)


def test_a_thread_that_is_left_alone_is_told_and_no_other() -> None:
    father = Thread("your father came home", (), frozenset({"father"}), frozenset())
    bus = Thread("the bus was late", (), frozenset({"bus"}), frozenset())
    memory = replace(CALM, threads=(father, bus), not_now=(Private("father"),))
    assert left_alone(ponder(told(), memory)) == (father,)
    assert left_alone(ponder(told(), replace(memory, not_now=()))) == ()


def test_whom_a_refusal_names_is_not_offered() -> None:
    mention = Mention(Private("my father"), names_in("father"))
    message = replace(told(), spoken_of=SpokenOf(mentions=(mention,)))
    after = replace(CALM, not_now=(Private("father"),))
    assert not_offered(ponder(message, CALM), after) == (mention,)
    assert not_offered(ponder(message, CALM), CALM) == ()


def test_danger_that_no_phrase_tells_was_heard_by_a_head_alone() -> None:
    read = Evidence(rule="meaning-R2", span=(0, 5), tier=Tier.R2, likely=0.95)
    message = replace(told(), perception=Perception(evidence=(read,)))
    assert by_a_head_alone(ponder(message, CALM))
    plain = replace(told("I want to kill myself"), perception=Perception(evidence=(read,)))
    assert not by_a_head_alone(ponder(plain, CALM))
    assert not by_a_head_alone(ponder(told(), CALM))
