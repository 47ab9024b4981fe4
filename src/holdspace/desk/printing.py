"""Blank pages to print and fill in together: a plan for hard moments, an agreement, how to be met, what helps to feel safe."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from holdspace import shelf
from holdspace.desk.coming import therapist
from holdspace.desk.rendering import page

PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of a page, the hint under it, how many lines there are to write on, and whether emergency numbers stand there."""

    asks: str
    hint: str
    lines: int
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Printable:
    """One page to print."""

    id: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    foot: str


@cache
def printables() -> Mapping[str, Printable]:
    """Return every page but the plan, whose words are the client's own. Raises BrokenData."""
    return dict(_read(shelf.read("desk", "printables", "en.toml")))


async def blank_pages(request: Request) -> Response:
    """Show which pages there are to print."""
    therapist(request)
    return page(request, "desk/blank_pages.html", printables=printables().values())


async def blank_page(request: Request) -> Response:
    """Show one page, ready to print; nobody's name is on it."""
    therapist(request)
    which = request.path_params["form"]
    if which == PLAN:
        return page(request, "desk/blank_plan.html")
    found = printables().get(which)
    if found is None:
        raise HTTPException(404)
    return page(request, "desk/blank_page.html", printable=found)


def _read(found: Mapping[str, Any]) -> Iterator[tuple[str, Printable]]:
    """Yield each page of the file."""
    for name, row in found.items():
        if isinstance(row, dict):
            parts = tuple(Part(**each) for each in row["parts"])
            yield name, Printable(name, row["title"], row["lead"], parts, row["foot"])
