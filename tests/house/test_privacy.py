"""A sentence written in a visit is nowhere but in the visit's memory."""

import logging
import os
import subprocess
import sys
from pathlib import Path

import anyio
import pytest

from holdspace.app import Engine, build_web
from holdspace.config import Settings
from holdspace.domain.people import Private
from holdspace.log import logger, set_up
from tests.web.browser import Browser

CANARY = "the saffron heron folded its umbrella"


@pytest.fixture
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_nothing_is_written_to_disk_or_log(
    engine: Engine,
    somewhere: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        anyio.run(engine.answer_once, f"I feel sad and {CANARY}")
    written = [path for path in somewhere.rglob("*") if path.is_file()]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err
    assert all(CANARY not in value for value in os.environ.values())


def test_a_plan_is_written_to_no_disk_and_no_log(
    engine: Engine,
    somewhere: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG), Browser(build_web(Settings(), engine)) as browser:
        browser.post("/plan", data={"signs": CANARY, "person-name": CANARY})
        assert CANARY in browser.get("/plan/file").text
        browser.post("/plan/let-go")
        assert CANARY not in browser.get("/plan/all").text
    written = [path for path in somewhere.rglob("*") if path.is_file()]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err


def test_a_list_of_one_s_own_is_written_to_no_disk_no_log_and_no_cookie(
    engine: Engine,
    somewhere: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG), Browser(build_web(Settings(), engine)) as browser:
        browser.post("/gentle/mine", data={"what": "add", "sense": "see", "says": CANARY})
        browser.post("/gentle/mine", data={"what": "moments", "moment": CANARY})
        browser.post("/gentle/mine", data={"what": "set-down", "says": CANARY})
        browser.post("/gentle/look-around", data={"after": "better"})
        page = browser.get("/gentle/mine").text
        assert page.count(CANARY) > 1
        assert [name for name, value in browser.cookies.items() if "heron" in value] == []
        browser.post("/leave")
        assert CANARY not in browser.get("/gentle/mine").text
    written = [path for path in somewhere.rglob("*") if path.is_file()]
    assert not [path for path in written if CANARY.encode() in path.read_bytes()]
    shown = capfd.readouterr()
    assert CANARY not in caplog.text + shown.out + shown.err


def test_the_log_drops_every_field_it_does_not_know(capfd: pytest.CaptureFixture[str]) -> None:
    set_up()
    logger().info("turn kept", visit="v1", words=CANARY, moves=Private(CANARY), ms=12)
    shown = capfd.readouterr().err
    assert "v1" in shown
    assert CANARY not in shown


CRASHES = f"""
import asyncio, gc, logging, threading
from holdspace.log import set_up
set_up()
def fault():
    raise ValueError({CANARY!r})
try:
    fault()
except ValueError:
    logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=True)
async def faulty():
    fault()
async def main():
    asyncio.get_running_loop().create_task(faulty())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    gc.collect()
asyncio.run(main(), debug=True)
ended = threading.Thread(target=fault)
ended.start()
ended.join()
fault()
"""


def test_a_crash_says_where_it_was_and_quotes_nobody() -> None:
    ended = subprocess.run([sys.executable, "-c", CRASHES], capture_output=True, text=True)  # noqa: S603, PLW1510 - ourselves; how it ends is the point
    assert ended.returncode == 1
    assert ended.stderr.count("ValueError <string>:") >= 3
    assert "Exception in ASGI application" in ended.stderr
    assert "Task exception was never retrieved" in ended.stderr
    assert CANARY not in ended.stdout + ended.stderr


def test_after_leaving_nothing_in_memory_answers_to_the_visit(engine: Engine) -> None:
    key, visit = engine.record.open()
    anyio.run(engine.answer, visit, CANARY)
    engine.record.close(key)
    assert engine.record.find(key) is None
    with pytest.raises(KeyError):
        engine.record.page(visit)


def test_a_log_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, text: str) -> None:
            raise OSError

        def flush(self) -> None:
            raise OSError

    set_up()
    monkeypatch.setattr("sys.stderr", Full())
    logger().error("turn broke", visit="v1")
