"""The safety case points at controls that exist, and says what is not there yet."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
CASE = HOUSE / "docs" / "safety-case"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (CASE / "hazards.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| H")
]
TESTS = {
    name
    for file in (HOUSE / "tests").rglob("test_*.py")
    for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))
}


def test_the_log_holds_all_twenty_four_hazards() -> None:
    assert [row[0] for row in ROWS] == [f"H{number:02}" for number in range(1, 25)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_each_hazard_has_a_control_and_a_test_that_exists(row: list[str]) -> None:
    _, hazard, cause, judged, controls, tests = row
    assert all((hazard, cause, controls))
    assert re.fullmatch(r"[1-5], [1-5]", judged)
    named = re.findall(r"test_\w+", tests)
    assert named
    assert set(named) <= TESTS


def test_no_officer_or_reviewer_is_invented() -> None:
    text = (CASE / "README.md").read_text(encoding="utf-8")
    assert text.count("nobody yet") == 3
