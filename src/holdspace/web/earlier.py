"""Earlier visits: by date, searched, read again, put away, removed; each only by whoever they belong to."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.errors import NothingHere, RecordUnreachable
from holdspace.domain.people import Private, VisitId
from holdspace.ports.keeping import Member
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.come_in import members_of
from holdspace.web.coming import came
from holdspace.web.rendering import page
from holdspace.web.taken_back import SAID, bring_no_longer
from holdspace.web.visitor import at_rest

T = TypeVar("T")
MOST = 100  # places of one search that are shown


class Outside(Exception):
    """Somebody who is not signed in, or whose page is locked, asked for what only its owner sees."""


async def earlier(request: Request) -> Response:
    """Show the visits so far, latest first, without those put away."""
    member = insider(request)
    listed = await to_thread.run_sync(member.earlier.listed)
    return page(
        request, "earlier.html", listed=listed, found=None, sought="", here_now=came(request).visit
    )


async def search(request: Request) -> Response:
    """Show where something was said; what was searched for is in no address."""
    member, form = insider(request), await forms.sent(request)
    sought = form.one("find").strip()
    if not sought:
        return RedirectResponse("/earlier", 303)
    listed = await to_thread.run_sync(member.earlier.listed)
    found = await to_thread.run_sync(member.earlier.search, Private(sought))
    told: dict[str, Any] = {
        "listed": listed,
        "found": found[:MOST],
        "sought": sought,
        "here_now": None,
    }
    return page(request, "earlier.html", **told)


async def read(request: Request) -> Response:
    """Show one visit whole."""
    member = insider(request)
    reading = await theirs(partial(member.earlier.read, _which(request)))
    shown: dict[str, Any] = {
        "reading": reading,
        "paragraphs": letters.paragraphs,
        "open": came(request).visit,
    }
    return page(request, "earlier_visit.html", **shown)


async def change(request: Request) -> Response:
    """Put a visit away or back, or remove a line of it, what was heard in it, or all of it."""
    member, form = insider(request), await forms.sent(request)
    visit, what = _which(request), form.one("what")
    work = _works(member, visit, form.one("number")).get(what)
    if work is None:
        raise HTTPException(404)
    async with at_rest(request, came(request).visit):
        await theirs(work)
    if what in ("remove", "line"):
        gone = f"{visit}/{form.one('number')}" if what == "line" else str(visit)
        await bring_no_longer(request, gone, *SAID)
    ended = what in ("remove", "away")
    return RedirectResponse("/earlier" if ended else f"/earlier/{visit}", 303)


def insider(request: Request) -> Member:
    """Return who is signed in. Raises Outside, whatever was asked for, and RecordUnreachable where nobody can be known."""
    members_of(request)
    who = came(request)
    if who.unreached:
        raise RecordUnreachable
    if who.member is None:
        raise Outside
    return who.member


async def theirs(work: Callable[[], T]) -> T:
    """Do something with what is theirs; what is not there and what is another's are the same missing page."""
    try:
        return await to_thread.run_sync(work)
    except NothingHere:
        raise HTTPException(404) from None


async def outside(request: Request, _: Exception) -> Response:
    """Show the way in."""
    del request
    return RedirectResponse("/come-in", 303)


def _works(member: Member, visit: VisitId, number: str) -> dict[str, Callable[[], None]]:
    """Return what can be done with a visit, by the name of its button."""
    here = member.earlier
    works: dict[str, Callable[[], None]] = {
        "away": partial(here.put_away, visit, away=True),
        "back": partial(here.put_away, visit, away=False),
        "heard": partial(here.remove_summary, visit),
        "remove": partial(here.remove, visit),
    }
    if (line := forms.number(number)) is not None:
        works["line"] = partial(here.remove_turn, visit, line)
    return works


def _which(request: Request) -> VisitId:
    """Return which visit an address names."""
    return VisitId(request.path_params["id"])
