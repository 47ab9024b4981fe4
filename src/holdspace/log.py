"""The one logger; it writes ids, move names and durations, and cannot print private words."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

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


def _keep_only_known(_: Any, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every field that is not known to hold no words."""
    return {k: v for k, v in event.items() if k in ALLOWED and not isinstance(v, Private)}


def set_up() -> None:
    """Set up logging to standard error; library chatter is turned down to warnings."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _keep_only_known,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def logger() -> Any:
    """Return the house's logger."""
    return structlog.get_logger()
