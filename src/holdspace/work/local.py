"""Clock, dice and lock of one process: what a turn needs when one machine is enough."""

import secrets
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from hashlib import blake2b

import anyio


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this moment, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the clock port


class SystemDice:
    """Chance nobody can foresee."""

    def pick(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides`."""
        return secrets.randbelow(sides)

    def id(self) -> str:
        """Return 128 random bits, URL-safe."""
        return secrets.token_urlsafe(16)


class SeededDice:
    """Chance that comes out the same each time, for research and tests."""

    def __init__(self, seed: str = "holdspace") -> None:
        self._seed = seed
        self._rolls = 0

    def pick(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides`."""
        return int.from_bytes(self._roll(8)) % sides

    def id(self) -> str:
        """Return 128 bits that look random."""
        return self._roll(16).hex()

    def _roll(self, size: int) -> bytes:
        self._rolls += 1
        return blake2b(f"{self._seed}:{self._rolls}".encode(), digest_size=size).digest()


class LocalLock:
    """One turn at a time for each key, inside this process."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, anyio.Lock] = defaultdict(anyio.Lock)
        self._waiting: defaultdict[str, int] = defaultdict(int)

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        """Wait until nobody else holds `key`, and hold it."""
        self._waiting[key] += 1
        try:
            async with self._locks[key]:
                yield
        finally:
            self._waiting[key] -= 1
            if not self._waiting[key]:
                del self._waiting[key], self._locks[key]
