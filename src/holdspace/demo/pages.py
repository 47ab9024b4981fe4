"""Serves the book of a play on this computer: pages to turn, a margin beside each turn, and the front door's way to people and out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_date
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from holdspace.demo.book import Book, Did, Entry, Leaf, Turned
from holdspace.demo.fixture import Amaras, amara, who
from holdspace.ui.doors.looks import COOKIE as LOOKS
from holdspace.ui.pages import pages

_LAST = "last"
_LANGUAGE = "en"
_EXIT = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True, slots=True)
class Turning:
    """A page one can turn to."""

    address: str
    title: str
    number: int = 0
    here: bool = False


class Borrowed:
    """Meets every reader as somebody on a device that others use too: nothing of the front door is kept in a browser."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            headers = MutableHeaders(scope=scope)
            kept = headers.get("cookie", "")
            if LOOKS not in kept:
                headers["cookie"] = "; ".join(filter(None, (kept, f"{LOOKS}=shared=1")))
        await self._app(scope, receive, send)


def build(book: Book, door: Starlette) -> Starlette:
    """Return a front door for guests with the book laid over its first page; nothing can be kept there."""

    async def cover(request: Request) -> Response:
        del request
        first, last = book.leaves[0], book.leaves[-1]
        told = {"visits": len(book.leaves), "first": _date(first.at), "last": _date(last.at)}
        return _page(book, 0, "book_cover.html", **told)

    async def leaf(request: Request) -> Response:
        number = request.path_params["number"]
        if not 1 <= number <= len(book.leaves):
            raise HTTPException(404)
        return _page(book, number, "book_leaf.html", **_told(book.leaves[number - 1]))

    async def last(request: Request) -> Response:
        del request
        told = {"first_day": _date(book.leaves[0].at), "last_day": _date(book.leaves[-1].at)}
        return _page(book, len(book.leaves) + 1, "book_last.html", book=book, **told)

    async def nowhere(request: Request) -> Response:
        del request
        raise HTTPException(404)

    door.router.routes[:0] = [
        Route("/", cover),
        Route(f"/book/{_LAST}", last),
        Route("/book/{number:int}", leaf),
        Route("/sw.js", nowhere),
    ]
    door.add_middleware(Borrowed)
    return door


def _page(book: Book, at: int, name: str, /, **words: Any) -> Response:
    """Return one page of the book, by its place in it: the cover is 0, the last page comes after the leaves."""
    every = tuple(_every(book))
    told = {
        "who": who(),
        "language": _LANGUAGE,
        "exit_page": _EXIT,
        "before": every[at - 1] if at else None,
        "after": every[at + 1] if at + 1 < len(every) else None,
        "weeks": tuple(_weeks(book, at)),
    }
    return HTMLResponse(pages().get_template(name).render(told | words))


def _every(book: Book) -> Iterator[Turning]:
    """Yield every page in order."""
    yield Turning("/", "the cover")
    for leaf in book.leaves:
        yield Turning(f"/book/{leaf.number}", _date(leaf.at))
    yield Turning(f"/book/{_LAST}", "first and last")


def _weeks(book: Book, at: int) -> Iterator[Turning]:
    """Yield each week in which she came, by its first visit."""
    here = book.leaves[at - 1].week if 1 <= at <= len(book.leaves) else 0
    first: dict[int, Leaf] = {}
    for leaf in book.leaves:
        first.setdefault(leaf.week, leaf)
    for week, leaf in first.items():
        yield Turning(f"/book/{leaf.number}", "", week, week == here)


def _told(leaf: Leaf) -> dict[str, Any]:
    """Return what the page of a leaf needs."""
    return {
        "title": _date(leaf.at),
        "leaf": leaf,
        "day": _date(leaf.at),
        "clock": f"{leaf.at:%H:%M}",
        "entries": tuple(map(_entry, leaf.entries)),
        "facing": _facing(leaf),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """Return one entry with the name of its kind; a still picture was made of our own pages, its words escaped."""
    if isinstance(entry, Turned):
        return {"kind": "turn", "turned": entry}
    if isinstance(entry, Did):
        return {"kind": "did", "did": entry}
    return {"kind": "seen", "seen": entry, "still": Markup(entry.still)}  # noqa: S704


def _facing(leaf: Leaf) -> tuple[Amaras, ...]:
    """Return what Amara did on the day of a visit."""
    return tuple(act for act in amara() if act.on == leaf.at.date())


def _date(at: datetime) -> str:
    """Return a day in words."""
    return format_date(at, "EEEE d MMMM", locale=_LANGUAGE)
