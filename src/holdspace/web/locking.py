"""The quiet lock: after idle minutes the page closes, what was being written is sealed, and the passphrase brings it back."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.web import forms
from holdspace.web.coming import came, cookie_of
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import sentence, wants_stream

_DOOR = "/come-in"


async def lock(request: Request) -> Response:
    """Lock the page now, with what stands in the composer."""
    form = await forms.read(request) or Form({})
    await _lock(request, form)
    return RedirectResponse(_DOOR, 303)


async def locked(request: Request, form: Form) -> Response:
    """Answer a message that came to a locked page: it is sealed for the person, and waits in the composer."""
    await _lock(request, form)
    if wants_stream(request):
        return JSONResponse({"says": sentence("locked"), "to": _DOOR}, status_code=401)
    return RedirectResponse(_DOOR, 303)


async def let_draft_go(request: Request) -> None:
    """Remove the draft once something was sent; it was in the composer, and the person decided about it."""
    who = came(request)
    if who.member and who.draft:
        await to_thread.run_sync(who.member.let_draft_go)


async def _lock(request: Request, form: Form) -> None:
    """Take the key out of the sign-in, and seal what was not sent."""
    members = house(request).members
    if members and (cookie := cookie_of(request)):
        await to_thread.run_sync(members.lock, cookie, form.words)
