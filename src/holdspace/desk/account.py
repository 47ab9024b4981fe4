"""A therapist's own settings: what opens the desk, where it is open, taking everything along, and removing it."""

from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.coming import cookie_of, therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import is_quiet, page
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.ui.doors import forms
from holdspace.ui.doors.trying import Try, device, status_of


async def account(request: Request) -> Response:
    """Show what opens this, and where it is open."""
    return await show(request)


async def passphrase(request: Request) -> Response:
    """Change the passphrase; every sign-in ends, and this device is signed in anew."""
    here, who, form = house(request), therapist(request), await forms.sent(request)
    before, after = Private(form.one("before")), Private(form.one("passphrase"))
    if form.differs:
        return await show(request, 422, "differ")
    change = who.close_anew if form.one("anew") else who.change_passphrase
    try:
        attempt = Try.of(request, here.patience, cookie_of(request))
        words = await attempt.at(partial(change, before, after))
        cookie = await to_thread.run_sync(who.signed_in_anew, device(request))
    except HoldspaceError as refused:
        return await show(request, status_of(refused), str(refused))
    if words is None:
        response: Response = RedirectResponse("/desk/account?changed=yes", 303)
    else:
        response = page(request, "desk/keep_words.html", made=words.text.split())
    here.cookie.put(response, cookie)
    return response


async def devices(request: Request) -> Response:
    """End a sign-in, or every other one."""
    who, form = therapist(request), await forms.sent(request)
    if form.one("which") == "others":
        await to_thread.run_sync(who.end_other_devices)
    else:
        await to_thread.run_sync(who.end_device, form.one("which"))
    return RedirectResponse("/desk/account#devices", 303)


async def words(request: Request) -> Response:
    """Ask whether to make ten recovery words now."""
    return await _words(request)


async def make_words(request: Request) -> Response:
    """Make ten recovery words and show them this once."""
    here, who, form = house(request), therapist(request), await forms.sent(request)
    try:
        attempt = Try.of(request, here.patience, cookie_of(request))
        made = await attempt.at(partial(who.new_words, Private(form.one("passphrase"))))
    except HoldspaceError as refused:
        return await _words(request, status_of(refused), problem=str(refused))
    return await _words(request, made=made.text.split())


async def along(request: Request) -> Response:
    """Show what taking everything along means."""
    therapist(request)
    return page(request, "desk/along.html", problem="")


async def take_along(request: Request) -> Response:
    """Send everything as one file, closed with a passphrase where one was typed; what is kept apart only where asked for."""
    who, form = therapist(request), await forms.sent(request)
    typed, apart = Private(form.one("passphrase")), form.one("apart") == "1"
    try:
        whole = await to_thread.run_sync(partial(who.taken_along, typed, apart=apart))
    except HoldspaceError as refused:
        return page(request, "desk/along.html", status=status_of(refused), problem=str(refused))
    name = "notes" if is_quiet(request) else "holdspace-desk"
    ending = "closed" if typed else "zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(whole, media_type="application/octet-stream", headers=headers)


async def remove(request: Request) -> Response:
    """Remove everything, and them, for good."""
    who, form = therapist(request), await forms.sent(request)
    if form.one("really") != "yes":
        return RedirectResponse("/desk/account#remove", 303)
    await to_thread.run_sync(who.remove_everything)
    response = RedirectResponse("/desk/come-in", 303)
    house(request).cookie.drop(response)
    return response


async def show(request: Request, status: int = 200, problem: str = "") -> Response:
    """Show the page of their own settings, with what could not be."""
    who = therapist(request)
    kept = await to_thread.run_sync(who.account)
    just_now = await to_thread.run_sync(who.came_just_now)
    told: dict[str, Any] = {"kept": kept, "problem": problem, "just_now": just_now}
    told["changed"] = request.query_params.get("changed") == "yes"
    return page(request, "desk/account.html", status=status, **told)


async def _words(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the page of the ten words; who has been here for a while types the passphrase first."""
    just_now = await to_thread.run_sync(therapist(request).came_just_now)
    shown: dict[str, Any] = {"made": (), "problem": "", "asks": not just_now}
    return page(request, "desk/keep_words.html", status=status, **(shown | told))
