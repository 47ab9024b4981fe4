"""What somebody asked to leave alone is not raised again: in this visit, a later one, a summary, or an offer."""

import pytest

from holdspace.conversation.hearing import topics
from holdspace.domain.people import Private
from holdspace.domain.risk import Tier
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Memory, Thread
from holdspace.ports import Exchange
from holdspace.vault.guest import without
from tests.conversation.test_known import offers, talk

TOLD = (
    "My sister moved to the coast in May.",
    "The boat needs a new sail before the summer.",
    "I don't want to talk about my sister",
    "I sanded the boat all morning.",
    "The harbour was empty and I liked it.",
    "A man sold me rope for the boat.",
    "The wind turned in the evening.",
    "I ate my bread on the wall.",
    "The boat is nearly done now.",
    "I might paint the boat green.",
    "The paint costs more than the sail did.",
    "Nobody else was at the harbour.",
)


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("I don't want to talk about my sister", ["sister"]),
        ("can we not talk about mum", ["mum"]),
        ("please don't mention the wedding again, it's too much", ["wedding"]),
        ("not that", []),
        ("let's leave it", []),
        ("not the court case", ["court", "case"]),
        ("I'd rather not go into the move because I'm tired", ["move"]),
    ],
)
def test_a_topic_is_what_was_named_and_none_of_the_words_around_it(
    says: str, left: list[str]
) -> None:
    assert list(topics(Private(says))) == left


def test_in_this_visit_it_is_raised_no_more() -> None:
    said, memory = talk(Memory(), *TOLD)
    assert [topic.text for topic in memory.not_now] == ["sister"]
    later = " ".join(line.text for reply in said[3:] for line in reply).lower()
    assert "sister" not in later
    assert any("boat" in line.text for reply in said[3:] for line in reply)


def test_neither_summary_nor_offer_speaks_of_it() -> None:
    _, memory = talk(Memory(), *TOLD)
    assert not [thread for thread in memory.joinable if "sister" in thread.says]
    assert "my sister" not in offers(memory)


def test_in_a_later_visit_it_is_raised_no_more_though_they_speak_of_it() -> None:
    begun = Memory(not_now=(Private("my sister"),), known=(Known(Private("my sister")),))
    said, memory = talk(begun, "The tide was low.", *TOLD[:2], *TOLD[3:])
    of_it = [
        line.text
        for at, reply in enumerate(said)
        if at != 1  # they just told of her; that may be said back, and is raised by them
        for line in reply
    ]
    assert "sister" not in " ".join(of_it).lower()
    assert memory.not_now == begun.not_now
    assert offers(memory) == ["boat"]


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ("my sister's wedding", "your sister called"),
        ("mum", "your mother never asked"),
        ("exams", "the exam went on and on"),
        ("The Move", "you moved the boxes yourself"),
    ],
)
def test_a_topic_is_the_same_in_their_words_and_turned(topic: str, says: str) -> None:
    thread = Thread(says, (), frozenset(), frozenset())
    assert Memory(threads=(thread,), not_now=(Private(topic),)).joinable == ()


def test_a_topic_is_not_found_inside_another_word() -> None:
    thread = Thread("you walked home with Artem", (), frozenset(), frozenset())
    assert Memory(threads=(thread,), not_now=(Private("art"),)).joinable == (thread,)


def test_what_is_left_alone_since_another_day_stays_so_when_a_message_is_taken_back() -> None:
    sister, boat = Private("sister"), Private("boat")
    memory = Memory(turns=1, not_now=(sister, boat))
    taken_back = Exchange(1, Private("not the boat, not my sister"), None, (), "", Tier.R0)
    assert without(memory, taken_back, (sister,)).not_now == (sister,)


def test_what_was_spoken_of_in_a_message_taken_back_is_gone() -> None:
    _, memory = talk(Memory(), "My sister Juno rang.", "I told Esme about it.")
    taken_back = Exchange(2, Private("I told Esme about it."), None, (), "", Tier.R0)
    assert offers(without(memory, taken_back)) == ["my sister Juno"]
