"""The preference sheet: how somebody would like to be met, from the next line on, each choice optional."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.manner import MOST_AVOIDED, Manner
from holdspace.journey.showing import met_pieces
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.manner import MOST, MOST_HARD_DAYS, keep_manner, manner_in, own_words_in
from holdspace.web.rendering import page
from holdspace.web.visitor import aside, at_rest, manner_of, visitor


async def sheet(request: Request) -> Response:
    """Show how they are met, to be changed."""
    who = came(request)
    always = await to_thread.run_sync(who.member.manner) if who.member and who.links else Manner()
    return page(
        request,
        "manner.html",
        kept=request.query_params.get("kept") == "yes",
        manner=manner_of(request),
        asked_anything=bool(met_pieces(always)),
        longest=MOST,
        longest_hard_days=MOST_HARD_DAYS,
        most_avoided=MOST_AVOIDED,
    )


async def meet(request: Request) -> Response:
    """Keep how they like to be met: sealed where they are signed in, else in their browser; an open visit goes on so."""
    form = await forms.sent(request)
    asked = manner_in(form, manner_of(request))
    response = RedirectResponse("/settings/manner?kept=yes", 303)
    if member := came(request).member:
        async with at_rest(request, came(request).visit):
            await to_thread.run_sync(member.meet_always, own_words_in(form, asked))
        return response
    if known := visitor(request):
        async with at_rest(request, known.visit):
            await aside(known.visits, known.visits.meet, known.visit, asked)
    keep_manner(response, request, asked)
    return response
