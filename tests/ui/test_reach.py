"""Whatever way somebody wrote down how to reach a person, one tap starts it."""

import pytest

from holdspace.safety import helpline
from holdspace.ui.reach import mail_link, ways, ways_of_line, words_link


@pytest.mark.parametrize(
    ("reach", "call"),
    [
        ("555 0100 101", "tel:5550100101"),
        ("+353 (0)87 123-4567", "tel:+353871234567"),
        ("(0)20 7946 0000", "tel:02079460000"),
        ("mobile 087.123.4567, evenings", "tel:0871234567"),
        ("٠٨٧ ١٢٣", "tel:087123"),
    ],
)
def test_a_number_can_be_called_however_it_is_written(reach: str, call: str) -> None:
    assert [way.link for way in ways(reach)] == [call, call.replace("tel:", "sms:")]


@pytest.mark.parametrize(
    "reach", ["", "knock on the blue door", "after 18:00-20:00", "24/7", "9-5"]
)
def test_what_is_no_number_is_no_link(reach: str) -> None:
    assert ways(reach) == ()


def test_a_text_and_a_mail_open_with_the_words_already_there() -> None:
    _, text, mail = ways("555 0100 101, rosa@example.org", "I'm not safe. Can you come?")
    assert text.link == "sms:5550100101?&body=I%27m%20not%20safe.%20Can%20you%20come%3F"
    assert mail.link == "mailto:rosa@example.org?body=I%27m%20not%20safe.%20Can%20you%20come%3F"


def test_words_alone_open_the_phone_with_nobody_chosen() -> None:
    assert words_link("Can you come?") == "sms:?&body=Can%20you%20come%3F"
    assert mail_link("", "a&b") == "mailto:?body=a%26b"


def test_words_cannot_add_anything_to_an_address() -> None:
    way = ways("eve@example.org", "x&cc=other@example.org\n")[-1]
    assert way.link == "mailto:eve@example.org?body=x%26cc%3Dother%40example.org%0A"


def test_a_line_that_only_takes_texts_is_not_called() -> None:
    here = helpline.country("GB")
    assert here
    assert [way.kind for way in ways_of_line("Shout: text SHOUT to 85258", here.lines)] == ["text"]
    assert [way.link for way in ways_of_line("Samaritans: 116 123", here.lines)] == ["tel:116123"]
    assert [way.kind for way in ways_of_line("My doctor 01 555 0100", here.lines)] == ["call"]
