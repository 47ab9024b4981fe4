"""The first page of the desk, its lock, and the way out."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.coming import cookie_of
from holdspace.desk.house import house
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.log import logger
from holdspace.ui.doors import forms

LONGEST_PLACE = 200  # letters of an address; a longer one is none of ours


async def lock(request: Request) -> Response:
    """Lock the page now; what stands in its boxes is sealed, and waits on that very page."""
    form, cookie = await forms.sent(request), cookie_of(request)
    response = RedirectResponse("/desk/come-in", 303)
    place = form.one("place")[:LONGEST_PLACE]
    draft = Private(form.one("words")) if place.startswith("/desk/") else Private("")
    try:
        await to_thread.run_sync(partial(house(request).therapists.lock, cookie, draft, place))
    except HoldspaceError as fault:
        logger().error("not locked", fault=type(fault).__name__)
        house(request).cookie.drop(response)  # then at least nothing here opens it any more
    return response


async def leave(request: Request) -> Response:
    """End the sign-in at once; the browser is already on its way elsewhere."""
    here = house(request)
    response = Response(status_code=204, headers={"Clear-Site-Data": '"cache"'})
    here.cookie.drop(response)
    try:
        await to_thread.run_sync(here.therapists.leave, cookie_of(request))
    except HoldspaceError as fault:  # the way out never waits for the record
        logger().error("not written", fault=type(fault).__name__)
    return response
