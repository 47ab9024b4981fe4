"""The page one arrives on and talks on: one composer, which stays where it is."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.risk import Tier
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.guest import guest, note_the_notice, notice_is_due
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.saying import ways


async def arrive(request: Request) -> Response:
    """Show the first page: the composer, and quieter ways to be here."""
    return page(
        request,
        "talk.html",
        place="arrive",
        exchanges=(),
        tier=Tier.R0,
        feelings=forms.feelings(),
        visiting=guest(request) is not None,
        slower=False,
        listen=False,
        notice=False,
    )


async def talk(request: Request) -> Response:
    """Show the open visit; without one, the first page."""
    known = guest(request)
    if known is None:
        return RedirectResponse("/", 303)
    visit = house(request).guests.page(known.visit)
    response = page(
        request,
        "talk.html",
        place="talk",
        exchanges=visit.exchanges,
        paragraphs=letters.paragraphs,
        ways=ways,
        tier=visit.tier,
        feelings=(),
        visiting=True,
        slower=visit.slower,
        listen=visit.just_listen,
        notice=notice_is_due(request),
    )
    note_the_notice(response, request)
    return response
