"""The quiet mode: where the law asks for it while a client is linked, the companion says nothing, and everything else goes on."""

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from holdspace.access.modes import Mode, mode_for
from holdspace.access.telling import telling
from holdspace.ports.sharing import Link
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.house import House, house
from holdspace.web.rendering import page

_TALK = ("/", "/talk")
_HEARD = "/heard"  # what is heard in a passage of their story
_NOTICING = "/noticing"


class Quietly:
    """Stands before the pages on which the companion would say something."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            if _speaks(scope["path"]) and is_quiet_beside(request):
                response = await _instead(request)
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)


def is_quiet_beside(request: HTTPConnection) -> bool:
    """Whether the companion says nothing to whoever came."""
    here = house(request)
    return any(mode_of(here, link) is Mode.QUIET for link in came(request).links)


def mode_of(here: House, link: Link) -> Mode:
    """Return what the companion may do in a link."""
    return mode_for(places_of(here, link.place, link.agreement.place), linked=True)


def places_of(here: House, *places: str) -> tuple[str, ...]:
    """Return all places whose law holds."""
    return (*places, here.profile) if here.profile else places


def _speaks(path: str) -> bool:
    """Whether the companion would say something at an address."""
    story = path.startswith("/story/") and path.endswith(_HEARD)
    return path in _TALK or path == _NOTICING or story


async def _instead(request: Request) -> Response:
    """Say that the companion is quiet, with what was being written, so that no word is lost."""
    path = request.url.path
    if path.endswith(_HEARD):
        return RedirectResponse(path.removesuffix(_HEARD), 303)
    form = await forms.sent(request) if request.method == "POST" else None
    words = form.one("words") if form else came(request).draft
    return page(
        request, "quiet.html", told=telling(Mode.QUIET), words=words, links=came(request).links
    )
