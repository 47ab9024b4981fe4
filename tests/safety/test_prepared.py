"""Words that stand ready to be sent: short, plain, and naming no means."""

import pytest

from holdspace.safety import helpline
from holdspace.safety.gates import names_a_means
from holdspace.safety.prepared import lines_to_begin_with, ways_to_be_safer, words_to_send
from holdspace.shelf import read


def test_three_messages_stand_ready_and_the_one_for_abuse_comes_first() -> None:
    assert len(words_to_send()) == 3
    hurt = words_to_send(hurt_by_someone=True)
    assert hurt[-3:] == words_to_send()
    assert hurt[0] == "Please call the police to my home."


@pytest.mark.parametrize("says", [*words_to_send(hurt_by_someone=True), *ways_to_be_safer()])
def test_each_is_short_and_quiet(says: str) -> None:
    assert len(says.split()) <= 15
    assert "!" not in says
    assert "Holdspace" not in says


@pytest.mark.parametrize("says", ways_to_be_safer())
def test_no_means_is_named_in_what_makes_things_safer(says: str) -> None:
    assert not names_a_means(says.replace("tonight", ""))


def test_nobody_has_signed_them_yet() -> None:
    assert read("safety", "prepared", "en.toml")["reviewed_by"] == ""


@pytest.mark.parametrize("country", helpline.countries(), ids=lambda country: country.code)
def test_a_plan_begins_with_the_numbers_of_the_country(country: helpline.Country) -> None:
    written = lines_to_begin_with(country).splitlines()
    assert country.emergency in written[0]
    assert len(written) >= 2
    assert all(len(line) < 120 for line in written)


def test_without_a_country_no_number_is_guessed() -> None:
    assert lines_to_begin_with(None) == ""
