"""An event that is told of is met by words for just that: true for everybody it may happen to, and short."""

import pytest

from holdspace.conversation.hearing import (
    LIKELY_ENOUGH,
    LIKELY_IN_GRIEF,
    LIKELY_UNFELT,
    situation_of,
)
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Doing, Move, Perception, Plan, Said, Spoken
from holdspace.safety.gates import refusal
from holdspace.voice.lines import bank
from holdspace.voice.situations import Situation, situations
from tests.voice.test_bank import grade

ALL = tuple(situations().values())
SAID = Said(Plan((), 60, "."), RiskState())
MOST_WORDS = 12


def name(situation: Situation) -> str:
    return situation.id


def test_no_sentence_is_said_of_two_events_or_by_the_bank_too() -> None:
    every = [sentence for each in ALL for sentence in (*each.reacts, *each.asks)]
    others = {line.says for shelf in bank().others.values() for line in shelf}
    assert len(set(every)) == len(every)
    assert not others & set(every)


def test_nobody_tells_of_two_events_with_the_same_words() -> None:
    fits = [fit for each in ALL for fit in each.fits]
    assert len(set(fits)) == len(fits)
    assert all(not set(each.fits) & set(each.unlike) for each in ALL)


@pytest.mark.parametrize("situation", ALL, ids=name)
def test_there_is_enough_to_know_it_by_and_to_say(situation: Situation) -> None:
    assert len(situation.fits) >= 8
    assert len(situation.unlike) >= 2
    assert len(situation.reacts) >= 2
    assert len(situation.asks) >= 2


@pytest.mark.parametrize("situation", ALL, ids=name)
def test_what_is_said_is_short_plain_and_passes_every_gate(situation: Situation) -> None:
    for move, says in ((Move.SRF, situation.reacts), (Move.OQ, situation.asks)):
        for sentence in says:
            assert len(sentence.split()) <= MOST_WORDS
            assert grade(sentence) <= 9 or len(sentence.split()) < 8
            assert sentence.endswith("?") == (move is Move.OQ)
            assert refusal(Spoken(sentence, move, situation.id), SAID) is None


def test_the_likeliest_event_is_told_of_where_it_is_likely_enough() -> None:
    likely = {"situation-a": LIKELY_ENOUGH + 0.01, "situation-b": LIKELY_ENOUGH}
    assert situation_of(Perception(perhaps={"situations": likely}), opens=True) == "situation-a"
    unlikely = {"situation-a": LIKELY_ENOUGH - 0.01}
    assert situation_of(Perception(perhaps={"situations": unlikely}), opens=True) == ""


@pytest.mark.parametrize(
    ("feelings", "bar"),
    [
        ({"hurt": 0.5}, LIKELY_ENOUGH),
        ({"hurt": 0.1}, LIKELY_UNFELT),
        ({"grief": 0.25}, LIKELY_IN_GRIEF),
    ],
)
def test_less_is_enough_where_nothing_is_felt_and_more_is_needed_in_grief(
    feelings: dict[str, float], bar: float
) -> None:
    for likely, told_of in ((bar + 0.01, "situation-a"), (bar - 0.01, "")):
        heads = {"situations": {"situation-a": likely}, "feelings": feelings}
        assert situation_of(Perception(perhaps=heads), opens=True) == told_of


def test_a_question_or_a_small_message_tells_of_no_event() -> None:
    sure = {"situations": {"situation-a": 1.0}}
    assert situation_of(Perception(doing=Doing.ASKING, perhaps=sure), opens=True) == ""
    assert situation_of(Perception(about="thanks", perhaps=sure), opens=True) == ""


def test_an_event_is_told_of_in_what_opens_a_talk() -> None:
    sure = Perception(perhaps={"situations": {"situation-a": 1.0}})
    assert situation_of(sure, opens=True)
    assert not situation_of(sure, opens=False)


@pytest.mark.parametrize(
    "heads",
    [
        {"doing": {"telling": 0.5, "thanking": 0.5}},
        {"doing": {"telling": 0.9}, "appraisals": {"the-visit-itself": 0.3}},
    ],
)
def test_who_has_only_come_in_tells_of_no_event(heads: dict[str, dict[str, float]]) -> None:
    comes_in = Perception(perhaps={"situations": {"situation-a": 1.0}, **heads})
    assert not situation_of(comes_in, opens=True)
