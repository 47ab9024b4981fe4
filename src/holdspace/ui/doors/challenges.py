"""What a passkey is asked for: the name it is made for, and a random number to be signed once and soon."""

import ipaddress
from collections import OrderedDict
from datetime import datetime, timedelta
from secrets import token_bytes
from urllib.parse import urlsplit

BYTES = 32
_LASTS = timedelta(minutes=5)
_MOST = 1_000  # at a time; the oldest go first


class Challenges:
    """Random numbers that were asked for, each to be answered once and soon."""

    def __init__(self) -> None:
        self._open: OrderedDict[bytes, datetime] = OrderedDict()

    def new(self, now: datetime) -> bytes:
        """Draw one."""
        drawn = token_bytes(BYTES)
        self._open[drawn] = now
        while len(self._open) > _MOST:
            self._open.popitem(last=False)
        return drawn

    def use(self, drawn: bytes, now: datetime) -> bool:
        """Whether this one was asked for, not yet answered, and not long ago."""
        asked = self._open.pop(drawn, None)
        return asked is not None and now - asked <= _LASTS


def place_of(origin: str | None) -> str:
    """Return the name passkeys are made for, or nothing where a browser would refuse: a bare number, or no HTTPS."""
    parts = urlsplit(origin or "")
    name = parts.hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name if parts.scheme == "https" or name == "localhost" else ""
    return ""
