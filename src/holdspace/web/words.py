"""Shows every sentence the house can say, shelf by shelf, and finds some by a word; nobody signs in for it."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.sayable import Sayable, Theme, containing
from holdspace.web import forms
from holdspace.web.house import house
from holdspace.web.rendering import page

MOST = 200  # sentences of one search that are shown


async def words(request: Request) -> Response:
    """Show the shelves there are."""
    return _page(request, shelves=_shelves(house(request).sayables()))


async def shelf(request: Request) -> Response:
    """Show one shelf, by what its sentences are for."""
    wanted = request.path_params["theme"]
    on_it = [each for each in house(request).sayables() if each.theme.id == wanted]
    if not on_it:
        raise HTTPException(404)
    return _page(request, title=on_it[0].theme.title, groups=_by_situation(on_it))


async def find(request: Request) -> Response:
    """Show the sentences with some words in them; the search is in no address, so no history has it."""
    form = await forms.sent(request)
    sought = form.one("find").strip()
    if not sought:
        return await words(request)
    found = containing(sought, house(request).sayables())
    return _page(
        request,
        sought=sought,
        count=len(found),
        most=MOST,
        groups=_by_situation(found[:MOST]),
    )


def _page(request: Request, **told: Any) -> Response:
    """Return the page, with what this view of it has."""
    empty: dict[str, Any] = {
        "shelves": (),
        "title": "",
        "sought": "",
        "count": 0,
        "most": MOST,
        "groups": (),
    }
    return page(request, "words.html", **(empty | told))


def _shelves(every: Iterable[Sayable]) -> list[tuple[Theme, int]]:
    """Return the shelves in their order, and how many sentences each has."""
    return [(theme, len(list(group))) for theme, group in groupby(every, lambda each: each.theme)]


def _by_situation(every: Iterable[Sayable]) -> list[tuple[str, list[Sayable]]]:
    """Return sentences in groups by what they are for, in their order."""
    return [(when, list(group)) for when, group in groupby(every, lambda each: each.when)]
