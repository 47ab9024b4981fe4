"""Takes what somebody says after a gentle thing: how it is now, and whether they want it at hand, put away, or left open."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.care import After, Care, Tried
from holdspace.domain.errors import HoldspaceError
from holdspace.practice import library
from holdspace.web import forms
from holdspace.web.care import change
from holdspace.web.coming import came
from holdspace.web.house import house
from holdspace.web.rendering import wants_stream

_DOES: Mapping[str, Callable[[Care, str], Care]] = {
    "keep": Care.keeping,
    "hide": Care.hiding,
    "open": Care.leaving_open,
}
_SHOWS = {"keep": "kept", "hide": "hidden"}  # the screen that says so


async def afterwards(request: Request) -> Response:
    """Keep an answer, or what was chosen; then show the screen of the practice that answers it."""
    practice, form = request.path_params["id"], await forms.sent(request)
    if library.practice(practice) is None:
        raise HTTPException(404)
    answer, what = form.one("after"), form.one("what")
    screen = answer if answer in set(After) else _SHOWS.get(what, "")
    at = f"#{screen}" if screen else ""
    response: Response = RedirectResponse(f"/gentle/{practice}{at}", 303)
    if wants_stream(request):
        response = Response(status_code=204)
    if answer in set(After):
        tried = Tried(practice, After(answer), house(request).clock.now().date())
        with suppress(HoldspaceError):  # what steadies them is shown though nothing can be kept
            await change(request, response, lambda care: care.having_tried(tried))
    elif what in _DOES and came(request).locked:
        return RedirectResponse("/come-in", 303)  # nothing is kept, so nothing says that it is
    elif what in _DOES:
        await change(request, response, lambda care: _DOES[what](care, practice))
    return response
