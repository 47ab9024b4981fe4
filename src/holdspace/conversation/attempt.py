"""Keeps one failing part from silencing the rest of a turn."""

from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


async def attempt(call: Awaitable[T], otherwise: T) -> T:
    """Return what `call` gives, or `otherwise` when it fails: a turn always goes on to a reply."""
    try:
        return await call
    except Exception:  # noqa: BLE001 - whatever an adapter raises, the person is still answered
        return otherwise
