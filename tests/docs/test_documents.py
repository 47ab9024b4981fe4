"""The documents do not lie: their code runs, every setting and decision is where they say."""

import re
import tomllib
from pathlib import Path

import pytest

from holdspace.config import Settings
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Move, Plan, Said, Spoken
from holdspace.safety.gates import says_nothing_refused

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CLAIMS = re.compile(
    r"\b(clinically proven|cures?|FDA|prevents suicide|24/7|empathic AI|award-winning)\b",
    re.IGNORECASE,
)


def blocks(path: Path, language: str) -> list[str]:
    """Return the code blocks of one language in a document."""
    return re.findall(rf"```{language}\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("code", blocks(ROOT / "README.md", "python"))
def test_the_readme_code_runs_and_says_something(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the README's own few lines
    assert capsys.readouterr().out.strip()


def test_the_readme_names_exactly_the_two_commands() -> None:
    (code,) = blocks(ROOT / "README.md", "sh")
    assert [line.split("#")[0].strip() for line in code.splitlines()] == ["make run", "make check"]


def test_every_setting_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`HOLDSPACE_([A-Z_]+)`", text)) - {"DATA", "CHROMIUM"}
    assert named == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_claims_what_software_cannot(path: Path) -> None:
    assert not CLAIMS.search(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_a_document_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"`((?:src|tests|docs|tools|bench|corpora)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), name


def test_decisions_are_numbered_without_gaps_and_say_what_enforces_them() -> None:
    records = sorted((ROOT / "docs/decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        text = record.read_text(encoding="utf-8")
        for part in ("Context", "Decision", "Consequences", "Alternatives", "Enforced by"):
            assert f"**{part}." in text, record.name


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rooms = {
        path.stem
        for path in (ROOT / "src/holdspace").iterdir()
        if path.is_dir() or path.suffix == ".py"
    }
    assert {room for room in rooms if not room.startswith("_") and f"`{room}`" not in text} == set()


def test_the_intended_purpose_stands_word_for_word() -> None:
    text = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    assert (
        "Holdspace is a self-hosted space for reflection, comfort and self-care, and for sharing chosen "
        "notes with a human therapist. It is software, not a therapist. It does not diagnose, treat, "
        "prevent or monitor any condition, does not predict risk, and is not an emergency service. "
        "Nobody watches it in real time."
    ) in text


def test_what_the_project_depends_on_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["check"]]
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for requirement in wanted:
        name = re.split(r"[<>=]", requirement)[0].lower()
        assert re.search(rf"^{re.escape(name)}==", pinned, re.MULTILINE), name


def test_the_said_not_asked_notice_is_not_refused_by_our_own_gates() -> None:
    notice = "Holdspace is a computer program, not a person, a therapist or an emergency service."
    said = Said(Plan((), 40, "."), RiskState())
    assert says_nothing_refused(Spoken(notice, Move.BND), said) is None
