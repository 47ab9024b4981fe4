"""What a light message names is asked about in their own word for it; what hurts never is."""

from dataclasses import replace

import pytest

from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken, Told, Tone
from holdspace.safety.gates import refusal
from holdspace.voice.asking import about_what_was_named
from holdspace.voice.shelves import Shelves
from holdspace.voice.topics import Topic, asked_of_topics, topics
from holdspace.work.local import SeededDice
from tests.voice.test_bank import grade
from tests.voice.test_mirror import told

SAID = Said(Plan((), 60, "."), RiskState())
ALL = topics()
MOST_WORDS = 11


def name(topic: Topic) -> str:
    return topic.id


def toned(words: str, tone: Tone) -> Told:
    message = told(words)
    return replace(message, perception=replace(message.perception, tone=tone))


def asked(words: str, tone: Tone = Tone.UNKNOWN, said: Said = SAID) -> list[str]:
    lines = about_what_was_named(toned(words, tone), said, Shelves(SeededDice()))
    return [line.text for line in lines]


def test_no_noun_names_two_topics_and_no_question_is_asked_of_two() -> None:
    nouns = [noun for topic in ALL for noun in topic.nouns]
    questions = [says for topic in ALL for asks in topic.asks.values() for says in asks]
    assert len(set(nouns)) == len(nouns)
    assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("topic", ALL, ids=name)
def test_every_question_is_one_short_plain_sentence_that_passes_every_gate(topic: Topic) -> None:
    for asks in topic.asks.values():
        for says in asks:
            whole = says.replace("{it}", "your brother")
            assert says.count("{it}") <= 1
            assert len(says.split()) <= MOST_WORDS
            assert grade(whole) <= 9 or len(whole.split()) < 8
            assert whole.count("?") == 1
            assert whole.endswith("?")
            assert refusal(Spoken(whole, Move.OQ, topic.id), SAID) is None


@pytest.mark.parametrize(
    ("words", "topic", "word"),
    [
        ("My brother landed a 900 on his skateboard", "topic-brother", "your brother"),
        ("My job interview is on Monday", "topic-interview", "your job interview"),
        ("We bought two rabbits", "topic-pets", "the rabbits"),
    ],
)
def test_what_is_named_is_asked_about_in_their_own_word(words: str, topic: str, word: str) -> None:
    found = dict(asked_of_topics(told(words)))
    assert any(word in line.text for line in found[topic])
    for line in found[topic]:
        assert "{it}" not in line.text
        assert " is the rabbits" not in line.text
        assert all(line.text[start:end] in words for start, end in line.own)


def test_where_it_was_is_not_asked_about() -> None:
    assert "topic-shop" not in dict(asked_of_topics(told("My nose bled at the store")))
    assert "topic-party" in dict(asked_of_topics(told("I went to the party")))


def test_whose_somebody_is_to_another_is_not_said() -> None:
    found = dict(asked_of_topics(told("Her brother drove us home")))
    assert all("brother" not in line.text for line in found.get("topic-brother", ()))


def test_only_what_is_glad_is_asked_about_and_only_where_it_opens_a_talk() -> None:
    later = replace(SAID, recent=(Spoken("Go on.", Move.PRS, "follow-01"),))
    words = "My brother bought a car"
    assert asked(words, Tone.PLEASANT)
    assert not asked(words, Tone.UNKNOWN)
    assert not asked(words, Tone.PLEASANT, later)


@pytest.mark.parametrize(
    ("words", "tone"),
    [
        ("My brother sold the car", Tone.PAINFUL),
        ("My brother died in March", Tone.UNKNOWN),
        ("My brother hit me again", Tone.UNKNOWN),
    ],
)
def test_of_what_hurts_nobody_is_asked_lightly(words: str, tone: Tone) -> None:
    assert not asked(words, tone)


@pytest.mark.parametrize(
    "text",
    [
        "I have no friends here",
        "I don't have kids",
        "I wish I had a dog",
        "I want a girlfriend",
        "I'm looking for a therapist",
        "we've been trying for a baby for three years",
        "I'm a nurse",
        "my mother-in-law moved out",
    ],
)
def test_what_is_not_there_or_somebody_else_is_not_asked_about(text: str) -> None:
    assert not list(asked_of_topics(told(text)))


def test_kin_used_as_a_name_are_theirs() -> None:
    lines = [line.text for _, lines in asked_of_topics(told("Dad made pancakes")) for line in lines]
    assert any("your dad" in line for line in lines)
    assert not any("the dad" in line for line in lines)
