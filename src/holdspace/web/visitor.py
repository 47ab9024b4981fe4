"""Knows who comes by the random keys in their cookies: a guest's visit in memory, or somebody's who keeps theirs."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.errors import HoldspaceError
from holdspace.domain.manner import Manner
from holdspace.domain.people import VisitId
from holdspace.log import logger
from holdspace.ports import Version, VisitPage, Visits
from holdspace.web.care_cookie import care_in_browser, let_care_go
from holdspace.web.coming import came
from holdspace.web.cookies import drop, name_of, put
from holdspace.web.house import House, house
from holdspace.web.manner import manner_kept
from holdspace.web.turns import Visitor

NOTICE_EVERY = timedelta(hours=3)
_A_REPLY = 5  # seconds a reply may take before a change no longer waits for it
_GUEST, _TOLD = "holdspace", "holdspace-told"
T = TypeVar("T")


def visitor(request: Request) -> Visitor | None:
    """Return who this is, when they have a visit open; of somebody signed in, their own and no guest's."""
    who = came(request)
    if who.member or who.locked:
        return Visitor(who.visit, who.visit, who.member) if who.member and who.visit else None
    here = house(request)
    key = guest_key(request)
    visit = here.guests.find(key) if key else None
    return Visitor(key, visit, here.guests) if visit else None


async def welcome(request: Request) -> Visitor:
    """Return who this is, opening a visit for somebody new; a guest's, where the record takes in nothing. Raises HouseFull."""
    known, member = visitor(request), came(request).member
    if known:
        return known
    if member:
        visit = await anyway(to_thread.run_sync(member.open))
        return Visitor(visit, visit, member) if visit else _as_guest(request)
    return _as_guest(request)


async def welcome_plan(request: Request) -> Visitor:
    """Return who this is, to write a plan for: somebody signed in needs no visit for it. Raises HouseFull."""
    member = came(request).member
    nowhere = VisitId("")
    return Visitor(nowhere, nowhere, member) if member else await welcome(request)


async def anyway(work: Awaitable[T]) -> T | None:
    """Wait for something that must not stop what comes after it; None where the record did not let it be done."""
    try:
        return await work
    except HoldspaceError as fault:
        logger().error("not written", fault=type(fault).__name__)
        return None


@asynccontextmanager
async def at_rest(request: Request, visit: VisitId | None) -> AsyncIterator[None]:
    """Wait, a few seconds at most, until no reply is under way in a visit, so that none writes over a change."""
    async with AsyncExitStack() as held:
        if visit:
            with anyio.move_on_after(_A_REPLY):
                await held.enter_async_context(house(request).room.lock.hold(visit))
        yield


async def aside(visits: Visits, work: Callable[..., T], *given: object) -> T:
    """Do something with a visit; where it may wait for a disk, off the event loop, so that nobody else waits."""
    if not visits.waits:
        return work(*given)
    return await to_thread.run_sync(partial(work, *given))


def page_of(request: Request) -> VisitPage | None:
    """Return how the open visit stood when this request came, or None without one."""
    known = visitor(request)
    if known is None:
        return None
    return came(request).page or known.visits.page(known.visit)


def versions_of(request: Request) -> tuple[Version, ...]:
    """Return this person's plan and its earlier versions, newest first."""
    who, known = came(request), visitor(request)
    if who.member:
        return who.plans
    return known.visits.plans(known.visit) if known else ()


def manner_of(request: Request) -> Manner:
    """Return how this person asked to be met."""
    who, page = came(request), page_of(request)
    if who.member:
        return who.manner
    return page.manner if page else manner_kept(request)


def guest_key(request: Request) -> str:
    """Return the key of a guest's visit, open or just ended; empty where there is none."""
    opened: str = getattr(request.state, _GUEST, "")  # in this very request: no cookie holds it yet
    return opened or request.cookies.get(name_of(house(request), _GUEST), "")


def remember(response: Response, request: Request, known: Visitor) -> None:
    """Give a guest the key to their visit; it goes when the browser closes. Who is signed in has a key already."""
    if known.visits is not came(request).member:
        put(response, house(request), _GUEST, known.key)


def forget(response: Response, request: Request) -> None:
    """Take a guest's key back, and with it what gentle things were to them, and the time of the last notice."""
    here = house(request)
    drop(response, here, _GUEST)
    let_care_go(response, request)
    response.delete_cookie(_TOLD, path="/", secure=here.secure, httponly=True, samesite="strict")


def _as_guest(request: Request) -> Visitor:
    """Return the guest of this browser, opening a visit where there is none. Raises HouseFull."""
    here, key = house(request), guest_key(request)
    visit = here.guests.find(key) if key else None
    if visit is None:
        here.guests.close(key)  # one they said goodbye to, and asked to keep nothing of
        key, visit = here.guests.open(manner_kept(request))
        setattr(request.state, _GUEST, key)
        here.guests.change_care(visit, lambda _: care_in_browser(request))
    return Visitor(key, visit, here.guests)


def notice_is_due(request: Request) -> bool:
    """Whether three hours went by since the person was told what Holdspace is."""
    told = request.cookies.get(_TOLD, "")
    if not told.isdecimal() or len(told) > len("9999999999"):
        return False  # the first page tells everybody
    return house(request).clock.now() - _moment(told, house(request)) >= NOTICE_EVERY


def note_the_notice(response: Response, request: Request) -> None:
    """Remember, in their own browser, when the notice was last in sight."""
    if _TOLD in request.cookies and not notice_is_due(request):
        return
    here = house(request)
    told = str(int(here.clock.now().timestamp()))
    response.set_cookie(_TOLD, told, path="/", secure=here.secure, httponly=True, samesite="strict")


def _moment(told: str, here: House) -> datetime:
    """Return the time a cookie names."""
    return datetime.fromtimestamp(int(told), tz=here.clock.now().tzinfo)
