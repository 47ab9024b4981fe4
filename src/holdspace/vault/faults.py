"""What a database can say, put as our own kind errors; what it said itself may hold a name, so it goes no further."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from holdspace.domain.errors import (
    HoldspaceError,
    NothingHere,
    RecordBroken,
    RecordBusy,
    RecordFull,
    RecordUnreachable,
)

# SQLite's primary result codes are the last byte of the extended ones.
_SQLITE: dict[int, type[HoldspaceError]] = {
    sqlite3.SQLITE_BUSY: RecordBusy,
    sqlite3.SQLITE_LOCKED: RecordBusy,
    sqlite3.SQLITE_FULL: RecordFull,
    sqlite3.SQLITE_IOERR: RecordFull,  # a quota or a limit on files is reported so
    sqlite3.SQLITE_CORRUPT: RecordBroken,
    sqlite3.SQLITE_NOTADB: RecordBroken,
}
# PostgreSQL's SQLSTATE, or its class (the first two signs).
_POSTGRESQL: dict[str, type[HoldspaceError]] = {
    "53100": RecordFull,
    "53200": RecordFull,
    "40": RecordBusy,
    "55P03": RecordBusy,
    "57014": RecordBusy,
    "XX": RecordBroken,
}


@contextmanager
def kindly() -> Iterator[None]:
    """Turn what the database says into an error a person may read, with none of their words in it.

    Raises RecordBusy, RecordFull, RecordBroken or RecordUnreachable, and NothingHere for a value that no column takes.
    """
    try:
        yield
    except ProgrammingError:
        raise  # a mistake of ours; statements hold no values
    except DataError:
        raise NothingHere from None  # what no column takes (a null in an address, say) names nothing that is here
    except IntegrityError:
        raise RecordBusy from None  # somebody else wrote the same first, or took away what this belongs to
    except DBAPIError as fault:
        raise meaning(fault.orig) from None
    except PoolTimeout:
        raise RecordBusy from None
    except sqlite3.Error as fault:
        raise meaning(fault) from None


def meaning(fault: BaseException | None) -> HoldspaceError:
    """Return the error of ours that says what a driver's error means."""
    code = getattr(fault, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, RecordUnreachable)()
    if isinstance(fault, sqlite3.DatabaseError) and not isinstance(fault, sqlite3.OperationalError):
        return RecordBroken()
    state = getattr(fault, "sqlstate", None) or ""
    known = _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2]) or RecordUnreachable
    return known()
