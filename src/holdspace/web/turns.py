"""Runs each turn to its end in its own task, so that a page that goes away loses nothing."""

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import anyio
from anyio.abc import TaskGroup

from holdspace.domain.people import VisitId
from holdspace.domain.talk import Memory, Spoken
from holdspace.log import logger
from holdspace.ports import Exchange, VisitPage, Visits

_KEPT_FOR = timedelta(minutes=10)  # how long the same message, sent again, finds its answer
_QUIET = 15.0  # seconds after which a waiting page is sent a sign of life


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who talks: the key their turns are known by, their open visit, and where it is kept."""

    key: str
    visit: VisitId
    visits: Visits


@dataclass(eq=False, slots=True)
class Running:
    """One turn under way, or just ended; any number of pages may follow it."""

    visitor: Visitor
    begun: datetime
    said: list[Spoken] = field(default_factory=list)
    after: VisitPage | None = None  # how the visit stands after it, with this exchange alone
    ended: bool = False
    scope: anyio.CancelScope = field(default_factory=anyio.CancelScope)
    _news: anyio.Event = field(default_factory=anyio.Event)

    @property
    def exchange(self) -> Exchange | None:
        """The exchange this turn became, once it was kept."""
        return self.after.exchanges[-1] if self.after and self.after.exchanges else None

    def tell(self) -> None:
        """Wake every page that follows."""
        news, self._news = self._news, anyio.Event()
        news.set()

    async def follow(self) -> AsyncGenerator[Spoken | None, None]:
        """Yield each line from the first on, and None now and then while nothing comes."""
        at = 0
        while True:
            while at < len(self.said):
                yield self.said[at]
                at += 1
            if self.ended:
                return
            news = self._news
            with anyio.move_on_after(_QUIET) as waited:
                await news.wait()
            if waited.cancelled_caught:
                yield None

    async def finish(self) -> None:
        """Wait until the turn has ended."""
        while not self.ended:
            await self._news.wait()


class Turns:
    """The turns of this process, each known by the nonce its message came with."""

    def __init__(self, group: TaskGroup) -> None:
        self._group = group
        self._by_nonce: dict[str, Running] = {}
        self.held: dict[VisitId, Memory] = {}  # of visits whose last turn could not be kept

    def known(self, nonce: str) -> Running | None:
        """Return the turn this nonce began, so that a message sent twice is answered once."""
        return self._by_nonce.get(nonce)

    def begin(
        self,
        nonce: str,
        running: Running,
        speak: Callable[[], AsyncIterator[Spoken]],
        kept: Callable[[], Awaitable[VisitPage]],
    ) -> Running:
        """Start a turn: `speak` makes its lines, `kept` finds how the visit stands then."""
        self._drop_old(running.begun)
        self._by_nonce[nonce] = running
        self._group.start_soon(_run, running, speak, kept)
        return running

    def leave(self, key: str) -> None:
        """Stop and forget every turn of somebody who left, and what was held of their visit."""
        for nonce, running in list(self._by_nonce.items()):
            if running.visitor.key == key:
                self.held.pop(running.visitor.visit, None)
                running.scope.cancel()
                del self._by_nonce[nonce]

    def unsay(self, visit: VisitId, number: int) -> None:
        """Forget what was said in an exchange that was taken back."""
        for nonce, running in list(self._by_nonce.items()):
            exchange = running.exchange
            if running.visitor.visit == visit and exchange and exchange.number == number:
                del self._by_nonce[nonce]

    def _drop_old(self, now: datetime) -> None:
        """Forget turns that ended a while ago; the oldest come first."""
        for nonce, running in list(self._by_nonce.items()):
            if now - running.begun < _KEPT_FOR:
                return
            if running.ended:
                del self._by_nonce[nonce]


async def _run(
    running: Running,
    speak: Callable[[], AsyncIterator[Spoken]],
    kept: Callable[[], Awaitable[VisitPage]],
) -> None:
    """Let a turn speak to its end; whatever becomes of it, those who follow are told."""
    try:
        with running.scope:
            async with aclosing(speak()) as lines:  # type: ignore[type-var]  # a turn is a generator
                async for spoken in lines:
                    running.said.append(spoken)
                    running.tell()
            running.after = await kept()
    except Exception as fault:  # noqa: BLE001  one broken turn may not end the visits of others
        logger().error("turn broke", visit=running.visitor.visit, fault=type(fault).__name__)
    finally:
        running.ended = True
        running.tell()
