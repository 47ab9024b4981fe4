"""Takes what was written or tapped, and lets the reply arrive."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import asdict, replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from holdspace.domain.risk import Evidence
from holdspace.domain.talk import Heard, Spoken, Tap
from holdspace.ports import VisitPage
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house, turns
from holdspace.web.locking import let_draft_go, locked
from holdspace.web.looks import country_code
from holdspace.web.quiet import is_quiet_beside
from holdspace.web.rendering import (
    STREAM,
    WATCHED,
    is_hurt,
    sentence,
    trouble,
    wants_stream,
    ways,
)
from holdspace.web.taken_back import SAID, bring_no_longer
from holdspace.web.talk import show
from holdspace.web.turns import Running, Visitor
from holdspace.web.visitor import (
    aside,
    at_rest,
    note_the_notice,
    notice_is_due,
    page_of,
    remember,
    visitor,
    welcome,
)
from holdspace.web.witness import UNKEPT, Witness


async def say(request: Request) -> Response:
    """Answer one message or tap: as a stream to our script, as the whole page to any browser."""
    form = await forms.read(request)
    if form is None or form.too_long:
        draft = form.one("words") if form else ""
        return trouble(request, "too-long", status=413, draft=draft)
    if came(request).locked:
        return await locked(request, form)
    running = await running_of(request, form)
    await let_draft_go(request)
    response = (
        StreamingResponse(_events(request, running), media_type=STREAM)
        if wants_stream(request)
        else await _whole(request, running, form)
    )
    response.headers["X-Accel-Buffering"] = "no"
    remember(response, request, running.visitor)
    note_the_notice(response, request)
    return response


async def answered(request: Request, form: Form) -> Response:
    """Answer a message to its end, and show the talk; for whatever comes by another page than the talk.

    Where the companion is quiet, people stand in the place of an answer.
    """
    if is_quiet_beside(request):
        return RedirectResponse("/help", 303)
    running = await running_of(request, form)
    response = await _whole(request, running, form)
    remember(response, request, running.visitor)
    note_the_notice(response, request)
    return response


async def unsay(request: Request) -> Response:
    """Take back what was said in one exchange."""
    form = await forms.read(request)
    number = forms.number(form.one("number")) if form else None
    known = visitor(request)
    if known and number is not None:
        async with at_rest(request, known.visit):
            await aside(known.visits, known.visits.unsay, known.visit, number)
        turns(request).unsay(known.visit, number)
        await bring_no_longer(request, f"{known.visit}/{number}", *SAID)
    if wants_stream(request):
        return Response(status_code=204)
    return RedirectResponse("/talk#end", 303)


async def met_at_once(
    request: Request, form: Form, raised: tuple[Evidence, ...], **more: Any
) -> Response:
    """Answer what an answer on a questionnaire tells of danger, in the talk and to the end, and show the talk.

    It is no redirection, so that what the page it came from still holds can go on with it, in `more`; unless the companion
    is quiet, and people stand in its place.
    """
    if is_quiet_beside(request):
        return RedirectResponse("/help", 303)
    running = await running_of(request, form, raised)
    await running.finish()
    if running.exchange is None or running.after is None:
        return RedirectResponse("/help", 303)
    kept = is_kept(request, running)
    whole = running.visitor.visits.page if kept else None
    visit = (
        await aside(running.visitor.visits, whole, running.visitor.visit)
        if whole
        else _standing(request, running.visitor, running.after)
    )
    unkept = {} if kept else {"problem": sentence("unkept")}
    last = replace(visit, exchanges=visit.exchanges[-1:])  # nothing older stands above it
    response = show(request, visit=last, **(more | unkept))
    remember(response, request, running.visitor)
    return response


async def running_of(request: Request, form: Form, raised: tuple[Evidence, ...] = ()) -> Running:
    """Return the turn of this message, begun just now or by the same message sent before."""
    here, under_way = house(request), turns(request)
    nonce = form.one("nonce") or here.dice.id()
    before, known = under_way.known(nonce), visitor(request)
    if before and (known is None or known.visit == before.visitor.visit):
        return before
    who = known or await welcome(request)
    heard = Heard(
        who.visit,
        form.words,
        here.clock.now(),
        Tap.ANSWERED if raised else form.tap,
        night=form.night,
        country=country_code(request),
        raised=raised,
    )
    member = came(request).member
    record = member if member and who.visits is member else here.room.record
    witness = Witness(record, under_way.held)
    return under_way.begin(
        nonce,
        Running(who, heard.at),
        speak=partial(here.turn, heard, replace(here.room, record=witness)),
        kept=partial(_after, who, witness),
    )


def is_kept(request: Request, running: Running) -> bool:
    """Whether an exchange is where this person's things are; a guest's is, for as long as the visit."""
    who, exchange = came(request), running.exchange
    astray = who.unreached or (who.member and running.visitor.visits is not who.member)
    return not astray and exchange is not None and exchange.number != UNKEPT


async def _after(who: Visitor, witness: Witness) -> VisitPage:
    """Return how the visit stands, with the exchange that was just made and no older one."""
    if shown := witness.shown():
        return shown
    visit = await aside(who.visits, who.visits.page, who.visit)
    return replace(visit, exchanges=visit.exchanges[-1:])


async def _whole(request: Request, running: Running, form: Form) -> Response:
    """Wait for the whole reply, then show it on the page; for browsers without our script."""
    await running.finish()
    if running.exchange is None or running.after is None:
        return trouble(request, "broken", status=500, draft=form.one("words"))
    if is_kept(request, running):
        return RedirectResponse("/talk#end", 303)
    visit = _standing(request, running.visitor, running.after)
    return show(request, visit=visit, problem=sentence("unkept"))


def _standing(request: Request, who: Visitor, after: VisitPage) -> VisitPage:
    """Return how a visit stands with an exchange that no other page can show."""
    guests, before = house(request).guests, page_of(request)
    if who.visits is guests:
        return guests.page(who.visit)
    return replace(after, exchanges=(*(before.exchanges if before else ()), *after.exchanges))


async def _events(request: Request, running: Running) -> AsyncIterator[str]:
    """Yield the reply line by line as server-sent events, and at last what the page shows of it."""
    before: tuple[Spoken, ...] = ()
    async with aclosing(running.follow()) as lines:
        async for spoken in lines:
            if spoken is None:
                yield ": quiet\n\n"
                continue
            opens = letters.opens(before, spoken)
            yield _event("message", asdict(spoken) | {"opens": opens})
            before = (*before, spoken)
    if running.after is None or not running.after.exchanges:
        yield _event("broken", {"says": sentence("broken")})
        return
    more = {
        "source": house(request).source_of(running.after.exchanges[-1]),
        "notice": notice_is_due(request),
        "unkept": "" if is_kept(request, running) else sentence("unkept"),
    }
    yield _event("done", _done(running.after) | more)


def _done(visit: VisitPage) -> dict[str, object]:
    """Return what the page shows of an exchange once it is complete."""
    exchange = visit.exchanges[-1]
    return {
        "number": exchange.number,
        "because": exchange.because,
        "tier": int(visit.tier),
        "ways": ways(exchange),
        "slower": visit.manner.slower,
        "listen": visit.manner.just_listen,
        "quiet": WATCHED in visit.lanes,
        "hurt": is_hurt(visit),
    }


def _event(name: str, content: dict[str, object]) -> str:
    """Return one server-sent event; JSON keeps line breaks and leading spaces whole."""
    content.pop("line_id", None)
    return f"event: {name}\ndata: {json.dumps(content)}\n\n"
