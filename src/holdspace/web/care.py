"""What somebody keeps of gentle things, wherever it is kept: of a guest in their browser and their visit, of somebody signed in sealed."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.care import Care
from holdspace.domain.people import VisitId
from holdspace.domain.risk import Lane
from holdspace.practice.choosing import Around
from holdspace.web.care_cookie import care_in_browser, keep_care_in_browser
from holdspace.web.coming import came
from holdspace.web.house import house
from holdspace.web.visitor import (
    aside,
    at_rest,
    manner_of,
    page_of,
    remember,
    visitor,
    welcome,
)

Change = Callable[[Care], Care]


def care_of(request: Request) -> Care:
    """Return what this person keeps of gentle things; while their sign-in is locked, nothing."""
    who = came(request)
    if who.member or who.locked:
        return who.care
    known = visitor(request)
    return known.visits.care(known.visit) if known else care_in_browser(request)


def around(request: Request) -> Around:
    """Return what is known of this person just now, as far as it bears on which practice suits them."""
    visit, today = page_of(request), house(request).clock.now().date()
    left_out, care = manner_of(request).left_out, care_of(request)
    if visit is None:
        return Around(today, left_out=left_out, care=care)
    lanes = frozenset(Lane(told[:1]) for told in visit.lanes)
    return Around(today, visit.state, lanes, visit.tier, left_out, care)


async def change(request: Request, response: Response, how: Change) -> None:
    """Change it as a function says; while their sign-in is locked, nothing is kept.

    Raises VisitFull, HouseFull where a guest's words need a visit and there is no place, and what the record does.
    """
    who = came(request)
    if who.member:
        async with at_rest(request, who.visit):
            await aside(who.member, who.member.change_care, VisitId(""), how)
    elif not who.locked:
        await _change_of_a_guest(request, response, how)


async def put(request: Request, response: Response, care: Care) -> None:
    """Keep it as it is given, in place of what was before."""
    await change(request, response, lambda _: care)


async def _change_of_a_guest(request: Request, response: Response, how: Change) -> None:
    """Change it in their open visit, where their words are, and in the browser; a visit opens only for words."""
    care, known = how(care_of(request)), visitor(request)
    if known is None and care.words:
        known = await welcome(request)
    if known:
        async with at_rest(request, known.visit):
            care = known.visits.change_care(known.visit, how)
        remember(response, request, known)
    keep_care_in_browser(response, request, care)
