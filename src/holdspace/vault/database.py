"""Opens the record, one file or a PostgreSQL server by one address, and brings its tables up to date."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

from holdspace.domain.errors import (
    HoldspaceError,
    RecordBroken,
    RecordTooNew,
    RecordUnreachable,
)
from holdspace.vault.faults import kindly

OURS = 0x484F4C44  # "HOLD": stands in the head of every SQLite file that is a record, so that no other is taken for one
BUSY_SECONDS = 10  # how long a writer waits for another before it says so
_HEAD = 100  # bytes of SQLite's head
_MIGRATING = 0x486F6C64  # the advisory lock that lets one process at a time bring tables up to date
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}",  # first, for the next ones may have to wait
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is removed is overwritten, not only forgotten
    "PRAGMA synchronous = FULL",  # what was said to be kept outlives a power cut
    "PRAGMA temp_store = MEMORY",  # no sorting in files elsewhere
    "PRAGMA trusted_schema = OFF",
)


class Database:
    """The record's database: many may read at once, and one writes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.is_sqlite = engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment of the record. Raises what `kindly` does."""
        with kindly(), self._begun("REPEATABLE READ", writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is kept whole at its end, or not at all. Raises what `kindly` does."""
        with kindly(), self._begun("READ COMMITTED", writes=True) as connection:
            yield connection

    @contextmanager
    def reshaping(self) -> Iterator[Connection]:
        """Open a writing transaction in which tables are altered. Raises what `kindly` does.

        SQLite alters most things by making a table anew and dropping the one before; with its foreign keys on, that would
        take along every row that points to it. They can only be put aside before a transaction begins.
        """
        if not self.is_sqlite:
            with self.writing() as connection:
                yield connection
            return
        with kindly(), self.engine.connect() as connection:
            cursor = _cursor_of(connection)
            cursor.execute("PRAGMA foreign_keys = OFF")
            try:
                with connection.execution_options(holdspace_writes=True).begin():
                    yield connection
            finally:
                cursor.execute("PRAGMA foreign_keys = ON")
                cursor.close()

    def tidy(self) -> None:
        """After something was removed: empty SQLite's log, where its sealed bytes may still stand.

        While somebody reads, the log stays until the next time; on PostgreSQL its own vacuum does this.
        """
        if self.is_sqlite:
            with suppress(HoldspaceError), kindly(), self.engine.connect() as connection:
                _cursor_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()

    @contextmanager
    def _begun(self, level: str, *, writes: bool) -> Iterator[Connection]:
        """Begin a transaction; SQLite takes its one writer's place at once, so that none fails halfway."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                options: dict[str, Any] = {"holdspace_writes": writes}
            else:
                options = {"isolation_level": level, "postgresql_readonly": not writes}
            with connection.execution_options(**options).begin():
                yield connection


def open_database(address: str) -> Database:
    """Open the record at an address, make it where there is none, and bring its tables up to date.

    `address` is `sqlite:////folder/file` or `postgresql://…`. Raises RecordTooNew for a newer Holdspace's, RecordBusy,
    RecordFull, RecordBroken for a damaged or foreign file, and RecordUnreachable.
    """
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return _open_file(Path(url.database or "holdspace.db"))
    try:
        database = connect(url.set(drivername="postgresql+psycopg"))
    except ModuleNotFoundError:
        raise RecordUnreachable("For PostgreSQL: pip install 'holdspace[postgresql]'.") from None
    return _brought_up(database)


def connect(url: URL | str) -> Database:
    """Reach a database without looking into it; no value is ever shown in an error or a log."""
    engine = create_engine(
        url, hide_parameters=True, pool_pre_ping=not str(url).startswith("sqlite")
    )
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return Database(engine)


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the tables up to date in one transaction. Raises RecordTooNew, and what `kindly` does."""
    with database.reshaping() as connection:
        if not database.is_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
        standing = revision_of(connection)
        if standing is not None and standing not in known_revisions():
            raise RecordTooNew
        if standing != newest_revision():
            command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the tables back to an earlier revision, or `base`. Raises what `kindly` does."""
    with database.reshaping() as connection:
        command.downgrade(_config(connection), revision)


def revision_of(connection: Connection) -> str | None:
    """Return which revision a database stands at; None where it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision()


def known_revisions() -> tuple[str, ...]:
    """Return every revision this Holdspace knows, newest first."""
    return tuple(step.revision for step in _steps().walk_revisions())


def newest_revision() -> str:
    """Return the revision this Holdspace works with."""
    return known_revisions()[0]


def _open_file(path: Path) -> Database:
    """Open a record in a file; a new one appears only once it is whole."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _make_file(path)
        path.chmod(0o600)  # its log and its index take their mode from it
        _look_at(path)
    except OSError:
        raise RecordUnreachable from None
    return _brought_up(connect(f"sqlite:///{path}"))


def _brought_up(database: Database) -> Database:
    """Bring a record up to date and look it over; let go of it where that fails."""
    try:
        upgrade(database)
        if database.is_sqlite:
            with database.reading() as connection:
                _expect_sound(connection)
    except HoldspaceError:
        database.close()
        raise
    return database


def _make_file(path: Path) -> None:
    """Make a record beside its place and link it in: a file of no bytes is then always a damaged one."""
    handle, name = mkstemp(dir=path.parent, prefix=".new-", suffix=".db")  # for our eyes alone
    os.close(handle)
    made = Path(name)
    try:
        database = connect(f"sqlite:///{made}")
        with kindly(), database.engine.connect() as connection:
            _cursor_of(connection).execute(f"PRAGMA application_id = {OURS}")
            _cursor_of(connection).execute("PRAGMA journal_mode = WAL").fetchall()
        upgrade(database)
        database.tidy()
        database.close()
        _give_its_name(made, path)
    finally:
        for left in path.parent.glob(f"{made.name}*"):
            left.unlink()


def _give_its_name(made: Path, path: Path) -> None:
    """Let a whole record appear in its place, unless another process was first and made the same."""
    try:
        path.hardlink_to(made)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        made.rename(path)


def _look_at(path: Path) -> None:
    """Refuse a file that is no record of ours, before anything is written to it. Raises RecordBroken."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) < _HEAD or head[68:72] != OURS.to_bytes(4):
        raise RecordBroken
    pages, size = int.from_bytes(head[28:32]), int.from_bytes(head[16:18])
    log = path.with_name(f"{path.name}-wal")
    if path.stat().st_size < pages * size and not (log.exists() and log.stat().st_size):
        raise RecordBroken  # cut off at its end, and no log holds what is missing


def _expect_sound(connection: Connection) -> None:
    """Have SQLite read the whole file once. Raises RecordBroken where a page is not what it should be."""
    if connection.execute(text("PRAGMA quick_check(1)")).scalar() != "ok":
        raise RecordBroken


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    """Set up one connection to SQLite."""
    del record
    connection.isolation_level = None  # the driver shall begin nothing by itself; `_begin` does
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    """Begin a transaction of SQLite; a writer takes its place at once, or waits for it."""
    writes = connection.get_execution_options().get("holdspace_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _cursor_of(connection: Connection) -> sqlite3.Cursor:
    """Return SQLite's own cursor, outside of any transaction."""
    driver: Any = connection.connection.driver_connection
    cursor: sqlite3.Cursor = driver.cursor()
    return cursor


def _config(connection: Connection | None = None) -> Config:
    """Return what Alembic needs to find the steps inside the package."""
    config = Config()
    config.set_main_option("script_location", "holdspace.vault:migrations")
    config.attributes["connection"] = connection
    return config


def _steps() -> ScriptDirectory:
    """Return the steps that come with this Holdspace."""
    return ScriptDirectory.from_config(_config())
