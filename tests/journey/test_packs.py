"""Packs of other licences: read from a keeper's folder, named by no code, and gone when their folder is."""

import ast
import shutil
from pathlib import Path

import pytest

import holdspace
from holdspace.config import Settings, keepers_measures
from holdspace.domain.errors import BrokenData
from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Verdict
from tests.journey.measured import PACKS, row


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(PACKS / "brs", tmp_path / "brs")
    return tmp_path


def test_a_pack_in_the_keepers_folder_is_there(folder: Path) -> None:
    (brs,) = keepers_measures(folder)
    assert brs.id == "brs"
    assert library.measure("brs", [brs]) == brs


def test_without_its_folder_a_pack_is_not_there_and_nothing_misses_it(tmp_path: Path) -> None:
    assert keepers_measures(tmp_path / "nowhere") == ()
    assert library.measure("brs") is None
    assert {measure.verdict for measure in library.embedded()} == set(Verdict) - {Verdict.PACK}


def test_the_folder_is_where_the_settings_say(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).measures == tmp_path / "measures"


def test_no_code_names_a_pack_or_their_folder() -> None:
    packs = {file.parent.name for file in PACKS.glob("*/measure.toml")}
    assert len(packs) >= 1
    for file in Path(holdspace.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value not in packs | {"packs"}, file


def test_each_pack_brings_its_licence_and_its_notice_and_no_code() -> None:
    for pack in PACKS.iterdir():
        assert {file.name for file in pack.iterdir()} == {"measure.toml", "LICENSE.txt", "NOTICE.txt"}  # fmt: skip
    notice = (PACKS / "core-10/NOTICE.txt").read_text(encoding="utf-8").strip()
    assert notice == row(PACKS / "core-10/measure.toml")["copyright"]


def test_a_pack_without_a_licence_is_refused_by_name(folder: Path) -> None:
    (folder / "brs/LICENSE.txt").unlink()
    with pytest.raises(BrokenData, match=r"measures/brs/measure\.toml: licence"):
        keepers_measures(folder)


def test_a_measure_of_another_verdict_is_no_pack(folder: Path) -> None:
    file = folder / "brs/measure.toml"
    file.write_text(file.read_text("utf-8").replace('verdict = "C"', 'verdict = "A"'), "utf-8")
    with pytest.raises(BrokenData, match="verdict"):
        keepers_measures(folder)


def test_a_pack_with_wording_nobody_pinned_is_refused(folder: Path) -> None:
    file = folder / "brs/measure.toml"
    file.write_text(file.read_text("utf-8").replace("bounce back quickly", "bounce back"), "utf-8")
    with pytest.raises(BrokenData, match="items"):
        keepers_measures(folder)


def test_a_keepers_wording_is_laid_over_a_pack_or_an_adapter(folder: Path) -> None:
    wording = """
    items = ["a", "b", "c", "d", "e", "f"]
    options = ["one", "two", "three", "four", "five"]
    [licence_ack]
    name = "Keeper"
    date = "2026-11-26"
    reference = "letter 7"
    """
    (folder / "brs.toml").write_text(wording, encoding="utf-8")
    (brs,) = keepers_measures(folder)
    assert brs.has_wording
    assert brs.licence_ack is not None


@pytest.mark.parametrize("content", ["items = [", 'items = ["a"]'])
def test_a_wording_that_does_not_fit_names_its_file(folder: Path, content: str) -> None:
    (folder / "brs.toml").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenData, match=r"measures/brs\.toml"):
        keepers_measures(folder)


def test_a_wording_of_no_measure_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nothing.toml").write_text("", encoding="utf-8")
    with pytest.raises(BrokenData, match=r"measures/nothing\.toml"):
        keepers_measures(tmp_path)


def test_two_of_one_name_are_refused(folder: Path) -> None:
    (brs,) = keepers_measures(folder)
    with pytest.raises(BrokenData, match="brs"):
        library.measures([brs, brs])
