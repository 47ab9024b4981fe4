"""Renders a page with everything each page shares: looks, numbers, the way out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import Move
from holdspace.ports import Exchange, VisitPage
from holdspace.safety.answered import question_in
from holdspace.ui.doors.challenges import place_of
from holdspace.ui.pages import pages
from holdspace.web.coming import came
from holdspace.web.device import THEIRS, tell_device
from holdspace.web.house import house
from holdspace.web.looks import looks
from holdspace.web.numbers import help_for
from holdspace.web.offline import made_to_keep
from holdspace.web.taken_back import holds_something
from holdspace.web.visitor import page_of

STREAM = "text/event-stream"
WATCHED = "A3"  # the lane of danger from somebody, now


def page(request: Request, name: str, /, *, status: int = 200, **words: Any) -> Response:
    """Return the page of a template; what a template needs beyond the frame comes in `words`."""
    here, liked = house(request), looks(request)
    known = came(request).member is not None and not _is_for_a_device(request)
    frame = {
        "looks": liked,
        "quiet": is_quiet(request),
        "exit_page": liked.exit or here.exit_page,
        "help": help_for(request),
        "nonce": here.dice.id(),
        "here": request.url.path,
        "signed_in": known,
        "own_pages": came(request).places if known else frozenset(),
        "beside": came(request).links if known else (),
        "brings": _brings(request),
        "keeps": here.members is not None,
        "passkeys": "" if liked.shared else place_of(here.passkeys_at),
        "passkeys_at": here.passkeys_at or "",
        "idle": here.idle_seconds,
        "language": "en",
    }
    made = pages().get_template(name).render(frame | words)
    response = HTMLResponse(made, status_code=status)
    tell_device(response, request)
    return response


def _is_for_a_device(request: Request) -> bool:
    """Whether a page is made for a device to keep, so that its frame knows nobody."""
    return made_to_keep(request) or request.url.path in THEIRS


def _brings(request: Request) -> bool:
    """Whether the page of things to bring holds something, so that a way to it is in sight."""
    if _is_for_a_device(request):
        return False
    try:
        return holds_something(request)
    except Exception:  # noqa: BLE001  whatever broke, the page that says so still has to be made
        return False


def is_quiet(request: Request) -> bool:
    """Whether the tab may not name this place: they asked for it, or someone near is a danger."""
    if looks(request).quiet:
        return True
    try:
        visit = page_of(request)
    except Exception:  # noqa: BLE001  whatever broke, the page that says so still has to be made
        return False
    return visit is not None and WATCHED in visit.lanes


def ways(exchange: Exchange) -> str:
    """Return how a reply can be answered by tap: by yes or no where it asks about danger.

    From R5 on the card with people has taps of its own, and nothing else asks for attention.
    """
    last = exchange.said[-1] if exchange.said else None
    plainly = last is not None and bool(question_in([last.line_id]))
    checks = last is not None and last.move is Move.CQ and exchange.tier >= Tier.R2
    if exchange.tier >= Tier.R5:
        return "none"
    if plainly or checks:
        return "yes-no"
    return "none" if exchange.tier >= Tier.R4 else "taps"


def is_hurt(visit: VisitPage) -> bool:
    """Whether it was told in a visit that somebody is hurting them."""
    return any(lane.startswith(Lane.ABUSE) for lane in visit.lanes)


def wants_stream(request: Request) -> bool:
    """Whether one of our scripts asks, and not the browser itself."""
    return STREAM in request.headers.get("accept", "")


def trouble(request: Request, what: str, *, status: int, draft: str = "") -> Response:
    """Say kindly that something is not possible just now; what was written is kept in the box."""
    if wants_stream(request):
        return JSONResponse({"says": sentence(what)}, status_code=status)
    return page(request, "trouble.html", status=status, what=what, draft=draft)


def sentence(what: str) -> str:
    """Return the sentence for one kind of trouble."""
    said = pages().get_template("sentences.html").make_module({"what": what})
    return " ".join(str(said).split())
