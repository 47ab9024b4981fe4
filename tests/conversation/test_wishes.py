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
