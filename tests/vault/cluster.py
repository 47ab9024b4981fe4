"""A PostgreSQL of our own for the tests: a new one, on a socket in a folder, reached by nobody else."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ABSENT = (
    "The record's tests run on PostgreSQL too, and none was found. Install it (Debian: "
    "apt install postgresql) and run this again; nothing needs to be set up."
)
_OPTIONS = "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=30"


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, or None."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "initdb").exists() and (f / "pg_ctl").exists()), None)


@contextmanager
def running() -> Iterator[Path]:
    """Run a cluster and yield the folder of its socket; it ends, and its files go, with the context."""
    folder = Path(tempfile.mkdtemp(prefix="holdspace-pg-"))
    try:
        _give_away(folder)
        _run("initdb", "--auth=trust", "--username=holdspace", "--no-sync", "--encoding=UTF8",
             "--locale=C", f"--pgdata={folder}/data")  # fmt: skip
        start = ("--wait", f"--options={_OPTIONS} -k {folder}", f"--log={folder}/log", "start")
        _run("pg_ctl", f"--pgdata={folder}/data", *start)
        try:
            yield folder
        finally:
            _run("pg_ctl", f"--pgdata={folder}/data", "--mode=immediate", "--wait", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str) -> None:
    """Run one of its programs, as somebody ordinary; initdb refuses root."""
    home = programs()
    assert home, ABSENT
    command = [str(home / program), *arguments]
    if os.geteuid() == 0:
        command = ["runuser", "-u", _somebody(), "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120)  # noqa: S603 - its own programs


def _give_away(folder: Path) -> None:
    """Let the ordinary user own the folder, where root runs the tests."""
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_somebody())
        os.chown(folder, owner.pw_uid, owner.pw_gid)


def _somebody() -> str:
    """Return an unprivileged user there is."""
    names = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in names)
