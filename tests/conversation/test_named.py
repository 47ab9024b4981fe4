"""The name a person wants to be called by is found in their words, and nothing else is taken for one."""

import pytest

from holdspace.conversation.named import name_given, name_wanted


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
        ("please don't call me mate", ""),
        ("", ""),
    ],
)
def test_a_name_is_taken_as_it_was_written(text: str, name: str) -> None:
    assert name_wanted(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Baz will do, everyone says it", "Baz"),
        ("it's Mrs Olubunmi, if you please", "Mrs Olubunmi"),
        ("you can say Tilly to me", "Tilly"),
        ("don't call me mate. it's Ros", "Ros"),
        ("not ma'am. Lottie", "Lottie"),
        ("you may address me as Doctor. I earned it", "Doctor"),
        ("no name for me, please", ""),
    ],
)
def test_where_a_name_is_asked_for_it_is_found_in_other_words_too(text: str, name: str) -> None:
    assert name_given(text) == name
