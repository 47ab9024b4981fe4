"""Looks, before any page is made, whose sign-in a request's cookie is, and how their open visit stands."""

from dataclasses import dataclass, field

from anyio import to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from holdspace.domain.care import Care
from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.domain.manner import Manner
from holdspace.domain.people import VisitId
from holdspace.log import logger
from holdspace.ports import Version, VisitPage
from holdspace.ports.keeping import Member, Members
from holdspace.ports.sharing import Link
from holdspace.web.cookies import drop, name_of, put
from holdspace.web.house import house
from holdspace.web.offline import kept_pages

SIGN_IN, UNTIL = "holdspace-in", "holdspace-until"
_HOURS_36 = 36 * 3600
_WHATEVER_HAPPENS = frozenset((*kept_pages(), "/leave"))  # these open though the record does not
_FILES = ("/static/", "/sw.js", "/manifest.webmanifest", "/ready")


@dataclass(frozen=True, slots=True)
class Came:
    """Who came with a request, as the vault knows them; empty for a guest."""

    member: Member | None = None
    locked: bool = False
    here: bool = False  # locked, and this device's cookie opens it again
    unreached: bool = (
        False  # the record does not answer: whoever it is, they are met as a guest for as long
    )
    visit: VisitId | None = None
    page: VisitPage | None = None
    plans: tuple[Version, ...] = ()
    manner: Manner = field(default_factory=Manner)
    care: Care = field(default_factory=Care)
    draft: str = field(default="", repr=False)  # what was not sent before the page was locked
    places: frozenset[str] = frozenset()  # pages of their own that hold something
    links: tuple[Link, ...] = ()  # with a therapist, those that stand


NOBODY = Came()


class Coming:
    """Opens a sign-in once for each request, off the event loop; guests and files pass untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and not scope["path"].startswith(_FILES):
            request = Request(scope)
            members, cookie = house(request).members, cookie_of(request)
            if members and cookie:
                request.state.came = await _who(request, members, cookie)
        await self._app(scope, receive, send)


def came(request: HTTPConnection) -> Came:
    """Return who came with this request."""
    found: Came = getattr(request.state, "came", NOBODY)
    return found


def cookie_of(request: HTTPConnection) -> str:
    """Return the cookie of a sign-in; empty where there is none."""
    return request.cookies.get(name_of(house(request), SIGN_IN), "")


def until_of(request: HTTPConnection) -> str:
    """Return the cookie of what is kept until tomorrow; empty where there is none."""
    return request.cookies.get(name_of(house(request), UNTIL), "")


def sign_in(response: Response, request: Request, cookie: str) -> None:
    """Give somebody the cookie of their sign-in; it goes when the browser closes."""
    put(response, house(request), SIGN_IN, cookie)


def sign_out(response: Response, request: Request) -> None:
    """Take it back."""
    drop(response, house(request), SIGN_IN)


def keep_until_tomorrow(response: Response, request: Request, cookie: str) -> None:
    """Give the device what alone opens a visit kept until tomorrow; it goes with it."""
    put(response, house(request), UNTIL, cookie, _HOURS_36)


def let_until_tomorrow_go(response: Response, request: Request) -> None:
    """Take that back."""
    drop(response, house(request), UNTIL)


async def _who(request: Request, members: Members, cookie: str) -> Came:
    """Look who came. What has to open whatever happens, Help now and Leave among it, opens for anybody."""
    try:
        return await to_thread.run_sync(_look, members, cookie)
    except Exception as fault:
        if request.url.path not in _WHATEVER_HAPPENS:
            raise
        logger().error("could not look who came", fault=type(fault).__name__)
        return NOBODY


def _look(members: Members, cookie: str) -> Came:
    """Return whose cookie this is; what was removed meanwhile is nobody's, and of a record that fails nothing is known."""
    try:
        entered = members.enter(cookie)
        if entered is None:
            return NOBODY
        if entered.member is None:
            return Came(locked=True, here=bool(entered.here))
        return _how_it_stands(entered.member)
    except NothingHere:
        return NOBODY
    except HoldspaceError as fault:  # nobody in danger waits for a record
        logger().error("record out of reach", fault=type(fault).__name__)
        return Came(unreached=True)


def _how_it_stands(member: Member) -> Came:
    """Return somebody signed in, with what most pages show of their open visit."""
    visit = member.current()
    page = member.page(visit) if visit else None
    return Came(
        member,
        visit=visit,
        page=page,
        plans=member.plans(VisitId("")),
        manner=page.manner if page else member.manner(),
        care=member.care(VisitId("")),
        draft=member.draft().text,
        places=member.places(),
        links=member.sharing.standing(),
    )
