"""The embedded record is one file: for its owner's eyes, whole or refused, and clean after a removal."""

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Column, String, event, select, text

from holdspace.domain.errors import (
    HoldspaceError,
    RecordBroken,
    RecordBusy,
    RecordFull,
    RecordUnreachable,
)
from holdspace.domain.people import Private, VisitId
from holdspace.vault.accounts import Accounts
from holdspace.vault.database import open_database
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.kept import KeptRecord
from holdspace.vault.moving import backup, restore
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import entry, key_wrap, sign_in, visit
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, Home
from tests.vault.contract_faults import said_by, writing
from tests.vault.filled import CANARY, fill, say, words_kept


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/record/holdspace.db"


@pytest.fixture
def file(home: Home) -> Path:
    return home.folder / "holdspace.db"


def raw(file: Path) -> bytes:
    """Return every byte of the file and of the log and index beside it."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


def sealed(vault: Vault, *tables: Any) -> list[bytes]:
    """Return whatever is sealed in some tables, as it stands there."""
    with vault.database.reading() as connection:
        return [
            value
            for table in tables
            for row in connection.execute(select(table)).mappings()
            for name, value in row.items()
            if isinstance(value, bytes) and "public" not in name and len(value) > 20
        ]


def pieces_left(file: Path, gone: list[bytes]) -> int:
    """Return how many pieces of what is gone still stand somewhere in the raw pages."""
    pages = raw(file)
    return sum(
        value[at : at + 20] in pages for value in gone for at in range(0, len(value) - 20, 20)
    )


def test_only_its_owner_may_look_into_the_file_and_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    before = os.umask(0)
    try:
        database = open_database(f"sqlite:///{folder}/holdspace.db")
    finally:
        os.umask(before)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
    assert folder.stat().st_mode & 0o777 == 0o700
    modes = {each.name: each.stat().st_mode & 0o777 for each in folder.iterdir()}
    assert set(modes.values()) == {0o600}
    assert set(modes) == {"holdspace.db", "holdspace.db-wal", "holdspace.db-shm"}
    database.close()


def test_every_connection_is_set_up(vault: Vault) -> None:
    wanted = {"journal_mode": "wal", "foreign_keys": 1, "secure_delete": 1, "synchronous": 2}
    for _ in range(2):
        with vault.database.reading() as connection:
            told = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
        assert told == wanted
        vault.database.engine.dispose()


def test_nothing_readable_ever_stands_in_the_file(vault: Vault, file: Path) -> None:
    keys = fill(vault, "Juno")
    pages = raw(file)
    assert b"saffron" not in pages
    assert CANARY.encode("utf-16-le") not in pages
    assert keys.secret not in pages
    assert PASSPHRASE.text.encode() not in pages
    assert pieces_left(file, sealed(vault, entry)) > 0  # what is sealed would be found


def test_after_a_person_is_removed_not_even_what_was_sealed_is_in_the_raw_pages(
    vault: Vault, file: Path, tmp_path: Path
) -> None:
    ivo, juno = fill(vault, "Ivo"), fill(vault, "Juno")
    theirs = [
        value for value in sealed(vault, entry, visit, key_wrap, sign_in) if value in raw(file)
    ]
    backup(vault, tmp_path / "backup.db")
    vault.remove_person(ivo.client)
    kept = sealed(vault, entry, visit, key_wrap, sign_in)
    gone = [value for value in theirs if value not in kept]
    assert len(gone) > 10
    assert pieces_left(file, gone) == 0
    restore(vault, tmp_path / "backup.db", over=True)
    assert pieces_left(file, gone) == 0
    assert len(words_kept(vault, juno)) == 2


def test_what_opens_a_record_goes_before_the_record_does(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    stuck = "CREATE TRIGGER stuck BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'stuck'); END"
    with vault.database.writing() as connection:
        connection.execute(text(stuck))
    with pytest.raises(RecordBusy):
        vault.remove_person(keys.client)
    assert sealed(vault, entry)
    assert sealed(vault, key_wrap, sign_in) == []


def test_after_a_visit_or_a_line_is_removed_its_sealed_bytes_are_gone(
    vault: Vault, file: Path
) -> None:
    keys = fill(vault, "Juno")
    record = KeptRecord(vault, keys)
    first = record.current()
    assert first
    before = sealed(vault, entry)
    record.unsay(first, 1)
    gone = [value for value in before if value not in sealed(vault, entry)]
    assert gone
    assert pieces_left(file, gone) == 0
    EarlierVisits(vault, keys).remove(first)
    gone = [value for value in before if value not in sealed(vault, entry)]
    assert pieces_left(file, gone) == 0


def test_a_passphrase_that_was_changed_and_a_sign_in_that_ended_leave_no_wrap_behind(
    vault: Vault, file: Path
) -> None:
    keys = fill(vault, "Juno")
    cookie = SignIns(vault).open(keys, Private("here"))
    before = sealed(vault, key_wrap, sign_in)
    SignIns(vault).leave(cookie)
    Accounts(vault).change_passphrase(keys, Private("another river in spring"))
    gone = [value for value in before if value not in sealed(vault, key_wrap, sign_in)]
    assert len(gone) > 4
    assert pieces_left(file, gone) == 0


@pytest.fixture
def full(vault: Vault) -> Iterator[None]:
    """A disk that takes in no page more."""

    def stop_growing(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA max_page_count = 1").close()  # as many as there are

    fill(vault, "Juno")
    engine = vault.database.engine
    vault.database.tidy()
    engine.dispose()
    event.listen(engine, "connect", stop_growing)
    yield
    event.remove(engine, "connect", stop_growing)
    engine.dispose()


def say_much(vault: Vault, keys: ClientKeys, visit_id: VisitId) -> None:
    """Say more than there is room for."""
    for _ in range(200):
        say(vault, keys, visit_id, "more and more")


@pytest.mark.usefixtures("full")
def test_a_full_disk_is_said_kindly_and_takes_nothing_that_was_kept(vault: Vault) -> None:
    keys = Accounts(vault).with_passphrase(Private("Juno"), PASSPHRASE)
    kept = KeptRecord(vault, keys).current()
    assert kept
    with pytest.raises(RecordFull) as refused:
        say_much(vault, keys, kept)
    assert "still there" in str(refused.value)
    said = words_kept(vault, keys)
    assert said[:2] == [CANARY, f"and {CANARY}"]
    KeptRecord(vault, keys).unsay(kept, 1)
    assert words_kept(vault, keys)[0] == f"and {CANARY}"


def test_a_limit_on_the_size_of_files_ends_kindly_and_loses_nothing(home: Home) -> None:
    child = writing(home, "Juno", 100_000, 400_000)
    told = child.communicate(timeout=120)[0].split()
    assert told[-1] == "RecordFull"
    assert len(told) > 3
    vault = home.open()
    said = said_by(vault, "Juno")
    assert said[: len(told) - 1] == [f"{CANARY} {number}" for number in told[:-1]]
    vault.close()


def test_a_writer_who_waits_too_long_is_told_so(vault: Vault, file: Path) -> None:
    keys = fill(vault, "Juno")

    def hurry(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA busy_timeout = 1").close()

    event.listen(vault.database.engine, "connect", hurry)
    vault.database.engine.dispose()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordBusy) as refused:
        Accounts(vault).new_words(keys)
    assert refused.value.retry
    assert len(words_kept(vault, keys)) == 2
    other.execute("ROLLBACK")
    other.close()
    Accounts(vault).new_words(keys)


@pytest.mark.parametrize(
    "content", [b"", b"x" * 50, b"SQLite format 3\x00" + bytes(200), b"y" * 9_000]
)
def test_a_file_that_is_no_record_is_refused_and_left_as_it_is(
    file: Path, home: Home, content: bytes
) -> None:
    file.write_bytes(content)
    with pytest.raises(RecordBroken):
        home.open()
    assert file.read_bytes() == content


def test_another_programs_database_is_refused_and_left_as_it_is(file: Path, home: Home) -> None:
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()
    before = file.read_bytes()
    with pytest.raises(RecordBroken):
        home.open()
    assert file.read_bytes() == before


def test_a_file_cut_off_anywhere_is_refused_or_whole(file: Path, home: Home) -> None:
    vault = home.open()
    keys = fill(vault, "Juno")
    vault.database.tidy()
    vault.close()
    whole = file.read_bytes()
    for size in range(0, len(whole), len(whole) // 12):
        file.write_bytes(whole[:size])
        with pytest.raises(HoldspaceError) as refused:
            home.open()
        assert isinstance(refused.value, RecordBroken)
    file.write_bytes(whole)
    again = home.open()
    assert len(words_kept(again, keys)) == 2
    again.close()


def test_a_log_cut_off_anywhere_loses_the_end_and_nothing_before(file: Path, home: Home) -> None:
    vault = home.open()
    keys = fill(vault, "Juno")
    vault.database.tidy()
    visit_id = KeptRecord(vault, keys).current()
    assert visit_id
    for number in range(6):
        say(vault, keys, visit_id, f"turn {number}")
    log = file.with_name(f"{file.name}-wal").read_bytes()
    whole = file.read_bytes()
    vault.close()
    before = 2
    for size in range(0, len(log), len(log) // 8):
        file.write_bytes(whole)
        file.with_name(f"{file.name}-wal").write_bytes(log[:size])
        file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
        again = home.open()
        said = words_kept(again, keys)
        assert said[:2] == [CANARY, f"and {CANARY}"]
        assert before <= len(said) <= 8
        before = len(said)
        again.close()
    assert before > 2


def test_a_place_that_cannot_be_reached_is_said_kindly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(RecordUnreachable):
        open_database(f"sqlite:///{tmp_path}/file/holdspace.db")


def test_a_start_that_fails_leaves_no_file_behind(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / "holdspace.db").mkdir()
    with pytest.raises(HoldspaceError):
        open_database(f"sqlite:///{folder}/holdspace.db")
    assert [each.name for each in folder.iterdir()] == ["holdspace.db"]


def test_where_nothing_can_be_written_somebody_signed_in_still_reads_and_still_locks(
    vault: Vault, home: Home
) -> None:
    keys = fill(vault, "Juno")
    cookie = SignIns(vault).open(keys, Private("here"))
    engine = vault.database.engine
    engine.dispose()
    event.listen(engine, "connect", lambda made, _: made.execute("PRAGMA query_only = ON").close())
    home.clock.wait(2)
    found = SignIns(vault).enter(cookie)
    assert found is not None
    assert found.keys is not None
    home.clock.wait(31)
    found = SignIns(vault).enter(cookie)
    assert found is not None
    assert found.keys is None


def test_a_table_that_is_made_anew_takes_no_other_along(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    before = words_kept(vault, keys)
    with vault.database.reshaping() as connection:
        step = Operations(MigrationContext.configure(connection))
        with step.batch_alter_table("person", recreate="always") as changed:
            changed.add_column(Column("hue", String(8)))
    assert words_kept(vault, keys) == before
    with vault.database.reading() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
