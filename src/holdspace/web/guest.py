"""Knows a visitor by the random key in their cookie, and by nothing else."""

from datetime import datetime, timedelta
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from holdspace.web.house import House, house
from holdspace.web.manner import manner_kept
from holdspace.web.turns import Guest

NOTICE_EVERY = timedelta(hours=3)
_TOLD = "holdspace-told"


def guest(request: Request) -> Guest | None:
    """Return who this is, when they have a visit open."""
    here = house(request)
    key = request.cookies.get(_name(here), "")
    visit = here.guests.find(key) if key else None
    return Guest(key, visit) if visit else None


def welcome(request: Request) -> Guest:
    """Return who this is, opening a visit for somebody new. Raises HouseFull."""
    known = guest(request)
    return known or Guest(*house(request).guests.open(manner_kept(request)))


def remember(response: Response, request: Request, guest: Guest) -> None:
    """Give the visitor the key to their visit; it goes when the browser closes."""
    here = house(request)
    _set(response, here, _name(here), guest.key)


def forget(response: Response, request: Request) -> None:
    """Take the key back, and the time of the last notice with it."""
    here = house(request)
    for name in (_name(here), _TOLD):
        response.delete_cookie(name, path="/", secure=here.secure, httponly=True, samesite="strict")


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
    _set(response, here, _TOLD, str(int(here.clock.now().timestamp())))


def _moment(told: str, here: House) -> datetime:
    """Return the time a cookie names."""
    return datetime.fromtimestamp(int(told), tz=here.clock.now().tzinfo)


def _name(here: House) -> str:
    """Return the cookie's name; the prefix makes browsers refuse it from anywhere else."""
    return "__Host-holdspace" if here.secure else "holdspace"


def _set(response: Response, here: House, name: str, value: str) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send."""
    same: Literal["strict"] = "strict"
    response.set_cookie(name, value, path="/", secure=here.secure, httponly=True, samesite=same)
