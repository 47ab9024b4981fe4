"""The record on a PostgreSQL server: said kindly when it is away, and nothing readable in any of its files."""

from pathlib import Path

import pytest
from sqlalchemy import text

from holdspace.domain.errors import RecordBusy, RecordUnreachable
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.database import open_database
from holdspace.vault.vault import Vault
from tests.vault import cluster
from tests.vault.filled import CANARY, fill, words_kept


@pytest.fixture
def address(postgresql: str) -> str:
    return postgresql


def test_a_server_that_is_away_is_said_kindly(tmp_path: Path) -> None:
    with pytest.raises(RecordUnreachable) as refused:
        open_database(f"postgresql://holdspace@/none?host={tmp_path}")
    assert refused.value.retry
    assert str(tmp_path) not in str(refused.value)


def test_nothing_readable_stands_in_the_servers_files(vault: Vault, socket: Path) -> None:
    keys = fill(vault, "Juno")
    with vault.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as server:
        server.execute(text("CHECKPOINT"))
    seen = 0
    for file in (socket / "data").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            seen += b"Juno" in content
            assert b"saffron" not in content, file
            assert keys.secret not in content, file
    assert seen  # names stand there, so sentences would be found


def count_in_a_hurry(vault: Vault) -> None:
    """Ask for a table, and wait next to no time for it."""
    with vault.database.writing() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '5ms'"))
        connection.execute(text("SELECT count(*) FROM key_wrap"))


def test_a_writer_who_waits_too_long_is_told_so(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    with vault.database.engine.begin() as other:
        other.execute(text("LOCK TABLE key_wrap IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(RecordBusy):
            count_in_a_hurry(vault)
    assert words_kept(vault, keys)[0] == CANARY
    Accounts(vault).with_passphrase(Private("Juno"), Private("a quiet river in autumn"))


def test_without_postgresql_there_is_a_sentence_that_says_what_to_install() -> None:
    assert "apt install postgresql" in cluster.ABSENT
    assert "fail" not in cluster.ABSENT.lower()
