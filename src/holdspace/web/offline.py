"""Which pages a browser keeps for when there is no network. They know nothing of anybody: not even that somebody is signed in."""

from starlette.requests import HTTPConnection

from holdspace.practice import library

KEPT = "kept"  # asks for a page to be kept, of those that otherwise know who looks at them
_PAGES = (
    *("/help", "/plan/empty", "/tell/empty", "/sit", "/too-much", "/let-go", "/leaving"),
    "/offline",
)
SAME = (
    "/too-much",
    "/sit",
    "/let-go",
    "/leaving",
    "/offline",
)  # for anybody, so that nobody waits for them


def kept_pages() -> tuple[str, ...]:
    """Return the addresses of the pages a browser may keep."""
    return (*_PAGES, *pages_asked_for())


def pages_asked_for() -> tuple[str, ...]:
    """Return those of them that a browser asks for apart, as they are for anybody: online they suit whoever looks."""
    return ("/gentle", *(f"/gentle/{practice.id}" for practice in library.practices()))


def made_to_keep(request: HTTPConnection) -> bool:
    """Whether a page is made for a browser to keep."""
    path = request.url.path
    return path in _PAGES or (KEPT in request.query_params and path in pages_asked_for())
