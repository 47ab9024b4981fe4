"""What clients show a therapist: newly shown, one client's timeline, and what they showed of days, questionnaires and a plan."""

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import theirs, which_of
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.errors import NothingHere
from holdspace.domain.shared import Listed, Shared, Sort
from holdspace.journey.by_week import every_week, week_of
from holdspace.journey.measures.series import series_of
from holdspace.ports.desk import Therapist
from holdspace.ports.sharing import Link
from holdspace.ui.showing import drawn, together, view_of

_REFLECT = "/desk/reflect"


async def first(request: Request) -> Response:
    """Open on what was newly shown; on Reflect, which needs no client, where nobody is linked."""
    who = therapist(request)
    links = await theirs(who.alongside.links)
    offers = await theirs(who.alongside.offers)
    taken = [offer for offer in offers if offer.taken]
    if not links and not taken:
        return RedirectResponse(_REFLECT, 303)
    listed = await theirs(who.alongside.listed)
    new = [each for each in listed if each.is_new]
    return page(
        request,
        "desk/desk.html",
        urgent=[each for each in new if each.sort is Sort.DANGER],
        new=[each for each in new if each.sort is not Sort.DANGER],
        links=links,
        called={link.id: link.called.text for link in links},
        taken=taken,
    )


async def shown(request: Request) -> Response:
    """Show what one client shows, latest first: that it is there, what they'd like, and nothing of what it holds."""
    who = therapist(request)
    link = await theirs(partial(link_of, who, which_of(request)))
    listed = await theirs(partial(who.alongside.listed, link.id))
    today = house(request).clock.now().date()
    this_week = every_week(listed, today, today)[0]
    weeks = every_week(listed, min((each.on for each in listed), default=today), today)
    earlier = [week for week in reversed(weeks) if week.shown and week.first != week_of(today)]
    return page(
        request,
        "desk/shown.html",
        link=link,
        at="shown",
        since=min((each.on for each in listed), default=None),
        this_week=this_week,
        earlier=earlier,
        case=await theirs(partial(notes_of, who, link.id)),
    )


async def days(request: Request) -> Response:
    """Show the days they show, drawn and in words."""

    def laid(request: Request, opened: list[Shared]) -> dict[str, Any]:
        del request
        return {"drawn": drawn(together(opened))}

    return await _opened(request, Sort.DAYS, laid)


async def measures(request: Request) -> Response:
    """Show the questionnaires they show, over time, with words for reliable change."""

    def laid(request: Request, opened: list[Shared]) -> dict[str, Any]:
        filled = {each.at: each for shared in opened for each in shared.filled}
        return {"series": series_of(filled.values(), house(request).measures)}

    return await _opened(request, Sort.MEASURE, laid)


async def plan(request: Request) -> Response:
    """Show the parts of a plan for hard moments that they show, as they stood when they were shown."""

    def laid(request: Request, opened: list[Shared]) -> dict[str, Any]:
        known = house(request).measures
        return {"views": [view_of(shared, known) for shared in opened]}

    return await _opened(request, Sort.PLAN, laid)


def link_of(who: Therapist, which: str) -> Link:
    """Return one of their links. Raises NothingHere alike for none and for another's."""
    found = next((link for link in who.alongside.links() if link.id == which), None)
    if found is None:
        raise NothingHere
    return found


def notes_of(who: Therapist, link: str) -> str:
    """Return under which row of their own list the notes about a client are; empty where there are none."""
    found = (held.id for held in who.caseload.listed() if held.client.link == link)
    return next(found, "")


async def _opened(
    request: Request, sort: Sort, laid: Callable[[Request, list[Shared]], dict[str, Any]]
) -> Response:
    """Open everything of one kind that a client shows; each opening is written into their log first."""
    who = therapist(request)
    link = await theirs(partial(link_of, who, which_of(request)))
    opened = await theirs(partial(_open_all, who, link.id, sort))
    return page(
        request,
        "desk/shown_kind.html",
        link=link,
        at=sort.value,
        sort=sort,
        opened=opened,
        since=min((shared.on for shared in opened), default=None),
        case=await theirs(partial(notes_of, who, link.id)),
        **laid(request, opened),
    )


def _open_all(who: Therapist, link: str, sort: Sort) -> list[Shared]:
    """Return all of one kind, latest first; what is taken back meanwhile is not among it."""
    return [
        shared
        for each in who.alongside.listed(link)
        if each.sort is sort and (shared := _open(who, each)) is not None
    ]


def _open(who: Therapist, listed: Listed) -> Shared | None:
    """Open one, or return None where it was taken back meanwhile."""
    try:
        return who.alongside.open(listed.id)
    except NothingHere:
        return None
