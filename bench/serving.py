"""Starts the real server beside a bench, on a free port, and stops it afterwards."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

PATIENCE = 30.0  # seconds a start may take


@contextmanager
def server() -> Iterator[tuple[str, int]]:
    """Run `holdspace serve`; yield its address and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [
            sys.executable,
            "-c",
            "from holdspace.cli import main; main()",
            "serve",
            "--port",
            str(port),
        ]
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, env={**os.environ, "HOLDSPACE_HOME": home}, stdout=subprocess.DEVNULL
        )
        try:
            _wait(port)
            yield f"http://localhost:{port}", process.pid
        finally:
            process.terminate()
            process.wait(10)


def _wait(port: int) -> None:
    """Wait until the first page answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            httpx.get(f"http://localhost:{port}/", timeout=2).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError
