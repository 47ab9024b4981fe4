"""A keeper's own folder of words: lines join the bank or leave it, held to the bank's own rules."""

from pathlib import Path

import pytest

from holdspace.domain.errors import BrokenData
from holdspace.voice.lines import bank
from holdspace.voice.lint import faults
from holdspace.voice.overlay import laid_over
from tests.voice.test_bank import EVERY

LINE = """
[[line]]
id = "ours-01"
move = "CRF"
says = "{says}"
fits = ["a", "b", "c", "d", "e"]
feelings = ["sadness"]
intensity = [1, 5]
states = ["within"]
"""
MEANING = 'appraisal = "stuck"\n' + LINE
OTHER = '[[line]]\nid = "ours-02"\nabout = "greeting"\nmove = "PRS"\nsays = "Good that you rang the bell."\n'


def folder(tmp_path: Path, **files: str) -> Path:
    """Return a folder of words with these files."""
    for name, text in files.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_folder_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    assert laid_over(bank(), tmp_path / "nowhere") == bank()


def test_lines_join_what_they_belong_to(tmp_path: Path) -> None:
    says = "There may be no door in sight."
    held = laid_over(bank(), folder(tmp_path, own=MEANING.format(says=says), hello=OTHER))
    assert held.meaning["stuck"][-1].says == says
    assert held.meaning["stuck"][-1].tone is held.meaning["stuck"][0].tone
    assert held.others["greeting"][-1].id == "ours-02"
    assert len(held.meaning["stuck"]) == len(bank().meaning["stuck"]) + 1


def test_a_retired_line_is_not_said(tmp_path: Path) -> None:
    gone = bank().meaning["stuck"][0].id
    held = laid_over(bank(), folder(tmp_path, retired=f'retired = ["{gone}"]'))
    assert gone not in {line.id for line in held.meaning["stuck"]}


@pytest.mark.parametrize(
    ("files", "wrong"),
    [
        ({"own": "not toml ["}, "words/own.toml cannot be read"),
        ({"own": 'appraisal = "stuck"'}, "no \\[\\[line\\]\\] in it"),
        ({"own": MEANING.format(says="Well done!")}, "ours-01"),
        ({"own": MEANING.format(says="You should call your mother.")}, "ours-01"),
        ({"own": MEANING.format(says="no capital here.")}, "does not begin with a capital"),
        ({"own": MEANING.format(says="Short.")}, "has 1 words, and 3 to 18 fit"),
        (
            {"own": MEANING.format(says="Fine so far.").replace("stuck", "bliss")},
            "no meaning called bliss",
        ),
        (
            {"own": MEANING.format(says="Fine so far.").replace("CRF", "XYZ")},
            "'XYZ' is not a valid Move",
        ),
        ({"own": OTHER.replace("greeting", "weather")}, "about weather, which is never asked for"),
        ({"own": OTHER, "two": OTHER}, "two lines called ours-02"),
        ({"retired": "retired = 5"}, "words/retired.toml: 'int' object is not iterable"),
        ({"retired": 'retired = ["no-such-line"]'}, "no-such-line is no line there is"),
        ({"retired": 'retired = ["r2-ask"]'}, "r2-ask is part of the safety script, which stays"),
    ],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    tmp_path: Path, files: dict[str, str], wrong: str
) -> None:
    with pytest.raises(BrokenData, match=wrong):
        laid_over(bank(), folder(tmp_path, **files))


def test_the_last_line_of_anything_stays(tmp_path: Path) -> None:
    every = ", ".join(f'"{line.id}"' for line in bank().others["goodbye"])
    with pytest.raises(BrokenData, match="nothing would be left to say for goodbye"):
        laid_over(bank(), folder(tmp_path, retired=f"retired = [{every}]"))


def test_the_bank_itself_passes_what_a_keeper_is_held_to() -> None:
    assert {line.id: list(faults(line)) for line in EVERY if any(faults(line))} == {}
