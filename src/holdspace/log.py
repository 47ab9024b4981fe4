"""The one logger; it writes ids, move names and durations, and cannot print private words."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
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


def set_up() -> None:
    """Set up logging to standard error; library chatter is turned down to warnings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_only_known,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", _Stderr())),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    for quoting in _QUOTES:
        logging.getLogger(quoting).setLevel(logging.CRITICAL)  # noqa: TID251  only to quieten it


def logger() -> Any:
    """Return the house's logger."""
    return structlog.get_logger()
