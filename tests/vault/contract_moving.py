"""The restore drill: a backup made while people write comes back whole, without what was removed since."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from holdspace.domain.errors import (
    BackupBroken,
    NothingHere,
    NotOpened,
    RecordNotEmpty,
    RecordTooNew,
)
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.kept import KeptRecord
from holdspace.vault.loose import Belongings
from holdspace.vault.moving import backup, restore, verify
from holdspace.vault.tables import metadata, offer, person, sign_in
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemDice
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE, Home
from tests.vault.filled import CANARY, fill, say, words_kept


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "away" / "backup.db"


@pytest.fixture(autouse=True)
def _away(file: Path) -> None:
    file.parent.mkdir()


def rows(vault: Vault) -> dict[str, set[tuple[object, ...]]]:
    """Return every row but sign-ins and open offers, by table."""
    with vault.database.reading() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in metadata.sorted_tables
            if table not in {sign_in, offer}
        }


def test_the_drill_a_whole_record_comes_back_and_opens(home: Home, file: Path) -> None:
    vault = home.open()
    fill(vault, "Juno")
    fill(vault, "Ivo")
    before = rows(vault)
    backup(vault, file)
    verify(file)
    with vault.database.writing() as connection:
        connection.execute(delete(person))
    restore(vault, file)
    assert rows(vault) == before
    keys = Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    assert words_kept(vault, keys) == [CANARY, f"and {CANARY}"]
    vault.close()


def test_a_backup_of_one_database_is_put_into_the_other(
    home: Home, file: Path, tmp_path: Path, postgresql: str
) -> None:
    vault = home.open()
    fill(vault, "Juno")
    before = rows(vault)
    backup(vault, file)
    other = f"sqlite:///{tmp_path}/other/x.db" if "postgresql" in home.address else postgresql
    (tmp_path / "other").mkdir()
    elsewhere = open_vault(other, tmp_path / "other", home.clock, SystemDice())
    restore(elsewhere, file)
    assert rows(elsewhere) == before
    keys = Accounts(elsewhere).with_passphrase(Private("Juno"), PASSPHRASE)
    assert len(words_kept(elsewhere, keys)) == 2
    vault.close()
    elsewhere.close()


def test_what_was_removed_since_does_not_come_back(vault: Vault, file: Path) -> None:
    juno, ivo = fill(vault, "Juno"), fill(vault, "Ivo")
    record = KeptRecord(vault, ivo)
    stays, goes = record.current(), record.open()
    assert stays
    say(vault, ivo, goes, "a visit that is removed")
    backup(vault, file)
    vault.remove_person(juno.client)
    EarlierVisits(vault, ivo).remove(goes)
    record.unsay(stays, 1)
    EarlierVisits(vault, ivo).remove_turn(stays, 2)
    Belongings(vault, ivo).let_plan_go()
    restore(vault, file, over=True)
    with pytest.raises(NotOpened):
        Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    keys = Accounts(vault).with_passphrase(Private("Ivo"), PASSPHRASE)
    assert EarlierVisits(vault, keys).exchanges(stays) == ()
    assert Belongings(vault, keys).plans() == ()
    assert Belongings(vault, keys).draft() == Private(CANARY)
    with pytest.raises(NothingHere):
        EarlierVisits(vault, keys).exchanges(goes)


def test_nothing_is_put_over_what_is_kept_unless_told(vault: Vault, file: Path) -> None:
    fill(vault, "Juno")
    backup(vault, file)
    ivo = fill(vault, "Ivo")
    with pytest.raises(RecordNotEmpty):
        restore(vault, file)
    assert len(words_kept(vault, ivo)) == 2
    restore(vault, file, over=True)
    assert vault.find_person("ivo") is None
    assert vault.find_person("juno")


def test_sign_ins_offers_and_until_tomorrow_are_in_no_backup(vault: Vault, file: Path) -> None:
    fill(vault, "Juno")
    keys, _ = Accounts(vault).make_until_tomorrow()
    visit = KeptRecord(vault, keys).open()
    say(vault, keys, visit, CANARY)
    backup(vault, file)
    with sqlite3.connect(file) as copy:
        assert copy.execute("SELECT count(*) FROM sign_in").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM offer").fetchone() == (0,)
        assert copy.execute("SELECT count(*) FROM person").fetchone() == (1,)
        theirs = copy.execute("SELECT count(*) FROM entry WHERE person = ?", (keys.client,))
        assert theirs.fetchone() == (0,)
    copy.close()
    raw = file.read_bytes()
    assert keys.client.encode() not in raw


def test_no_words_stand_readable_in_a_backup_and_only_its_owner_may_open_the_file(
    vault: Vault, file: Path
) -> None:
    keys = fill(vault, "Juno")
    backup(vault, file)
    raw = file.read_bytes()
    assert b"saffron" not in raw
    assert CANARY.encode("utf-16-le") not in raw
    assert keys.secret not in raw
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_backup_made_while_people_write_holds_one_moment(vault: Vault, file: Path) -> None:
    keys = fill(vault, "Juno")
    visit = KeptRecord(vault, keys).current()
    assert visit
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            say(vault, keys, visit, "words")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            backup(vault, file)
            verify(file)
    finally:
        stop.set()
        writer.join()
    spoken = len(words_kept(vault, keys))
    restore(vault, file, over=True)
    kept = words_kept(vault, keys)
    assert 2 <= len(kept) <= spoken


def test_a_damaged_backup_is_refused_and_what_is_kept_stays(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    keys = fill(vault, "Juno")
    backup(vault, file)
    whole, broken = file.read_bytes(), tmp_path / "broken.db"
    damaged = [b"", whole[:100], whole[: len(whole) // 2], whole[:-4096], b"x" * 5000]
    for content in damaged:
        broken.write_bytes(content)
        with pytest.raises(BackupBroken):
            restore(vault, broken, over=True)
    with pytest.raises(BackupBroken):
        restore(vault, tmp_path / "none.db", over=True)
    assert len(words_kept(vault, keys)) == 2


def test_whatever_bytes_are_damaged_it_is_refused_or_nothing_of_it_matters(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    fill(vault, "Juno")
    backup(vault, file)
    whole, broken, refused = file.read_bytes(), tmp_path / "broken.db", 0
    before = rows(vault)
    for at in range(7, len(whole), len(whole) // 12):
        broken.write_bytes(
            whole[:at] + bytes(b ^ 0xFF for b in whole[at : at + 3]) + whole[at + 3 :]
        )
        try:
            restore(vault, broken, over=True)
        except (BackupBroken, RecordTooNew):
            refused += 1
        assert rows(vault) == before
    assert refused


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET envelope = x'00' WHERE number = 1",
        "DELETE FROM entry WHERE number = 1",
        "DELETE FROM backup_sum",
        "DELETE FROM backup",
        "UPDATE person SET role = 'keeper'",
        "DROP TABLE visit",
        "CREATE TABLE more (id INTEGER)",
    ],
)
def test_a_backup_that_does_not_add_up_is_refused(vault: Vault, file: Path, change: str) -> None:
    fill(vault, "Juno")
    backup(vault, file)
    with sqlite3.connect(file) as copy:
        copy.execute(change)
    copy.close()
    with pytest.raises((BackupBroken, RecordTooNew)):
        verify(file)


def test_a_backup_of_a_newer_holdspace_says_so(vault: Vault, file: Path) -> None:
    backup(vault, file)
    with sqlite3.connect(file) as copy:
        copy.execute("UPDATE backup SET revision = '9999'")
    copy.close()
    with pytest.raises(RecordTooNew):
        restore(vault, file)


def test_a_restored_until_tomorrow_is_never_there(
    vault: Vault, file: Path, clock: FakeClock
) -> None:
    keys, given = Accounts(vault).make_until_tomorrow()
    backup(vault, file)
    clock.wait(60)
    restore(vault, file, over=True)
    with pytest.raises(NotOpened):
        Accounts(vault).with_device(keys.client, given)
