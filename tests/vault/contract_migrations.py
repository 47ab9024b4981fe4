"""Tables go up and come down with rows in every one of them, and end as the code describes them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Connection,
    Date,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import make_url

from holdspace.domain.errors import RecordTooNew
from holdspace.vault.database import (
    Database,
    connect,
    downgrade,
    known_revisions,
    newest_revision,
    open_database,
    revision_of,
    upgrade,
)
from holdspace.vault.tables import metadata
from tests.vault.conftest import Home
from tests.vault.filled import fill, words_kept

STEPS = tuple(reversed(known_revisions()))


@pytest.fixture
def bare(address: str, tmp_path: Any) -> Iterator[Database]:
    """A database without tables, reached without bringing them up to date."""
    (tmp_path / "record").mkdir(exist_ok=True)
    url = make_url(address)
    postgresql = url.get_backend_name() == "postgresql"
    database = connect(url.set(drivername="postgresql+psycopg") if postgresql else url)
    yield database
    database.close()


def tables(connection: Connection) -> list[Table]:
    """Return the tables there are, those first that others point to."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def put_a_row_in_each(connection: Connection, name: str) -> None:
    """Fill every column of every table, whatever they are."""
    for table in tables(connection):
        row = {column.name: _value(column, name) for column in table.columns}
        connection.execute(insert(table).values(**row))


def _value(column: Any, name: str) -> Any:
    """Make a value that fits a column; every id is the same, so that rows point to each other."""
    if isinstance(column.type, String):
        return name
    if isinstance(column.type, LargeBinary):
        return name.encode()
    if isinstance(column.type, Date):
        return date(2026, 1, 1)
    assert isinstance(column.type, Integer), column
    return 1


@pytest.mark.parametrize("step", STEPS)
def test_each_step_goes_up_and_down_with_rows_in_every_table(bare: Database, step: str) -> None:
    upgrade(bare, step)
    with bare.writing() as connection:
        put_a_row_in_each(connection, "one")
        filled = {table.name for table in tables(connection)}
    assert filled
    upgrade(bare)
    downgrade(bare, step)
    with bare.reading() as connection:
        for table in tables(connection):
            assert connection.scalar(select(func.count()).select_from(table)) == 1, table
    before = STEPS[STEPS.index(step) - 1] if STEPS.index(step) else "base"
    downgrade(bare, before)
    upgrade(bare)
    with bare.writing() as connection:
        assert revision_of(connection) == newest_revision()
        put_a_row_in_each(connection, "two")


def test_all_the_way_down_leaves_no_table(bare: Database) -> None:
    upgrade(bare)
    with bare.writing() as connection:
        put_a_row_in_each(connection, "one")
    downgrade(bare, "base")
    assert set(inspect(bare.engine).get_table_names()) <= {"alembic_version"}


def test_the_steps_end_where_the_code_is(bare: Database) -> None:
    upgrade(bare)
    with bare.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_start_on_tables_that_are_up_to_date_changes_nothing(home: Home) -> None:
    vault = home.open()
    keys = fill(vault, "Juno")
    vault.close()
    again = home.open()
    assert len(words_kept(again, keys)) == 2
    again.close()


def test_a_record_of_a_newer_holdspace_is_left_as_it_is(home: Home, address: str) -> None:
    vault = home.open()
    keys = fill(vault, "Juno")
    with vault.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordTooNew):
        open_database(address)
    assert len(words_kept(vault, keys)) == 2
    vault.close()
