"""Runs a front door for a story: the real one, or one of fakes that can be made to fail."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

ROOT = Path(__file__).resolve().parents[2]
ORDINARY = "<!doctype html><html lang=en><title>Weather</title><main><h1>Weather</h1></main></html>"


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Serve an app on a free port, in a thread; the socket listens before the app is up."""
    with _listening() as listener:
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://localhost:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def ordinary_page() -> Starlette:
    """Return a site that has nothing to do with Holdspace, to leave to."""
    return Starlette(routes=[Route("/", lambda _: HTMLResponse(ORDINARY))])


@contextmanager
def in_a_process() -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve a house of fakes in a process of its own, which a story may kill."""
    with _listening() as listener:
        process = subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-m", "tests.stories.serving", str(listener.fileno())],
            pass_fds=[listener.fileno()],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        )
        port = listener.getsockname()[1]
    try:
        yield f"http://localhost:{port}", process
    finally:
        process.kill()
        process.wait()


def _listening() -> socket.socket:
    """Return a socket that already takes connections on a free port."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.listen(64)
    return listener


def main() -> None:
    """Serve a house of fakes on the listening socket that was handed over."""
    from holdspace.web import build  # noqa: PLC0415  only the child process needs them
    from tests.web.fakes import make_house  # noqa: PLC0415

    house, _ = make_house(country="IE")
    uvicorn.run(build(house), fd=int(sys.argv[1]), log_level="error", ws="none")


if __name__ == "__main__":
    main()
