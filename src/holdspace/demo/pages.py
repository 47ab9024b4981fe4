"""Serves the book of a play on this computer: pages to turn, a margin beside each turn, and the front door's way to people and out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

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
from holdspace.ui.showing import Faced

_COVER, _LAST, _WEEK = "/", "/book/last", "/book/week"
_LANGUAGE = "en"
T = TypeVar("T")
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
        return _page(book, _COVER, "book_cover.html", **told)

    async def leaf(request: Request) -> Response:
        wanted = _one_of(book.leaves, request.path_params["number"])
        return _page(book, _address(wanted), "book_leaf.html", wanted.week, **_told(wanted))

    async def week(request: Request) -> Response:
        number = request.path_params["number"]
        told = _faced(number, _one_of(book.facing, number))
        return _page(book, f"{_WEEK}/{number}", "book_week.html", number, **told)

    async def last(request: Request) -> Response:
        del request
        told = {"first_day": _date(book.leaves[0].at), "last_day": _date(book.leaves[-1].at)}
        return _page(book, _LAST, "book_last.html", book=book, **told)

    async def nowhere(request: Request) -> Response:
        del request
        raise HTTPException(404)

    door.router.routes[:0] = [
        Route(_COVER, cover),
        Route(_LAST, last),
        Route("/book/{number:int}", leaf),
        Route(f"{_WEEK}/{{number:int}}", week),
        Route("/sw.js", nowhere),
    ]
    door.add_middleware(Borrowed)
    return door


def _one_of(things: tuple[T, ...], number: int) -> T:
    """Return one by its number; what is none of them is a missing page."""
    if not 1 <= number <= len(things):
        raise HTTPException(404)
    return things[number - 1]


def _page(book: Book, address: str, name: str, week: int = 0, /, **words: Any) -> Response:
    """Return one page of the book, with those that lie before and after it."""
    every = tuple(_every(book))
    at = next(place for place, turning in enumerate(every) if turning.address == address)
    told = {
        "who": who(),
        "language": _LANGUAGE,
        "exit_page": _EXIT,
        "before": every[at - 1] if at else None,
        "after": every[at + 1] if at + 1 < len(every) else None,
        "weeks": tuple(_weeks(book, week)),
    }
    return HTMLResponse(pages().get_template(name).render(told | words))


def _every(book: Book) -> Iterator[Turning]:
    """Yield every page in order: the leaves of a week, and what Amara has of it."""
    yield Turning(_COVER, "the cover")
    for week in range(1, len(book.facing) + 1):
        for leaf in book.leaves:
            if leaf.week == week:
                yield Turning(_address(leaf), _date(leaf.at))
        yield Turning(f"{_WEEK}/{week}", f"what {who().therapist} sees")
    yield Turning(_LAST, "first and last")


def _weeks(book: Book, here: int) -> Iterator[Turning]:
    """Yield each week by its first visit; one in which she did not come, by what Amara has of it."""
    for week in range(1, len(book.facing) + 1):
        first = next((leaf for leaf in book.leaves if leaf.week == week), None)
        address = _address(first) if first else f"{_WEEK}/{week}"
        yield Turning(address, "", week, week == here)


def _address(leaf: Leaf) -> str:
    """Return where a leaf lies."""
    return f"/book/{leaf.number}"


def _faced(number: int, faced: Faced) -> dict[str, Any]:
    """Return what a page of Amara's needs."""
    week = faced.week
    return {"number": number, "faced": faced, "first": _day(week.first), "last": _day(week.last)}


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


def _day(on: date) -> str:
    """Return a day of the year in words."""
    return format_date(on, "d MMMM", locale=_LANGUAGE)


def _date(at: datetime) -> str:
    """Return a day in words."""
    return format_date(at, "EEEE d MMMM", locale=_LANGUAGE)
