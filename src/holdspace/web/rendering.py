"""Renders a page with everything each page shares: looks, numbers, the way out."""

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from holdspace.ui.pages import pages
from holdspace.web.house import house
from holdspace.web.looks import looks
from holdspace.web.numbers import help_for

STREAM = "text/event-stream"


def page(request: Request, name: str, /, *, status: int = 200, **words: Any) -> Response:
    """Return the page of a template; what a template needs beyond the frame comes in `words`."""
    here = house(request)
    frame = {
        "looks": looks(request),
        "exit_page": here.exit_page,
        "help": help_for(request),
        "nonce": here.dice.id(),
        "here": request.url.path,
        "language": "en",
    }
    made = pages().get_template(name).render(frame | words)
    return HTMLResponse(made, status_code=status)


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
