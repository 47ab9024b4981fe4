"""Practices in the terminal: a list, each led to its end and left half-way, and danger heard in the midst of one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from holdspace.cli import commands
from holdspace.cli.practice import ASKS
from holdspace.cli.talk import GONE
from holdspace.practice.library import Practice, practices
from holdspace.practice.walk import screens

ALL = [pytest.param(each, id=each.id) for each in practices()]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_HOME", str(tmp_path / "home"))


def run(*words: str, given: str = "") -> Result:
    """Run the command as a person would type it, and type what is given."""
    return CliRunner().invoke(commands, ["practice", *words], input=given)


def plain(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


@pytest.mark.parametrize("found", ALL)
def test_every_practice_is_led_to_its_end_in_the_terminal(found: Practice) -> None:
    result = run(*found.title.lower().split(), given="\n" * 20)
    shown = plain(result.output)
    assert result.exit_code == 0
    assert plain(found.invites) in shown
    for step in found.ways[0].steps:
        assert plain(step) in shown
    assert "How is it now?" in shown
    assert shown.endswith(GONE)


@pytest.mark.parametrize("found", ALL)
def test_every_practice_is_left_half_way_without_a_word(found: Practice) -> None:
    result = run(found.id, given="\n\n\nstop\n")
    assert result.exit_code == 0
    assert "How is it now?" not in result.output
    assert plain(result.output).endswith(f"you {GONE}")


@pytest.mark.parametrize("found", ALL)
def test_every_way_of_a_practice_is_reached_in_the_terminal(found: Practice) -> None:
    for number, way in enumerate(found.ways_without(frozenset())[1:], 1):
        shown = plain(run(found.id, given="another way\n" * number + "\n\n").output)
        assert plain(way.title) in shown
        assert plain(way.steps[0]) in shown or len(screens(found, frozenset(), number)) == 0


def test_closing_it_leaves_it() -> None:
    result = run("look", "around")
    assert result.exit_code == 0
    assert plain(result.output).endswith(GONE)


def test_without_a_name_two_are_shown_and_enter_leaves() -> None:
    result = run(given="\n")
    assert ASKS in result.output
    assert result.exit_code == 0


def test_one_is_found_by_a_door_and_a_number() -> None:
    shown = plain(run(given="can't sleep\n2\n\n").output)
    assert "Winding down" in shown
    assert "In any order." in shown


def test_all_that_may_be_listed_is_listed_by_door() -> None:
    result = run("--list", "--door", "too-much")
    assert "Look around" in result.output
    assert "What matters" not in result.output
    assert result.exit_code == 0


def test_a_name_there_is_not_is_said_and_the_choice_stays() -> None:
    result = run("zebra", given="\n")
    assert "There is none of that name." in result.output
    assert ASKS in result.output


@pytest.mark.parametrize("words", ["body scan", "leaves on a stream", "5 4 3 2 1", "box breathing"])
def test_what_people_call_it_finds_it(words: str) -> None:
    result = run(*words.split(), given="stop\n")
    assert "There is none" not in result.output


def test_worse_stops_it_and_offers_a_person() -> None:
    shown = plain(run("part-by-part", given="\n\nit makes it worse\n\n").output)
    assert "Then this one stops here." in shown
    assert "A person's voice may help" in shown
    assert "a person" in shown


def test_nothing_is_offered_to_be_kept_where_nothing_is() -> None:
    shown = run("look-around", given="\n" * 12 + "better\n\n").output
    assert "keep" not in shown.replace("kept", "")


def test_danger_in_the_midst_of_it_is_heard_by_the_talk() -> None:
    given = "\n\n\n\nI want to kill myself\nbye\n"
    shown = plain(run("to-a-friend", given=given).output)
    assert "a program" in shown
    assert "next · back" not in shown.partition("I want to kill myself")[2]


def test_telling_something_makes_it_a_talk() -> None:
    shown = plain(run("look-around", given="\n\nmy sister moved away and I miss her\nbye\n").output)
    assert shown.count("it makes it worse") == 1
    assert "Nothing was kept." in shown
    assert shown.endswith(GONE)
