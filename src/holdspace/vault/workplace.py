"""A folder for copies that are worked on: its owner's alone, gone at the end, and cleared away after a crash."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from time import time

from holdspace.domain.errors import BackupBroken, RecordFull, RecordUnreachable

if sys.platform != "win32":  # there, a folder in use cannot be removed anyway
    import fcntl

_PREFIX = ".holdspace-work-"
_IN_USE = "in-use"
_A_MOMENT = 60  # seconds


@contextmanager
def workplace(beside: Path) -> Iterator[Path]:
    """Make a folder inside `beside` and remove it with all that is in it.

    What an earlier one left that was killed is cleared away first. Raises what `kind_room` does.
    """
    clear_leftovers(beside)
    with kind_room():
        folder = Path(mkdtemp(dir=beside, prefix=_PREFIX))  # for its owner alone
        try:
            with (folder / _IN_USE).open("wb") as mark:
                _hold(mark.fileno())
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def clear_leftovers(beside: Path) -> int:
    """Remove what a killed backup or restore left in a folder, and nothing that is in use; return how many."""
    cleared = 0
    for left in beside.glob(f"{_PREFIX}*"):
        if not _is_in_use(left):
            shutil.rmtree(left, ignore_errors=True)
            cleared += 1
    return cleared


@contextmanager
def kind_room() -> Iterator[None]:
    """Say kindly what a file system says. Raises RecordFull, RecordUnreachable, and BackupBroken for no file at all."""
    try:
        yield
    except FileNotFoundError:
        raise BackupBroken from None
    except PermissionError:
        raise RecordUnreachable from None
    except OSError:
        raise RecordFull from None


def settle(path: Path) -> None:
    """Have the disk hold a file for good before it takes its place."""
    with suppress(OSError):
        path.chmod(0o600)
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hold(handle: int) -> None:
    """Mark a folder as in use for as long as this process lives; the system itself lets go of it after a kill."""
    if sys.platform != "win32":
        fcntl.flock(handle, fcntl.LOCK_EX)


def _is_in_use(folder: Path) -> bool:
    """Whether another process, or this one, still works in a folder."""
    if sys.platform == "win32":
        return False
    try:
        with (folder / _IN_USE).open("rb") as mark:
            fcntl.flock(mark.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:  # killed before it began, or about to begin
        return time() - folder.stat().st_mtime < _A_MOMENT
    except OSError:
        return True
    return False
