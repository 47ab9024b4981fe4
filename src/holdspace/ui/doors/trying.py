"""Trying something that a passphrase guards, at either door: not too often, few at once, and each refusal with its status."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from anyio import to_thread
from starlette.requests import Request

from holdspace.domain.errors import (
    HoldspaceError,
    RecordBroken,
    RecordBusy,
    RecordFull,
    RecordUnreachable,
    TooManyTries,
)
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelWaits
from holdspace.ui.doors.patience import Patience

T = TypeVar("T")
_NOT_NOW = (
    RecordBusy,
    RecordFull,
    RecordBroken,
    RecordUnreachable,
    ParcelWaits,
)  # no slip of theirs
_DEVICES = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))
_MORE_DEVICES = (("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))
_BROWSERS = (("Firefox", "Firefox"), ("Edg", "Edge"), ("Chrome", "Chrome"), ("Safari", "Safari"))


@dataclass(frozen=True, slots=True)
class Try:
    """One try: somebody, by what they say they are, from an address."""

    patience: Patience
    who: str
    address: str

    @classmethod
    def of(cls, request: Request, patience: Patience, who: str) -> "Try":
        """Return a try as a request makes it."""
        return cls(patience, who, request.client.host if request.client else "")

    def count(self) -> None:
        """Count it. Raises TooManyTries."""
        if not self.patience.allows(self.who, self.address):
            raise TooManyTries

    async def at(self, work: Callable[[], T]) -> T:
        """Count it, and do the work off the event loop. Raises TooManyTries, and what the work does."""
        self.count()
        return await to_thread.run_sync(work, limiter=self.patience.trying)


def status_of(refused: HoldspaceError) -> int:
    """Return the status of a page that says it."""
    if isinstance(refused, TooManyTries):
        return 429
    return 503 if isinstance(refused, _NOT_NOW) else 422


def device(request: Request) -> Private:
    """Return what this device may be called in the list of devices, from what the browser says of itself."""
    says = request.headers.get("user-agent", "")
    browser = next((name for mark, name in _BROWSERS if mark in says), "")
    machine = next((name for mark, name in (*_DEVICES, *_MORE_DEVICES) if mark in says), "")
    return Private(", ".join(filter(None, (browser, machine))) or "A browser")
