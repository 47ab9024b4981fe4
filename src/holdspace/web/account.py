"""A person's own settings here: passphrase, recovery words, devices, and removing all of it."""

from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.ui.doors.trying import device, status_of
from holdspace.web import forms
from holdspace.web.come_in import tried
from holdspace.web.coming import cookie_of, let_until_tomorrow_go, sign_in, sign_out
from holdspace.web.earlier import insider
from holdspace.web.rendering import is_quiet, page


async def account(request: Request) -> Response:
    """Show what opens this, and where it is open."""
    return await show(request)


async def passphrase(request: Request) -> Response:
    """Change the passphrase; every sign-in ends, and this device is signed in anew."""
    member, form = insider(request), await forms.sent(request)
    before, after = Private(form.one("before")), Private(form.one("passphrase"))
    if form.differs:
        return await show(request, status=422, problem="differ")
    change = member.close_anew if form.one("anew") else member.change_passphrase
    try:
        words = await tried(request, cookie_of(request), partial(change, before, after))
        cookie = await to_thread.run_sync(member.signed_in_anew, device(request))
    except HoldspaceError as refused:
        return await show(request, status=status_of(refused), problem=str(refused))
    if words is None:
        response: Response = RedirectResponse("/account?changed=yes", 303)
    else:
        response = page(request, "keep_words.html", made=words.text.split())
    sign_in(response, request, cookie)
    return response


async def devices(request: Request) -> Response:
    """End a sign-in, or every other one."""
    member, form = insider(request), await forms.sent(request)
    if form.one("which") == "others":
        await to_thread.run_sync(member.end_other_devices)
    else:
        await to_thread.run_sync(member.end_device, form.one("which"))
    return RedirectResponse("/account#devices", 303)


async def along(request: Request) -> Response:
    """Show what taking everything along means."""
    insider(request)
    return page(request, "along.html", problem="")


async def take_along(request: Request) -> Response:
    """Send everything as one file, closed with a passphrase where one was typed."""
    member, form = insider(request), await forms.sent(request)
    typed = Private(form.one("passphrase"))
    try:
        whole = await to_thread.run_sync(member.taken_along, typed)
    except HoldspaceError as refused:
        return page(request, "along.html", status=status_of(refused), problem=str(refused))
    name = "notes" if is_quiet(request) else "holdspace"
    ending = "closed" if typed else "zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(whole, media_type="application/octet-stream", headers=headers)


async def remove(request: Request) -> Response:
    """Remove everything, and them, for good."""
    member, form = insider(request), await forms.sent(request)
    if form.one("really") != "yes":
        return RedirectResponse("/account#remove", 303)
    await to_thread.run_sync(member.remove_everything)
    response = RedirectResponse("/keep/gone", 303)
    sign_out(response, request)
    let_until_tomorrow_go(response, request)
    return response


async def show(request: Request, status: int = 200, problem: str = "") -> Response:
    """Show the page of one's own settings, with what could not be."""
    member = insider(request)
    kept = await to_thread.run_sync(member.account)
    just_now = await to_thread.run_sync(member.came_just_now)
    told: dict[str, Any] = {"kept": kept, "problem": problem, "just_now": just_now}
    told["changed"] = request.query_params.get("changed") == "yes"
    return page(request, "account.html", status=status, **told)
