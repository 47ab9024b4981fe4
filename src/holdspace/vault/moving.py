"""Backups: one file, consistent while people write, and put back only whole, with what was removed since left out.

A backup is a SQLite record with two tables more, which say what is in it. It holds no sign-ins, no open invitations or offers and nothing
that was kept until tomorrow: none should live longer in a copy than it does here. Copies that are worked on lie beside
the backup or in the Holdspace folder, never where every program puts its files, and are cleared away should a crash leave them.
"""

import shutil
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from holdspace.domain.errors import (
    BackupBroken,
    HoldspaceError,
    RecordBroken,
    RecordFull,
    RecordNotEmpty,
    RecordTooNew,
)
from holdspace.vault.database import (
    Database,
    connect,
    known_revisions,
    open_database,
    revision_of,
    upgrade,
)
from holdspace.vault.faults import kindly
from holdspace.vault.sealing import framed
from holdspace.vault.tables import metadata, offer, person, sign_in
from holdspace.vault.tombstones import UNOWNED, bury
from holdspace.vault.vault import Vault
from holdspace.vault.workplace import kind_room, settle, workplace

_AT_ONCE = 500  # rows in one statement
_labels = MetaData()
_about = Table("backup", _labels, Column("revision", String(32)), Column("made_on", Date))
_sums = Table(
    "backup_sum",
    _labels,
    Column("of_table", String(64), primary_key=True),
    Column("rows", Integer),
    Column("digest", String(64)),
)


def backup(vault: Vault, file: Path) -> None:
    """Write a backup to `file`; it appears there once it is whole, readable by its owner alone.

    Raises RecordFull where there is no room for it, and what `Database.reading` does.
    """
    with workplace(file.parent) as folder:
        copy = _copied(vault.database, folder / "copy.db")
        try:
            with copy.writing() as connection:
                _leave_out(connection)
                _sum_up(connection, vault)
            with kindly(), copy.engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.execute(
                    "PRAGMA journal_mode = DELETE"
                ).close()  # one file, and no log beside it
                raw.execute("VACUUM").close()  # nothing left out stands in free pages
        finally:
            copy.close()
        with kind_room():
            settle(folder / "copy.db")
            (folder / "copy.db").replace(file)


def restore(vault: Vault, file: Path, *, over: bool = False) -> None:
    """Put a backup back, in one transaction, after leaving out what was removed since it was made.

    Raises BackupBroken, RecordTooNew for one of a newer Holdspace, and RecordNotEmpty where something is kept here already
    and `over` is not set: then all of that is replaced. Everybody is signed out.
    """
    with workplace(vault.tombstones.folder) as folder:
        with kind_room():
            shutil.copyfile(file, folder / "copy.db")
        copy = _verified(folder / "copy.db")
        try:
            upgrade(copy)
            with copy.writing() as connection:
                bury(connection, vault.tombstones.ids())
            with copy.reading() as source, vault.database.writing() as connection:
                _make_room(connection, over=over)
                _pour(source, connection)
        finally:
            copy.close()
    vault.let_expired_go()
    vault.database.tidy()


def verify(file: Path, beside: Path | None = None) -> None:
    """Make sure that a backup is whole, on a copy in `beside` or its own folder. Raises BackupBroken and RecordTooNew."""
    with workplace(beside or file.parent) as folder:
        with kind_room():
            shutil.copyfile(file, folder / "copy.db")
        _verified(folder / "copy.db").close()


def is_backup(file: Path) -> bool:
    """Whether a file is, or was meant to be, a backup: then another one may take its place."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as looked_at:
            wanted = "SELECT count(*) FROM sqlite_master WHERE name = ?"
            return bool(looked_at.execute(wanted, (_sums.name,)).fetchone()[0])
    except sqlite3.Error:
        return False


def _copied(database: Database, path: Path) -> Database:
    """Return a record in a new file with the same rows, as they stood at one moment."""
    if not database.is_sqlite:
        copy = open_database(f"sqlite:///{path}")
        with database.reading() as source, copy.writing() as connection:
            _pour(source, connection)
        return copy
    with kindly(), database.engine.connect() as connection, closing(sqlite3.connect(path)) as made:
        raw: Any = connection.connection.driver_connection
        raw.backup(made)  # all pages in one step: one moment, and writers in the log need not wait
    path.chmod(0o600)
    return connect(f"sqlite:///{path}")


def _leave_out(connection: Connection) -> None:
    """Remove from a copy what shall not outlive its time here."""
    for table in (sign_in, offer, *UNOWNED):
        connection.execute(delete(table))
    connection.execute(delete(person).where(person.c.expires_at.is_not(None)))


def _sum_up(connection: Connection, vault: Vault) -> None:
    """Write into a copy what is in it."""
    _labels.create_all(connection)
    revision, made_on = revision_of(connection), vault.clock.now().date()
    connection.execute(insert(_about).values(revision=revision, made_on=made_on))
    for name in _tables_in(connection):
        rows, digest = _digest(connection, name)
        connection.execute(insert(_sums).values(of_table=name, rows=rows, digest=digest))


def _verified(path: Path) -> Database:
    """Open a copy of a backup once everything in it adds up, without the tables that say so. Raises BackupBroken."""
    copy = connect(f"sqlite:///{path}")
    try:
        with copy.writing() as connection:
            _expect_whole(connection)
            _labels.drop_all(connection)
    except (RecordTooNew, RecordFull):
        copy.close()
        raise
    except (HoldspaceError, SQLAlchemyError, LookupError, ValueError):
        copy.close()
        raise BackupBroken from None
    return copy


def _expect_whole(connection: Connection) -> None:
    """Hold a backup against its own sums. Raises RecordTooNew, or another error where it is not whole."""
    if connection.scalar(text("PRAGMA integrity_check(1)")) != "ok":
        raise RecordBroken
    if not inspect(connection).has_table(_about.name) or not inspect(connection).has_table(
        _sums.name
    ):
        raise RecordBroken
    if connection.scalar(select(_about.c.revision)) not in known_revisions():
        raise RecordTooNew
    said = {row.of_table: (row.rows, row.digest) for row in connection.execute(select(_sums))}
    if said != {name: _digest(connection, name) for name in _tables_in(connection)}:
        raise BackupBroken


def _tables_in(connection: Connection) -> list[str]:
    """Return the names of all tables of a copy but the ones that describe it."""
    return sorted(set(inspect(connection).get_table_names()) - set(_labels.tables))


def _digest(connection: Connection, name: str) -> tuple[int, str]:
    """Return how many rows a table has, and one digest over all of them; columns are read as they lie there."""
    table = Table(name, MetaData(), autoload_with=connection)
    sums, rows = sha256(framed(name.encode(), *(c.name.encode() for c in table.c))), 0
    for row in connection.execute(select(table).order_by(*table.primary_key, *table.c)):
        sums.update(framed(*(repr(value).encode() for value in row)))
        rows += 1
    return rows, sums.hexdigest()


def _make_room(connection: Connection, *, over: bool) -> None:
    """Empty the tables; refuse to where people keep something, unless told. Raises RecordNotEmpty."""
    if not over and connection.scalar(select(func.count()).select_from(person)):
        raise RecordNotEmpty
    for table in reversed(metadata.sorted_tables):
        connection.execute(delete(table))


def _pour(source: Connection, into: Connection) -> None:
    """Copy every row of one record into another, whatever databases they are."""
    for table in metadata.sorted_tables:
        for some in source.execute(select(table)).mappings().partitions(_AT_ONCE):
            into.execute(insert(table), [dict(row) for row in some])
