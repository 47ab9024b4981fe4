"""Killed, or out of disk, in the middle of a backup or a restore: what was whole before is whole after."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from holdspace.domain.errors import BackupBroken
from holdspace.domain.people import Private
from holdspace.vault import entries
from holdspace.vault.accounts import Accounts
from holdspace.vault.entries import Entry
from holdspace.vault.leaves import Summary
from holdspace.vault.moving import backup, restore, verify
from holdspace.vault.workplace import clear_leftovers, workplace
from tests.vault.conftest import PASSPHRASE, Home
from tests.vault.contract_faults import ROOT
from tests.vault.contract_moving import rows
from tests.vault.filled import CANARY, fill, words_kept

KILLED = -9


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "away").mkdir()
    return tmp_path / "away" / "backup.db"


def moved(home: Home, file: Path, how: str) -> tuple[int, str]:
    """Have another process do it; return how it ended and what it said."""
    command = [sys.executable, "-m", "tests.vault.mover", home.address, str(home.folder), str(file)]
    ended = subprocess.run([*command, how], cwd=ROOT, capture_output=True, text=True, timeout=120)  # noqa: S603, PLW1510 - ourselves; how it ends is the point
    return ended.returncode, ended.stdout


def left_in(folder: Path) -> list[str]:
    """Return what a killed process left behind."""
    return [each.name for each in folder.iterdir() if each.name.startswith(".holdspace")]


@pytest.mark.parametrize(
    "at",
    [
        "DROP TABLE:1",  # the copy was looked over
        "DELETE FROM:1",
        "DELETE FROM person:1",  # what is here is being replaced
        "INSERT INTO person:1",
        "INSERT INTO entry:1",
        "INSERT INTO entry:2",
    ],
)
def test_a_restore_that_is_killed_changes_nothing_and_what_it_left_is_cleared_away(
    home: Home, file: Path, at: str
) -> None:
    vault = home.open()
    juno = fill(vault, "Juno")
    with vault.database.writing() as connection:  # more entries than one statement takes
        leaves = [Entry(vault.dice.id(), Summary((Private("old words"),))) for _ in range(600)]
        entries.add_rows(connection, (), [entries.entry_row(juno, each) for each in leaves])
    backup(vault, file)
    vault.remove_person(juno.client)
    (home.folder / "removed.list").unlink()
    ivo = fill(vault, "Ivo")
    before = rows(vault)
    vault.close()
    assert moved(home, file, f"restore:{at}")[0] == KILLED
    assert left_in(home.folder)
    again = home.open()
    assert rows(again) == before
    assert words_kept(again, ivo) == [CANARY, f"and {CANARY}"]
    assert clear_leftovers(home.folder) == 1
    assert not left_in(home.folder)
    restore(again, file, over=True)
    assert again.find_person("juno")
    again.close()


@pytest.mark.parametrize(
    "at", ["DELETE FROM:1", "CREATE TABLE backup_sum:1", "INSERT INTO backup_sum:3"]
)
def test_a_backup_that_is_killed_leaves_the_one_before_and_the_next_clears_up(
    home: Home, file: Path, at: str
) -> None:
    vault = home.open()
    fill(vault, "Juno")
    backup(vault, file)
    first = file.read_bytes()
    fill(vault, "Ivo")
    assert moved(home, file, f"backup:{at}")[0] == KILLED
    assert file.read_bytes() == first
    assert left_in(file.parent)
    backup(vault, file)
    verify(file)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    vault.close()


@pytest.mark.parametrize("most", [1, 20_000, 60_000])
def test_a_disk_that_is_full_during_a_backup_leaves_the_one_before(
    home: Home, file: Path, most: int
) -> None:
    vault = home.open()
    fill(vault, "Juno")
    backup(vault, file)
    first = file.read_bytes()
    ended, said = moved(home, file, f"backup:disk:{most}")
    assert (ended, said) == (0, "RecordFull")
    assert file.read_bytes() == first
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    restore(vault, file, over=True)
    Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    vault.close()


def test_a_disk_that_is_full_during_a_restore_changes_nothing(home: Home, file: Path) -> None:
    vault = home.open()
    fill(vault, "Juno")
    backup(vault, file)
    ivo = fill(vault, "Ivo")
    before = rows(vault)
    assert moved(home, file, "restore:disk:20000") == (0, "RecordFull")
    assert rows(vault) == before
    assert len(words_kept(vault, ivo)) == 2
    assert not left_in(home.folder)
    vault.close()


def test_a_half_written_backup_is_refused_at_every_size(home: Home, file: Path) -> None:
    vault = home.open()
    keys = fill(vault, "Juno")
    backup(vault, file)
    whole = file.read_bytes()
    for size in range(0, len(whole), len(whole) // 15):
        file.write_bytes(whole[:size])
        with pytest.raises(BackupBroken):
            verify(file)
        with pytest.raises(BackupBroken):
            restore(vault, file, over=True)
    assert len(words_kept(vault, keys)) == 2
    assert not left_in(home.folder)
    vault.close()


def test_nothing_is_ever_put_where_every_program_puts_its_files(
    home: Home, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = home.open()
    fill(vault, "Juno")
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path / "nowhere"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    backup(vault, file)
    verify(file)
    restore(vault, file, over=True)
    assert not (tmp_path / "nowhere").exists()
    vault.close()


def test_what_is_in_use_is_not_cleared_away_and_what_began_just_now_neither(tmp_path: Path) -> None:
    with workplace(tmp_path) as folder:
        assert clear_leftovers(tmp_path) == 0
        with workplace(tmp_path) as another:
            assert folder.exists()
            assert another.stat().st_mode & 0o777 == 0o700
    (tmp_path / ".holdspace-work-new").mkdir()
    assert clear_leftovers(tmp_path) == 0
    assert left_in(tmp_path) == [".holdspace-work-new"]
