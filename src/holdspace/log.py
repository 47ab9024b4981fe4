"""The one logger; it writes ids, move names and durations, and cannot print private words."""

import logging
import sys
import threading
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from traceback import extract_tb
from types import TracebackType
from typing import Any, TextIO, cast

import structlog

from holdspace.domain.people import Private

ALLOWED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "visit",
        "turn",
        "moves",
        "tier",
        "ms",
        "port",
        "host",
        "fault",
        "path",
        "status",
    }
)

_QUOTES = ("python_multipart",)  # libraries whose warnings quote what was sent


def _keep_only_known(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every field that is not known to hold no words."""
    return {k: v for k, v in event.items() if k in ALLOWED and not isinstance(v, Private)}


class _Stderr:
    """Standard error as it is at the moment of writing; a full disk or closed pipe stops no turn."""

    def write(self, text: str) -> None:
        """Write, or let it go."""
        with suppress(OSError, ValueError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Flush, or let it go."""
        with suppress(OSError, ValueError):
            sys.stderr.flush()


class _Places(logging.Formatter):
    """Writes what libraries say without what a fault quotes: the first line, the kind of fault, and where in the code."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line; an event loop puts a whole fault below its first."""
        first = record.getMessage().partition("\n")[0]
        fault = record.exc_info[1] if record.exc_info else None
        return f"{record.levelname}:{record.name}:{first}{f' {where(fault)}' if fault else ''}"


def where(fault: BaseException) -> str:
    """Return a fault's kind and the places it came through, and not its message: that may quote somebody."""
    places = (
        f"{Path(each.filename).name}:{each.lineno}" for each in extract_tb(fault.__traceback__)
    )
    return " ".join((type(fault).__name__, *places))


def _say_where(
    kind: type[BaseException], fault: BaseException, trace: TracebackType | None
) -> None:
    """Say where a whole program or a thread ended, in place of what Python would print."""
    del kind, trace
    _Stderr().write(f"{where(fault)}\n")


def set_up() -> None:
    """Set up logging to standard error; library chatter is turned down to warnings, and no fault is quoted."""
    sys.excepthook = _say_where
    threading.excepthook = lambda ended: _say_where(
        ended.exc_type, ended.exc_value or ended.exc_type(), ended.exc_traceback
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_only_known,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _Stderr())),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Places())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for quoting in _QUOTES:
        logging.getLogger(quoting).setLevel(logging.CRITICAL)  # noqa: TID251  only to quieten it


def logger() -> Any:
    """Return the house's logger."""
    return structlog.get_logger()
