"""What is needed at run time travels with the package."""

import hashlib
import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src/holdspace"
CACHES = {"__pycache__"}
PACKS = PACKAGE / "journey/measures/packs"  # of other licences: put in by hand, and in no wheel


def carried() -> list[Path]:
    """Return every file of the package that is not code."""
    found = (
        path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in {".py", ".pyc"}
    )
    return [p for p in found if not CACHES & set(p.parts) and not p.is_relative_to(PACKS)]


def test_every_file_beside_the_code_is_packaged() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    globs = project["tool"]["setuptools"]["package-data"]["holdspace"]
    left_out = []
    for path in carried():
        name = path.relative_to(PACKAGE).as_posix()
        if not any(
            fnmatch(name, glob.removeprefix("**/")) or fnmatch(name, glob) for glob in globs
        ):
            left_out.append(name)
    assert not left_out


def test_packs_of_other_licences_are_in_no_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    left_out = project["tool"]["setuptools"]["exclude-package-data"]["holdspace"]
    assert f"{PACKS.relative_to(PACKAGE).as_posix()}/**" in left_out
    assert not list(PACKS.rglob("*.py"))


def test_every_folder_with_code_is_a_package_so_that_a_wheel_carries_it() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_vendored_grammar_is_what_its_checksums_say() -> None:
    folder = PACKAGE / "models/grammar/en"
    rows = (folder / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    listed = {name: digest for digest, name in (row.split(maxsplit=1) for row in rows)}
    assert len(listed) > 10
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name.lstrip("*")).read_bytes()).hexdigest() == digest


def test_every_room_opens_with_what_it_is_for() -> None:
    for path in PACKAGE.rglob("*.py"):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first.startswith('"""'), path
        assert len(first) > 20, path
