"""A keeper's commands: backups, links, names; what they can do and what they can never do."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from holdspace.cli import commands
from holdspace.cli.record import file_of
from holdspace.config import load
from holdspace.domain.errors import (
    BackupBroken,
    HoldspaceError,
    NothingHere,
    UnusableFolder,
)
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import (
    InTheWay,
    NothingKept,
    ParcelDamaged,
    ParcelForeign,
    ParcelShut,
)
from holdspace.vault.accounts import Accounts
from holdspace.vault.closed_file import close_file
from holdspace.vault.invitations import role_of
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemClock, SystemDice
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import CANARY, fill


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOLDSPACE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def run(*words: str, given: str | None = None) -> Result:
    """Run a command as a keeper would type it."""
    return CliRunner().invoke(commands, words, input=given)


def refused(result: Result) -> type[BaseException]:
    """Return why a command was not done."""
    assert isinstance(result.exception, HoldspaceError), result.output
    return type(result.exception)


def record_file() -> Path:
    """Return the file the commands open."""
    file = file_of(load())
    assert file
    return file


def vault_in(home: Path) -> Vault:
    """Open the record that the commands open."""
    return open_vault(load().record, home, SystemClock(), SystemDice())


@pytest.fixture
def juno(home: Path) -> None:
    """Somebody who keeps something here."""
    vault = vault_in(home)
    fill(vault, "Juno Marsh")
    vault.close()


@pytest.mark.usefixtures("juno")
def test_a_backup_is_written_put_back_and_its_age_is_said(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    assert "no backup yet" in run("doctor").output
    assert run("backup", str(file)).exit_code == 0
    assert "The last backup was made today." in run("doctor").output
    assert file.stat().st_mode & 0o777 == 0o600
    assert run("remove", "juno marsh", "--yes").exit_code == 0
    (home / "removed.list").unlink()
    assert run("restore", str(file)).exit_code == 0
    vault = vault_in(home)
    Accounts(vault).with_passphrase(Private("Juno Marsh"), PASSPHRASE)
    vault.close()
    left = {each.name for each in home.iterdir()}
    assert not [name for name in left if name.startswith(".")]
    assert CANARY.encode() not in b"".join(
        each.read_bytes() for each in home.rglob("*") if each.is_file()
    )


@pytest.mark.usefixtures("juno")
def test_restore_asks_before_it_replaces(home: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "backup.db")
    run("backup", file)
    vault = vault_in(home)
    fill(vault, "Ivo")
    for given in ("n\n", ""):
        assert run("restore", file, given=given).exit_code == 1
        assert vault.find_person("ivo")
    assert run("restore", file, given="y\n").exit_code == 0
    assert vault.find_person("ivo") is None
    fill(vault, "Ivo")
    assert run("restore", file, "--over").exit_code == 0
    assert vault.find_person("ivo") is None
    vault.close()


@pytest.mark.usefixtures("juno")
def test_a_backup_hides_no_other_file_and_needs_a_folder(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear", encoding="utf-8")
    assert refused(run("backup", str(letter))) is InTheWay
    assert letter.read_text(encoding="utf-8") == "dear"
    assert refused(run("backup", str(record_file()))) is InTheWay
    assert refused(run("backup", str(tmp_path / "none" / "x.db"))) is UnusableFolder
    for _ in range(2):  # its own file may be replaced
        assert run("backup", str(tmp_path / "x.db")).exit_code == 0


def test_where_nothing_is_kept_that_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    assert refused(run("backup", str(tmp_path / "x.db"))) is NothingKept
    assert refused(run("people")) is NothingKept
    assert refused(run("remove", "Juno")) is NothingKept
    assert refused(run("restore", str(tmp_path / "x.db"))) is BackupBroken
    assert "Nothing is kept here yet" in run("doctor").output
    assert not record_file().exists()


def test_doctor_says_where_the_desk_is_and_how_many_come_in_by_it(home: Path) -> None:
    vault = vault_in(home)
    assert "No therapist has an account." in run("doctor").output
    for name, said in (("Amara", "1 therapist comes in"), ("Bela", "2 therapists come in")):
        Accounts(vault).make(Private(name), PASSPHRASE, role=Role.THERAPIST)
        told = run("doctor").output
        assert f"{said} by the desk, at http://localhost:8642/desk." in told
        assert name not in told
    vault.close()


def test_a_broken_record_is_said_by_doctor() -> None:
    record_file().parent.mkdir(parents=True)
    record_file().write_bytes(b"")
    result = run("doctor")
    assert result.exit_code == 1
    assert "look  The record cannot be read" in result.output


@pytest.mark.usefixtures("juno")
def test_an_old_backup_is_noted(home: Path) -> None:
    day = SystemClock().now().date()
    for days, said in ((1, "yesterday"), (9, "9 days ago")):
        (home / "last-backup").write_text(f"{day - timedelta(days=days)}\n", encoding="ascii")
        assert f"The last backup was made {said}." in run("doctor").output
    (home / "last-backup").write_text("who knows", encoding="ascii")
    assert "There is no backup yet" in run("doctor").output
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize(
    ("flags", "role"),
    [((), Role.CLIENT), (("--therapist",), Role.THERAPIST), (("--keeper",), Role.KEEPER)],
)
def test_a_link_is_made_for_one_person(home: Path, flags: tuple[str, ...], role: Role) -> None:
    result = run("invite", *flags)
    link = result.stdout.strip()
    door = "/desk" if role is Role.THERAPIST else ""
    assert re.fullmatch(rf"http://localhost:8642{door}/invited/[\w-]{{22}}", link)
    assert "opens once, within 7 days" in result.output
    vault = vault_in(home)
    assert role_of(vault, link.rsplit("/", 1)[1]) is role
    vault.close()


@pytest.mark.usefixtures("juno")
def test_people_are_names_and_dates_and_nothing_else(home: Path) -> None:
    vault = vault_in(home)
    Accounts(vault).make(Private("Dr Lind"), PASSPHRASE, role=Role.THERAPIST)
    Accounts(vault).make_until_tomorrow()
    vault.close()
    said = run("people").output
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d  Dr Lind  \(therapist\)\n\d{4}-\d\d-\d\d  Juno Marsh\n"
        r"Kept until tomorrow, without a name: 1\.\n",
        said,
    )
    run("remove", "Dr Lind", "--yes")


def test_a_name_cannot_play_with_the_terminal(home: Path) -> None:
    vault = vault_in(home)
    Accounts(vault).make(Private("Ju\x1b[2Jno"), PASSPHRASE)
    vault.close()
    assert "\x1b" not in run("people").output


def test_nobody_is_said_plainly(home: Path) -> None:
    vault_in(home).close()
    assert run("people").output == "Nobody has an account here.\n"


@pytest.mark.usefixtures("juno")
def test_the_keeper_removes_an_account_after_being_asked_and_opens_none(home: Path) -> None:
    assert run("remove", "Juno Marsh", given="n\n").exit_code == 1
    vault = vault_in(home)
    assert vault.find_person("juno marsh")
    assert run("remove", "  JUNO   marsh ", given="y\n").exit_code == 0
    assert vault.find_person("juno marsh") is None
    assert refused(run("remove", "Juno Marsh", "--yes")) is NothingHere
    vault.close()


def test_a_closed_file_opens_with_its_passphrase_and_over_no_other(tmp_path: Path) -> None:
    whole = BytesIO()
    with ZipFile(whole, "w") as made:
        made.writestr("holdspace.json", "{}")
    file, opened = tmp_path / "mine.holdspace", tmp_path / "mine.zip"
    file.write_bytes(close_file(whole.getvalue(), PASSPHRASE))
    assert refused(run("open-export", str(file), given="another one entirely\n")) is ParcelShut
    assert not opened.exists()
    result = run("open-export", str(file), given=f"{PASSPHRASE.text}\n")
    assert result.exit_code == 0
    assert PASSPHRASE.text not in result.output
    assert opened.read_bytes() == whole.getvalue()
    assert opened.stat().st_mode & 0o777 == 0o600
    assert refused(run("open-export", str(file), given=f"{PASSPHRASE.text}\n")) is InTheWay
    assert refused(run("open-export", str(opened))) is ParcelForeign
    assert refused(run("open-export", str(tmp_path / "none"))) is ParcelDamaged
    elsewhere = str(tmp_path / "none" / "x.zip")
    wrong = run("open-export", str(file), "--to", elsewhere, given=f"{PASSPHRASE.text}\n")
    assert refused(wrong) is UnusableFolder


@pytest.mark.usefixtures("juno")
def test_no_command_prints_a_word_of_what_is_kept(tmp_path: Path) -> None:
    file = str(tmp_path / "x.db")
    for words in (("people",), ("doctor",), ("backup", file), ("restore", file, "--over")):
        result = run(*words)
        assert result.exit_code == 0, words
        assert "saffron" not in result.output


def test_the_settings_decide_where_the_record_lies(home: Path) -> None:
    assert load().home == home
    run("invite")
    assert record_file().exists()
