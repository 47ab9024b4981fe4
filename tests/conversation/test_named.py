"""The name a person wants to be called by is found in their words, and nothing else is taken for one."""

import pytest

from holdspace.conversation.named import name_wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("you can call me Linh", "Linh"),
        ("call me sam", "Sam"),
        ("please call me Manish, no sir-ing", "Manish"),
        ("Might I ask that you address me as Mr Tolland?", "Mr Tolland"),
        ("my name's Zoë", "Zoë"),
        ("i go by TJ", "TJ"),
        ("they call me names", ""),
        ("he never calls me back", ""),
        ("call me later", ""),
        ("call me", ""),
        ("", ""),
    ],
)
def test_a_name_is_taken_as_it_was_written(text: str, name: str) -> None:
    assert name_wanted(text) == name
