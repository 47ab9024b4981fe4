"""Looks, before any page of the desk is made, whose sign-in a request's cookie is."""

from dataclasses import dataclass

from anyio import to_thread
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from holdspace.desk.house import house
from holdspace.domain.errors import HoldspaceError, NothingHere, RecordUnreachable
from holdspace.log import logger
from holdspace.ports.desk import Therapist, Therapists
from holdspace.ports.opening import Waiting


class Outside(Exception):
    """Somebody who is not signed in, or whose page is locked, asked for what only a therapist sees."""


@dataclass(frozen=True, slots=True)
class Came:
    """Who came with a request; empty for somebody the desk does not know."""

    therapist: Therapist | None = None
    locked: bool = False
    waiting: Waiting | None = None  # their passphrase opened, and a second step is to come
    unreached: bool = False  # the record does not answer


NOBODY = Came()


class Coming:
    """Opens a sign-in once for each request, off the event loop."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            request = Request(scope)
            if cookie := cookie_of(request):
                therapists = house(request).therapists
                request.state.came = await to_thread.run_sync(_look, therapists, cookie)
        await self._app(scope, receive, send)


def came(request: HTTPConnection) -> Came:
    """Return who came with this request."""
    found: Came = getattr(request.state, "came", NOBODY)
    return found


def cookie_of(request: HTTPConnection) -> str:
    """Return the cookie of a sign-in at the desk; empty where there is none."""
    return house(request).cookie.of(request)


def therapist(request: Request) -> Therapist:
    """Return who is signed in. Raises Outside, whatever was asked for, and RecordUnreachable where nobody can be known."""
    who = came(request)
    if who.unreached:
        raise RecordUnreachable
    if who.therapist is None:
        raise Outside
    return who.therapist


def _look(therapists: Therapists, cookie: str) -> Came:
    """Return whose cookie this is; what was removed meanwhile is nobody's, and of a record that fails nothing is known."""
    try:
        entered = therapists.enter(cookie)
    except NothingHere:
        return NOBODY
    except HoldspaceError as fault:
        logger().error("record out of reach", fault=type(fault).__name__)
        return Came(unreached=True)
    if entered is None:
        return NOBODY
    nobody_yet = entered.therapist is None and entered.waiting is None
    return Came(entered.therapist, nobody_yet, entered.waiting)
