"""The keeper's own page: how this place is set up and how that stands; nothing of anybody who comes here is on it."""

import json
from collections.abc import Iterator

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.people import Role
from holdspace.ports.setup import Setup
from holdspace.safety import helpline
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.visitor import anyway

OLD_BACKUP = 7  # days
_KEEPING = ("open", "closed", "off")
_LONGEST = 200


async def setup(request: Request) -> Response:
    """Show it to a keeper; for anybody else there is no such page."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    return _show(request, await _seen(request))


async def compose(request: Request) -> Response:
    """Write the lines a keeper would put into their file; nothing is changed here, and nothing is kept."""
    stands, form = await _seen(request), await forms.sent(request)
    return _show(request, stands, "\n".join(_lines(form)))


async def keeps_house(request: Request) -> bool:
    """Whether a keeper is signed in."""
    member = came(request).member
    role = await anyway(to_thread.run_sync(member.role)) if member else None
    return role is Role.KEEPER


async def _seen(request: Request) -> Setup:
    """Return how it is set up, for a keeper. Raises a missing page for everybody else."""
    here = house(request)
    if here.setup is None or not await keeps_house(request):
        raise HTTPException(404)
    return await to_thread.run_sync(here.setup, here.clock.now().date())


def _show(request: Request, stands: Setup, lines: str = "") -> Response:
    """Show the page, with the lines for a file where they were asked for."""
    return page(
        request,
        "keeper_setup.html",
        stands=stands,
        lines=lines,
        countries=helpline.countries(),
        old_backup=OLD_BACKUP,
        longest=_LONGEST,
    )


def _lines(form: Form) -> Iterator[str]:
    """Yield the lines of a file for what was chosen; what was left out is left out there too."""
    country = helpline.country(form.one("country"))
    if country:
        yield _line("country", country.code)
    for name in ("keeper_name", "origin"):
        if written := " ".join(form.one(name).split())[:_LONGEST]:
            yield _line(name, written)
    if form.one("keeping") in _KEEPING:
        yield _line("keeping", form.one("keeping"))


def _line(name: str, value: str) -> str:
    """Return one setting as its line; a JSON string is one of TOML too."""
    return f"{name} = {json.dumps(value)}"
