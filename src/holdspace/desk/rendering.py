"""Renders a page of the desk with everything each shares: looks, the rail, the way to people and out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from holdspace.desk.coming import came
from holdspace.desk.house import house
from holdspace.safety import helpline
from holdspace.ui.doors.challenges import place_of
from holdspace.ui.doors.looks import Looks, looks_in
from holdspace.ui.doors.numbers import Help
from holdspace.ui.pages import pages


def page(request: Request, name: str, /, *, status: int = 200, **words: Any) -> Response:
    """Return the page of a template; what a template needs beyond the frame comes in `words`."""
    here, liked = house(request), looks_in(request.cookies)
    frame = {
        "looks": liked,
        "quiet": bool(liked.quiet),
        "exit_page": liked.exit or here.exit_page,
        "help": help_for(request, liked),
        "here": request.url.path,
        "signed_in": came(request).therapist is not None,
        "passkeys": "" if liked.shared else place_of(here.passkeys_at),
        "passkeys_at": here.passkeys_at or "",
        "idle": here.idle_seconds,
        "language": "en",
    }
    return HTMLResponse(pages().get_template(name).render(frame | words), status_code=status)


def help_for(request: Request, liked: Looks) -> Help:
    """Return the numbers for the country that was chosen in this browser, else for the keeper's."""
    here = house(request)
    codes = (liked.country, here.country or "")
    found = next(filter(None, map(helpline.country, codes)), None)
    return Help(found, here.clock.now().date())


def is_quiet(request: Request) -> bool:
    """Whether the tab may not name this place."""
    return bool(looks_in(request.cookies).quiet)


def trouble(request: Request, what: str, *, status: int) -> Response:
    """Say plainly that something is not possible just now."""
    return page(request, "desk/trouble.html", status=status, what=what)
