"""Danger in what somebody wrote on a page of their own: answered in the talk, with people, before anything else."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.conversation.written import is_danger
from holdspace.domain.people import Private, VisitId
from holdspace.domain.talk import Heard
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.looks import country_code
from holdspace.web.saying import answered

_NO_VISIT = VisitId("")


async def met(request: Request, *written: Private) -> Response | None:
    """Answer the first of some writings that tells of danger, in the talk, as if it had been said there; else None.

    Called once they are kept, so that an answer never stands between somebody and their words.
    """
    here = house(request)
    for words in filter(None, written):
        heard = Heard(_NO_VISIT, words, here.clock.now(), country=country_code(request))
        if await is_danger(heard, here.room):
            return await answered(request, Form({"words": [words.text]}))
    return None
