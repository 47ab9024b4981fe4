"""Runs `holdspace serve` itself, in a process that a test may kill or keep from writing, and reads what it printed."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket

import httpx

PATIENCE = 300.0  # seconds a start, or the models, may take on a machine that is busy
_START = """
import resource, sys
most = int(sys.argv.pop(1))
most and resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
from holdspace.cli import main
main()
"""


@dataclass(frozen=True)
class Served:
    """A running Holdspace, and somebody's browser."""

    process: "subprocess.Popen[bytes]"
    browser: httpx.Client
    home: Path

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self.process.kill()
        self.process.wait()

    def post(self, path: str, **sent: str) -> httpx.Response:
        """Send a form."""
        return self.browser.post(path, data=sent)

    def killed_during(self, path: str, sent: dict[str, str], table: str) -> None:
        """Send a form, and end the process as soon as one more row of a table is on the disk."""
        before = self.rows(table)
        asking = threading.Thread(target=self._ask, args=(path, sent))
        asking.start()
        until(lambda: self.rows(table) > before)
        self.kill()
        asking.join()

    def rows(self, table: str) -> int:
        """Return how many rows of a table anybody can see."""
        with closing(sqlite3.connect(self.home / "holdspace.db")) as file:
            count: int = file.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own name
        return count

    def _ask(self, path: str, sent: dict[str, str]) -> None:
        """Ask, and expect no answer."""
        try:
            self.post(path, **sent)
        except httpx.HTTPError:
            return


def until(done: Callable[[], bool]) -> None:
    """Wait until something is so."""
    ends = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.002)


@contextmanager
def serving(home: Path, most_bytes: int = 0) -> Iterator[Served]:
    """Serve a home folder; files may grow to `most_bytes`. What it prints goes to `home/printed`."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", _START, str(most_bytes), "serve", "--port", str(port)]
    kept = {**os.environ, "HOLDSPACE_HOME": str(home), "PYTHONASYNCIODEBUG": "1"}
    with (home / "printed").open("ab") as printed:
        process = subprocess.Popen(command, env=kept, stdout=printed, stderr=printed)  # noqa: S603 - ourselves
    with httpx.Client(base_url=f"http://localhost:{port}", timeout=PATIENCE) as browser:
        try:
            until(lambda: _answers(browser))
            yield Served(process, browser, home)
        finally:
            process.kill()
            process.wait()


def _answers(browser: httpx.Client) -> bool:
    """Whether the first page opens, and the models are there."""
    try:
        return browser.get("/ready").status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
