"""A long text is answered once it is written: held whole in their words, and of danger nothing is said back."""

from collections.abc import Sequence
from dataclasses import replace

import anyio
import pytest

from holdspace.conversation.whole import Bounds, Whole, hold_whole
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private
from holdspace.domain.talk import Perception
from holdspace.ports import Room
from holdspace.voice.finder import AuthoredVoice
from tests.fakes import FakeDice, FakeGrammar, FakeSenses, FakeVoice, heard, room
from tests.voice.test_mirror import grammar

STORY = (
    "I don't know where it started. Maybe the year we moved, when everything went into boxes. My mum worked nights.\n\n"
    "At school I carried everyone's things. Nobody asked me how I was, and I got used to that.\n\n"
    "Last winter I stayed in bed for two weeks. My friend Hanna sat on the floor.\n\n"
    "I rang the clinic on a Tuesday. I bought a yellow kettle."
)
MORE = f"{STORY}\n\n" * 6


def real(perception: Perception | None = None) -> Room:
    """A room with the real grammar and voice."""
    made = room(senses=FakeSenses(perception))
    return replace(made, grammar=grammar(), voice=AuthoredVoice(FakeDice()))


def whole(words: str, bounds: Bounds | None = None, house: Room | None = None) -> Whole:
    return anyio.run(hold_whole, heard(words), house or real(), bounds or Bounds())


def lines(found: Whole) -> list[str]:
    return [part.words.text for part in found.held]


def stand_in_order(found: Sequence[str], text: str) -> bool:
    """Whether each stands in the text, later than the one before."""
    places = [text.lower().find(line.rstrip(".").lower()) for line in found]
    return -1 not in places and places == sorted(set(places))


@pytest.mark.parametrize("text", [STORY, MORE, STORY.replace(".", " and").replace("\n", " ")])
def test_at_least_three_parts_of_it_come_back_from_different_places_in_their_order(
    text: str,
) -> None:
    found = lines(whole(text))
    assert len(found) >= 3
    assert len(set(found)) == len(found)
    if text is STORY:
        assert stand_in_order(found, text)
        assert text.find(found[0][:12]) < len(text) / 2 < text.find(found[-1].rstrip(".")[2:])


def test_it_opens_and_closes_with_written_lines_that_ask_nothing() -> None:
    found = whole(STORY)
    said = [line.text for line in (*found.opens, *found.closes)]
    assert len(said) == 2
    assert "?" not in "".join(said)


def test_nothing_that_is_left_alone_is_said_back_or_offered() -> None:
    found = whole(STORY, Bounds(left_alone=(Private("school"), Private("Hanna"), Private("mother"))))  # fmt: skip
    told = " ".join(lines(found) + [part.says.text for part in found.held]).lower()
    assert not {"school", "hanna", "mum"} & set(told.replace(".", " ").split())
    assert found.people == ()
    assert len(found.held) >= 3


def test_a_word_they_asked_not_to_read_is_not_said_back() -> None:
    found = whole(STORY, Bounds(Manner(avoid=(Private("kettle"), Private("clinic")))))
    assert not [line for line in lines(found) if "kettle" in line or "clinic" in line]


def test_people_are_offered_once_and_not_those_kept_already() -> None:
    assert [known.word.text for known in whole(f"{STORY} {STORY}").people] == ["my mum", "my friend Hanna"]  # fmt: skip
    kept = Bounds(known=(Private("Hanna"),))
    assert [known.word.text for known in whole(STORY, kept).people] == ["my mum"]


def test_nobody_is_offered_beside_harm_and_the_pace_is_slower() -> None:
    found = whole("My uncle hit me when I was small. Hanna knows. I left early that day.")
    assert "uncle" not in " ".join(known.word.text for known in found.people)
    assert found.opens[0].line_id.startswith("story-heavy")
    assert not [line for line in lines(found) if "uncle" in line.lower()]


@pytest.mark.parametrize("at", range(4))
def test_wherever_danger_stands_in_it_nothing_is_said_back(at: int) -> None:
    pieces = STORY.split("\n\n")
    pieces.insert(at, "I want to kill myself tonight.")
    assert whole("\n\n".join(pieces)) == Whole(danger=True)


def test_danger_is_heard_though_grammar_senses_and_voice_fail() -> None:
    broken = room(FakeVoice(broken=True), senses=FakeSenses(broken=True), grammar=FakeGrammar(broken=True))  # fmt: skip
    assert whole(f"{STORY} I want to kill myself tonight.", house=broken).danger
    assert whole(STORY, house=broken) == Whole()


def test_what_they_make_of_themselves_anywhere_in_it_is_not_said_back() -> None:
    found = whole("I'm a failure. I can't do anything right. I hate myself for it.", house=real(Perception(self_attack=True)))  # fmt: skip
    assert found.held == ()
    assert found.opens


@pytest.mark.parametrize("words", ["Hello.", "...", "ok", "?!", "🙂"])
def test_of_very_little_nothing_is_said_back_but_that_it_is_here(words: str) -> None:
    found = whole(words)
    assert found.held == ()
    assert found.opens[0].line_id.startswith("story-kept")
    assert found.closes == ()
