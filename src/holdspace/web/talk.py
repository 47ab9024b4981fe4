"""The page one arrives on and talks on: one composer, which stays where it is."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.risk import Tier
from holdspace.ports import VisitPage
from holdspace.safety import helpline
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.come_in import Door, door
from holdspace.web.coming import came
from holdspace.web.house import house
from holdspace.web.plan import plan_of
from holdspace.web.rendering import is_hurt, page, sentence, ways
from holdspace.web.visitor import note_the_notice, notice_is_due, page_of, visitor


async def arrive(request: Request) -> Response:
    """Show the first page: the composer, and quieter ways to be here."""
    return page(
        request,
        "talk.html",
        place="arrive",
        draft=came(request).draft,
        safety_plan=plan_of(request),
        countries=helpline.countries(),
        exchanges=(),
        tier=Tier.R0,
        hurt=False,
        feelings=forms.feelings(),
        visiting=visitor(request) is not None,
        door=door(request),
        slower=False,
        listen=False,
        notice=False,
        problem=problem_of(request),
    )


async def talk(request: Request) -> Response:
    """Show the open visit; without one, the first page; and while it is locked, the way back in."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    return show(request, draft=came(request).draft)


def problem_of(request: Request) -> str:
    """Return what stands above the composer while the record does not answer; else nothing."""
    return sentence("unkept") if came(request).unreached else ""


def show(
    request: Request, *, visit: VisitPage | None = None, draft: str = "", **more: Any
) -> Response:
    """Show an open visit, with what was being written still in the composer; without one, the first page."""
    visit = visit or page_of(request)
    if visit is None:
        return RedirectResponse("/", 303)
    response = page(
        request,
        "talk.html",
        place="talk",
        draft=draft,
        safety_plan=plan_of(request),
        countries=helpline.countries(),
        exchanges=visit.exchanges,
        paragraphs=letters.paragraphs,
        ways=ways,
        source_of=house(request).source_of,
        tier=visit.tier,
        hurt=is_hurt(visit),
        feelings=(),
        visiting=True,
        door=Door(),
        slower=visit.manner.slower,
        listen=visit.manner.just_listen,
        notice=notice_is_due(request),
        **({"problem": problem_of(request)} | more),
    )
    note_the_notice(response, request)
    return response
