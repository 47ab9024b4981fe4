"""What somebody shows their therapist: what can be seen now, what was taken back, what was opened and when, and what was answered."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.errors import NothingHere
from holdspace.domain.linking import Points
from holdspace.domain.shared import Given
from holdspace.ports.keeping import Member
from holdspace.ui.showing import view_of
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider, theirs
from holdspace.web.house import house
from holdspace.web.picking import SHOWN, waits
from holdspace.web.rendering import page


async def showing(request: Request) -> Response:
    """Show all of it."""
    member, links = insider(request), came(request).links
    stands = await to_thread.run_sync(_stands, member)
    today = house(request).clock.now().date()
    return page(
        request,
        "showing.html",
        links=links,
        waiting={link.id: waits(link, today) for link in links},
        **stands,
    )


async def one(request: Request) -> Response:
    """Show one thing again, just as it is seen or was."""
    member, which = insider(request), request.path_params["id"]
    given = await theirs(lambda: _given(member, which))
    replies = await to_thread.run_sync(member.sharing.replies)
    answers = [shared for _, shared in replies if shared.answers == which]
    view = view_of(given.shared, house(request).measures)
    return page(request, "showing_one.html", given=given, view=view, answers=answers)


async def change(request: Request) -> Response:
    """Take something back at once, or let one's own copy of it go too."""
    member, form = insider(request), await forms.sent(request)
    works: dict[str, Callable[[str], None]] = {
        "take-back": member.sharing.take_back,
        "let-go": member.sharing.let_go,
    }
    work = works.get(form.one("what"))
    if work is None:
        raise HTTPException(404)
    await theirs(lambda: work(request.path_params["id"]))
    return RedirectResponse(f"{SHOWN}#shown", 303)


async def in_danger(request: Request) -> Response:
    """Keep whether words for a therapist stand beside the numbers when it gets hard."""
    member, form = insider(request), await forms.sent(request)
    link = next((link for link in came(request).links if link.id == form.one("link")), None)
    if link is None:
        raise HTTPException(404)
    asks, points = form.one("when") == "ask", link.between.points
    if asks is not (points is Points.HARD):
        chosen = Points.HARD if asks else Points.GOODBYE
        changed = replace(link.between, points=chosen)
        await theirs(lambda: member.sharing.agree_between(link.id, changed))
    return RedirectResponse(f"{SHOWN}#danger", 303)


def _stands(member: Member) -> dict[str, Any]:
    """Return all there is to see of it."""
    own = member.sharing
    given, opened = own.given(), own.disclosures()
    return {
        "seen": [each for each in given if each.seen],
        "back": [each for each in given if not each.seen],
        "opened": opened,
        "replies": own.replies(),
        "of": {each.id: each.shared for each in given},
    }


def _given(member: Member, which: str) -> Given:
    """Return one thing they showed. Raises NothingHere."""
    found = next((each for each in member.sharing.given() if each.id == which), None)
    if found is None:
        raise NothingHere
    return found
