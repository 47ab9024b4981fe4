"""The quiet lock: after idle minutes the page closes, what was being written is sealed, and the passphrase brings it back."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.conversation.danger import signs
from holdspace.domain.language import Parse
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import ORDINARY, RiskState, Tier
from holdspace.domain.talk import Heard, Perception
from holdspace.ports.keeping import Members
from holdspace.ports.story import STORY
from holdspace.safety.judge import judge
from holdspace.web import forms
from holdspace.web.coming import came, cookie_of, sign_out
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import sentence, trouble, wants_stream
from holdspace.web.visitor import anyway

_DOOR, _HELP = "/come-in", "/help"


async def lock(request: Request) -> Response:
    """Lock the page now, with what stands in the composer."""
    form = await forms.sent(request)
    done, response = await _lock(request, form), RedirectResponse(_DOOR, 303)
    if not done:
        sign_out(response, request)  # then at least nothing here opens it any more
    return response


async def locked(request: Request, form: Form) -> Response:
    """Answer a message that came to a locked page: it is sealed for the person, and waits in the composer.

    Nobody in danger is met by a passphrase: who tells of it comes to Help now, which needs none.
    """
    sealed, in_danger = await _lock(request, form), _tells_of_danger(request, form)
    if not sealed and not in_danger:
        return trouble(request, "broken", status=503, draft=form.words.text)
    whereto = _HELP if in_danger else _DOOR
    if wants_stream(request):
        return JSONResponse({"says": sentence("locked"), "to": whereto}, status_code=401)
    return RedirectResponse(whereto, 303)


async def let_draft_go(request: Request) -> None:
    """Remove the draft once something was sent; it was in the composer, and the person decided about it."""
    who = came(request)
    if who.member and who.draft:
        await anyway(to_thread.run_sync(who.member.let_draft_go))


async def _lock(request: Request, form: Form) -> bool:
    """Take the key out of the sign-in, and seal what was not sent; return False where the record did not let it."""
    members = house(request).members
    if members and (cookie := cookie_of(request)):
        place = STORY if form.one("place") == STORY else ""
        work = partial(_locked, members, cookie, form.words, place)
        done = await anyway(to_thread.run_sync(work))
        return bool(done)
    return True


def _locked(members: Members, cookie: str, draft: Private, place: str) -> bool:
    """Lock a sign-in, and say so."""
    members.lock(cookie, draft, place)
    return True


def _tells_of_danger(request: Request, form: Form) -> bool:
    """Whether a message tells of danger, by the floor that needs no model, no record and no key."""
    heard = Heard(VisitId(""), form.words, house(request).clock.now(), tap=form.tap)
    risk = judge(RiskState(), signs(heard, Parse()), Perception.unknown())
    return risk.tier >= Tier.R2 or any(told.lane not in ORDINARY for told in risk.lanes)
