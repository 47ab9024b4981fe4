"""Does what Amara does as her browser would, at the real desk: her second step, an offer, a yes, and an answer in her own words."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from starlette.applications import Starlette

from holdspace.demo.acts import AskedInVain, PlayedClock
from holdspace.demo.fixture import Account, Act, Lived
from holdspace.domain.people import Private
from holdspace.domain.shared import Shared
from holdspace.journey.by_week import every_week
from holdspace.journey.measures import library
from holdspace.ports.desk import Therapist
from holdspace.ui.showing import Faced, faced
from holdspace.vault.codes import DIGITS, SECONDS, secret_of

_BASE = "http://localhost"
_LETTERS = r'name="secret" value="(\w+)"'
_CODE = r'code-letters" dir="ltr">([^<]+)<'
_OFFER = r"/desk/alongside/offers/(\w+)"
_LINK = r"/desk/alongside/(\w{32})\b"
_SHARED = r"/desk/shared/(\w+)"


@dataclass(slots=True)
class HerDesk:
    """Amara's place at the desk in all the weeks: what opens it, and what came of it so far."""

    account: Account
    clock: PlayedClock
    doors: Callable[[], Starlette]  # both, as after a restart
    invited: Callable[[], str]  # the keeper makes a link for a therapist
    secret: Private | None = None  # of the codes in her app, once it is set up
    card: str = ""  # what she wrote on the back of it
    opened: dict[str, Shared] = field(default_factory=dict)  # by share
    pages: list[str] = field(default_factory=list)  # every page the desk gave her


@dataclass(slots=True)
class AtIt:
    """Her browser in one sitting."""

    desk: HerDesk
    browser: httpx.AsyncClient
    app: Starlette

    async def open(self, path: str) -> str:
        """Look at a page."""
        return self._read(await self.browser.get(path))

    async def send(self, path: str, **fields: str) -> str:
        """Send a form, and follow where it leads."""
        return self._read(await self.browser.post(path, data=fields))

    async def find(self, path: str, pattern: str) -> str:
        """Return what a page holds of a kind. Raises AskedInVain."""
        return found(pattern, await self.open(path))

    async def come_in(self) -> None:
        """Come in by passphrase and second step."""
        account, secret = self.desk.account, self.desk.secret
        if secret is not None:
            await self.send("/desk/come-in", name=account.name, passphrase=account.passphrase)
            await self.send("/desk/second", code=code_at(secret, self.desk.clock.now()))

    @property
    def therapist(self) -> Therapist:
        """Whose sign-in her cookie is, as the desk itself finds out. Raises AskedInVain."""
        house = self.app.state.desk.state.house
        entered = house.therapists.enter(self.browser.cookies.get(house.cookie.called) or "")
        if entered is None or entered.therapist is None:
            raise AskedInVain
        who: Therapist = entered.therapist
        return who

    def _read(self, answer: httpx.Response) -> str:
        if not answer.is_success:
            raise AskedInVain(str(answer.status_code))
        self.desk.pages.append(answer.text)
        return answer.text


async def sit(desk: HerDesk, lived: Lived) -> None:
    """Do all there is to do in one sitting."""
    desk.clock.at = lived.moment
    async with _sitting(desk) as at_it:
        for act in lived.acts:
            await KINDS[act.kind](at_it, act)
            desk.clock.wait(1)


async def facing(desk: HerDesk, first: date, last: date) -> tuple[Faced, ...]:
    """Return each week as it faces the book: what the desk lists for her then, of what she opened, and her answers."""
    if desk.secret is None:
        return tuple(map(Faced, every_week((), first, last)))
    async with _sitting(desk) as at_it:
        own = at_it.therapist.alongside
        weeks, replies = every_week(own.listed(), first, last), own.replies()
    said, measures = tuple(given.shared for given in replies)[::-1], library.measures()
    return tuple(faced(week, desk.opened, said, measures=measures) for week in weeks)


def code_at(secret: Private, moment: datetime) -> str:
    """Return the code her app shows at a moment."""
    maker = TOTP(secret_of(secret), DIGITS, SHA1(), SECONDS)  # noqa: S303  what apps know
    return maker.generate(int(moment.timestamp())).decode()


def found(pattern: str, page: str) -> str:
    """Return what stands in a page. Raises AskedInVain where it does not."""
    match = re.search(pattern, page)
    if match is None:
        raise AskedInVain
    return match[1]


@asynccontextmanager
async def _sitting(desk: HerDesk) -> AsyncIterator[AtIt]:
    """Open a browser of hers, and come in where she has an account."""
    app = desk.doors()
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url=_BASE, follow_redirects=True
    ) as browser:
        at_it = AtIt(desk, browser, app)
        await at_it.come_in()
        yield at_it


async def _is_invited(at_it: AtIt, act: Act) -> None:
    """Come by a keeper's link, choose what opens the desk, and set the second step up."""
    del act
    desk, link = at_it.desk, at_it.desk.invited()
    await at_it.open(f"/desk/invited/{link}")
    sent = {"name": desk.account.name, "passphrase": desk.account.passphrase}
    secret = found(_LETTERS, await at_it.send("/desk/invited", link=link, **sent))
    code = code_at(Private(secret), desk.clock.now())
    await at_it.send("/desk/second/code", secret=secret, code=code)
    desk.secret = Private(secret)


async def _offers(at_it: AtIt, act: Act) -> None:
    """Make an offer in her own words; its code goes on the back of a card."""
    terms: dict[str, Any] = {name: act.more[name] for name in ("limits", "hours", "answers", "emergency", "place")}  # fmt: skip
    page = await at_it.send(
        "/desk/alongside/offer", called=at_it.desk.account.name, label=act.of, **terms
    )
    at_it.desk.card = found(_CODE, page)


async def _confirms(at_it: AtIt, act: Act) -> None:
    """Say yes to whoever took the offer up."""
    del act
    offer = f"/desk/alongside/offers/{await at_it.find('/desk/alongside', _OFFER)}"
    await at_it.open(offer)
    await at_it.send(offer, what="confirm")


async def _looks(at_it: AtIt, act: Act) -> None:
    """Look at a page."""
    await at_it.open(act.of)


async def _looks_what_is_shown(at_it: AtIt, act: Act) -> None:
    """Look at the list of what Wren shows her."""
    del act
    link = await at_it.find("/desk/alongside", _LINK)
    await at_it.open(f"/desk/alongside/{link}/shown")


async def _opens(at_it: AtIt, act: Act) -> None:
    """Open what is newly shown; Wren's log has a line of it before she sees it."""
    del act
    which = await at_it.find("/desk", _SHARED)
    await at_it.open(f"/desk/shared/{which}")
    at_it.desk.opened[which] = at_it.therapist.alongside.open(which)  # the same day: no line more


async def _answers(at_it: AtIt, act: Act) -> None:
    """Answer what she opened last, in her own words."""
    which = list(at_it.desk.opened)[-1]
    signed = at_it.desk.account.name
    await at_it.send(f"/desk/shared/{which}", what="reply", words=act.of, signed=signed)


KINDS: Mapping[str, Callable[[AtIt, Act], Awaitable[None]]] = {
    "invited": _is_invited,
    "offer": _offers,
    "confirm": _confirms,
    "look": _looks,
    "shown": _looks_what_is_shown,
    "open": _opens,
    "answer": _answers,
}
