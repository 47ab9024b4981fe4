"""Bringing in a file that was taken along: beside what is kept here, whole or not at all, and told in numbers."""

from typing import Any

from anyio import WouldBlock, fail_after, to_thread
from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.domain.refusals import ParcelSlow, ParcelWaits
from holdspace.ports.keeping import MOST_BROUGHT, Brought, Member
from holdspace.ui.doors.trying import status_of
from holdspace.web.come_in import expect_patience, members_of
from holdspace.web.coming import came, cookie_of
from holdspace.web.earlier import Outside, insider
from holdspace.web.files import read_with_file
from holdspace.web.house import house
from holdspace.web.rendering import page

_LONGEST = 10 * 60  # seconds a file may be on its way, for nobody else's can come in meanwhile


async def bring(request: Request) -> Response:
    """Show what bringing a file in means; who has no place of their own yet is told what comes first."""
    if came(request).locked:
        raise Outside
    return await _show(request)


async def bring_in(request: Request) -> Response:
    """Bring a file in, and say what came; where it cannot be, say why, and nothing has changed."""
    member = insider(request)
    if not await _has_place(member):
        return await _show(request, status=403)
    try:
        brought = await _brought(request, member)
    except HoldspaceError as refused:
        return await _show(request, status=status_of(refused), problem=str(refused))
    return await _show(request, brought=brought)


async def _brought(request: Request, member: Member) -> Brought:
    """Read the file and bring it in, one at a time in the whole house. Raises what reading and bringing do."""
    expect_patience(request, cookie_of(request))
    place = house(request).patience.bringing
    try:
        place.acquire_on_behalf_of_nowait(request)
    except WouldBlock:
        raise ParcelWaits from None
    try:
        with fail_after(_LONGEST):
            form, file = await read_with_file(request, MOST_BROUGHT)
        typed = Private(form.one("passphrase"))
        return await to_thread.run_sync(member.bring, file, typed or None)
    except TimeoutError:
        raise ParcelSlow from None
    finally:
        place.release_on_behalf_of(request)


async def _show(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the page."""
    empty = {"problem": "", "brought": None, "takes_new": members_of(request).takes_new}
    has_place = await _has_place(came(request).member)
    return page(request, "bring.html", status=status, has_place=has_place, **(empty | told))


async def _has_place(member: Member | None) -> bool:
    """Whether somebody is in a place of their own; what is kept until tomorrow would take the file with it."""
    return member is not None and bool(await to_thread.run_sync(lambda: member.name))
