"""Danger in what somebody wrote on a page of their own: answered in the talk, with people, before anything else."""

from collections.abc import Callable

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from holdspace.conversation.written import is_danger
from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.domain.people import Private, VisitId
from holdspace.domain.talk import Heard
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.locking import locked
from holdspace.web.looks import country_code
from holdspace.web.saying import answered

_NO_VISIT = VisitId("")


async def where_nothing_is_kept(request: Request, *written: Private) -> Response | None:
    """Answer where a page is locked, or the record out of reach: words are sealed, or their danger met; else None."""
    who = came(request)
    if who.locked:
        every = "\n".join(words.text for words in written if words)
        return await locked(request, Form({"words": [every]}))
    return await met(request, *written) if who.unreached else None


async def kept_and_met(
    request: Request, work: Callable[[], None], *written: Private
) -> Response | None:
    """Do what keeps something written, and answer danger in it, whether it could be kept or not; then raise what stood in the way."""
    fault: HoldspaceError | None = None
    try:
        await to_thread.run_sync(work)
    except NothingHere:
        fault = NothingHere()
    except HoldspaceError as refused:
        fault = refused
    if answer := await met(request, *written):
        return answer
    if isinstance(fault, NothingHere):
        raise HTTPException(404)
    if fault:
        raise fault
    return None


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
