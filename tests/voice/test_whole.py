"""A stretch of a long text is said back in their own words: turned where grammar can, else as it stands, else not at all."""

from dataclasses import replace

import pytest

from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.talk import Perception, Told
from holdspace.voice.whole import parts_of
from tests.voice.test_mirror import told


def said(told_now: Told) -> list[tuple[str, str]]:
    return [(part.says.text, part.words.text) for part in parts_of(told_now)]


def hard_on_themselves(words: str) -> Told:
    return replace(told(words), perception=Perception(self_attack=True))


def of_harm(words: str) -> Told:
    return replace(told(words), spoken_of=SpokenOf(hurting=True))


def test_a_clause_is_turned_and_stands_beside_the_words_it_is_made_of() -> None:
    assert said(told("my mum never asked me how I was"))[0] == (
        "Your mum never asked you how you were.",
        "My mum never asked me how I was.",
    )


def test_every_part_says_where_it_begins() -> None:
    words = "Well. I sold the van on Tuesday."
    for part in parts_of(told(words)):
        assert words[part.at :].startswith("I sold the van")


def test_their_own_words_are_marked_and_are_theirs() -> None:
    words = "I painted the same window for three months."
    for part in parts_of(told(words)):
        for start, end in part.says.own:
            assert part.says.text[start:end].lower() in words.lower()


def test_what_needs_nothing_before_it_comes_before_what_does() -> None:
    text = "She just looked at me for a while. I slept with the window open."
    assert said(told(text))[0][1] == "I slept with the window open."


@pytest.mark.parametrize("words", ["I hate myself for it.", "I am so stupid.", "I can't do anything right.", "I'm a failure."])  # fmt: skip
def test_what_they_make_of_themselves_is_not_said_back(words: str) -> None:
    assert said(hard_on_themselves(words)) == []


def test_of_harm_only_what_they_did_or_felt_is_turned() -> None:
    text = "My uncle used to hurt me when I was small. I left early."
    turned = [part for part in parts_of(of_harm(text)) if part.says.line_id == "mirror"]
    assert [part.words.text for part in turned] == ["I left early."]


@pytest.mark.parametrize("words", ["Why did nobody come to the door?", "You're only a program.", "", "...", "?"])  # fmt: skip
def test_a_question_and_what_is_said_to_the_program_are_not_said_back(words: str) -> None:
    assert said(told(words)) == []


def test_a_sentence_that_cannot_be_turned_is_quoted_as_it_stands() -> None:
    assert said(told("Grief everywhere, in the cups, in the towels.")) == [
        (
            'You wrote: "Grief everywhere, in the cups, in the towels."',
            "Grief everywhere, in the cups, in the towels.",
        )
    ]
