"""What is said to the companion itself is heard by cues first, and else where a head is sure enough."""

import pytest

from holdspace.conversation.hearing import WISHED, attend
from holdspace.domain.people import Private
from holdspace.domain.talk import Doing, Heard, Perception
from tests.fakes import NOON, VISIT


def attended(text: str, wish: str, likely: float = 0.9) -> Perception:
    """Return what is understood of a text in which a head hears a wish."""
    heard = Heard(VISIT, Private(text), NOON)
    return attend(heard, Perception(perhaps={"wishes": {wish: likely}}))


@pytest.mark.parametrize(
    ("text", "wish", "about", "doing"),
    [
        ("kettle's boiled, so that's me", "goodbye", "going", Doing.LEAVING),
        ("one line, that is all I can take in", "shorter", "shorter-on", Doing.REQUESTING),
        ("say it like a plumber would", "plainer", "plainer", Doing.REQUESTING),
        ("you're two houses further than I am", "slower", "slower-on", Doing.REQUESTING),
        ("less of the third degree, if you would", "no-questions", "no-questions", Doing.REFUSING),
        ("leave my mother out of it", "refusal", "refusal", Doing.REFUSING),
        ("the mortgage, and never the marriage", "correction", "correction", Doing.CORRECTING),
        ("a fence post would say more", "rupture", "rupture-confrontation", Doing.CORRECTING),
    ],
)
def test_a_likely_wish_is_taken_as_one(text: str, wish: str, about: str, doing: Doing) -> None:
    heard = attended(text, wish)
    assert (heard.about, heard.doing) == (about, doing)


def test_an_unlikely_one_is_not() -> None:
    heard = attended("kettle's boiled, so that's me", "goodbye", WISHED - 0.01)
    assert (heard.about, heard.doing) == ("", Doing.TELLING)


def test_a_goodbye_must_be_likelier_than_other_wishes() -> None:
    assert attended("kettle's boiled, so that's me", "goodbye", WISHED).about == ""
    assert attended("leave my mother out of it", "refusal", WISHED).about == "refusal"


def test_cues_know_best() -> None:
    assert attended("no advice please", "shorter", 1.0).about == "no-advice"


def test_a_name_is_only_taken_where_there_is_one() -> None:
    assert attended("it would be nice to be called something", "call-me", 1.0).about == ""
    heard = attended("you could as well call me Bev, everybody at work does", "call-me", 1.0)
    assert (heard.about, heard.called) == ("call-me", "Bev")


@pytest.mark.parametrize(
    ("text", "doing"),
    [
        ("I said fine to the woman", Doing.CORRECTING),
        ("going to leave the hall light on", Doing.LEAVING),
    ],
)
def test_what_one_head_takes_for_leave_or_a_correction_needs_the_other(
    text: str, doing: Doing
) -> None:
    heard = Heard(VISIT, Private(text), NOON)
    ruled_out = attend(heard, Perception(doing=doing, perhaps={"wishes": {}}))
    assert ruled_out.about == ""
    wish = {Doing.CORRECTING: "correction", Doing.LEAVING: "goodbye"}[doing]
    likely = attend(heard, Perception(doing=doing, perhaps={"wishes": {wish: 0.5}}))
    assert likely.doing is doing
    assert attend(heard, Perception(doing=doing)).doing is doing  # no other head listened


def test_a_refusal_needs_no_other_head() -> None:
    heard = Heard(VISIT, Private("my sister is for another day"), NOON)
    assert (
        attend(heard, Perception(doing=Doing.REFUSING, perhaps={"wishes": {}})).doing
        is Doing.REFUSING
    )


@pytest.mark.parametrize("text", ["that's enough of it", "enough of him"])
def test_enough_of_it_leaves_it_there(text: str) -> None:
    assert attend(Heard(VISIT, Private(text), NOON), Perception()).about == "skip"


@pytest.mark.parametrize("text", ["hello. its been a while", "hi, it's been ages"])
def test_who_says_how_long_it_was_is_greeted_and_nothing_more(text: str) -> None:
    assert attend(Heard(VISIT, Private(text), NOON), Perception()).about == "greeting"


@pytest.mark.parametrize(
    "text",
    [
        "is there something that helps when it goes like that",
        "something that helps when my heart does this",
    ],
)
def test_asking_what_helps_is_asking_for_something(text: str) -> None:
    assert attend(Heard(VISIT, Private(text), NOON), Perception()).about == "practice-wanted"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("you may put as many as you like to me about it", "no-questions"),
        ("one suggestion for tomorrow would do", "no-advice"),
        ("it's okay, I only hoped that someone would say it turns out fine", "just-listen"),
        ("I manage well enough, thank you. My daughter rings on Sundays.", "goodbye"),
        ("it would. cheers. that is the first thing that made sense", "goodbye"),
    ],
)
def test_a_wish_that_no_word_bears_out_is_none(text: str, wish: str) -> None:
    assert attended(text, wish, 0.98).about != _about(wish)


def _about(wish: str) -> str:
    return {"goodbye": "going", "just-listen": "just-listen-on"}.get(wish, wish)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("you can ask questions, i don't mind. it's the roundabout i dread", "just-listen-off"),
        ("don't go quiet on me, I've enough quiet coming", "just-listen-off"),
        ("There is no need to be quiet. I have quite enough of that here.", "just-listen-off"),
        ("no, the contrary. i WANT advice", "advice-asked"),
        ("haha no. give me only one advice please for tomorrow", "advice-asked"),
        ("please don't give me advice", "no-advice"),
    ],
)
def test_leave_to_ask_and_a_wish_for_advice_are_no_refusals(text: str, about: str) -> None:
    assert attended(text, "shorter", 0.0).about == about


@pytest.mark.parametrize(
    "words",
    ["dont ask me anything", "don't ask me questions today", "can u not ask me things today pls"],
)
def test_not_to_be_asked_is_no_wish_to_be_asked(words: str) -> None:
    heard = attended(words, "none")
    assert heard.about == "no-questions"


def test_who_wants_to_be_asked_again_says_so_at_once() -> None:
    assert attended("ok ask me something", "none").about == "just-listen-off"
