"""Takes what was written or tapped, and lets the reply arrive."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import asdict, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Heard, Move, Spoken
from holdspace.ports import Exchange, Room, VisitPage
from holdspace.safety.judge import question_in
from holdspace.ui import letters
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house, turns
from holdspace.web.locking import let_draft_go, locked
from holdspace.web.looks import country_code
from holdspace.web.rendering import STREAM, WATCHED, is_hurt, sentence, trouble, wants_stream
from holdspace.web.turns import Running, Visitor
from holdspace.web.visitor import (
    aside,
    note_the_notice,
    notice_is_due,
    remember,
    visitor,
    welcome,
)


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
    due = notice_is_due(request)
    response = (
        StreamingResponse(_events(running, house(request).source_of, due=due), media_type=STREAM)
        if wants_stream(request)
        else await _whole(request, running, form)
    )
    response.headers["X-Accel-Buffering"] = "no"
    remember(response, request, running.visitor)
    note_the_notice(response, request)
    return response


async def unsay(request: Request) -> Response:
    """Take back what was said in one exchange."""
    form = await forms.read(request)
    number = form.one("number") if form else ""
    known = visitor(request)
    if known and number.isdecimal():
        await aside(known.visits, known.visits.unsay, known.visit, int(number))
        turns(request).unsay(known.visit, int(number))
    if wants_stream(request):
        return Response(status_code=204)
    return RedirectResponse("/talk#end", 303)


def ways(exchange: Exchange) -> str:
    """Return how a reply can be answered by tap: by yes or no where it asks about danger.

    From R5 on the card with people has taps of its own, and nothing else asks for attention.
    """
    last = exchange.said[-1] if exchange.said else None
    asks = last is not None and (last.move is Move.CQ or bool(question_in([last.line_id])))
    if exchange.tier >= Tier.R5:
        return "none"
    if exchange.tier >= Tier.R2 and asks:
        return "yes-no"
    return "none" if exchange.tier >= Tier.R4 else "taps"


async def running_of(request: Request, form: Form) -> Running:
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
        form.tap,
        night=form.night,
        country=country_code(request),
    )
    return under_way.begin(
        nonce,
        Running(who, heard.at),
        speak=partial(here.turn, heard, _room(request)),
        kept=partial(_after, who),
    )


def _room(request: Request) -> Room:
    """Return the room a turn is taken in: the same for everybody, but for where it is kept."""
    room, member = house(request).room, came(request).member
    return replace(room, record=member) if member else room


async def _after(who: Visitor) -> VisitPage:
    """Return how the visit stands, with the exchange that was just kept and no older one."""
    visit = await aside(who.visits, who.visits.page, who.visit)
    return replace(visit, exchanges=visit.exchanges[-1:])


async def _whole(request: Request, running: Running, form: Form) -> Response:
    """Wait for the whole reply, then show it on the page; for browsers without our script."""
    await running.finish()
    if running.exchange is None:
        return trouble(request, "broken", status=500, draft=form.one("words"))
    return RedirectResponse("/talk#end", 303)


async def _events(
    running: Running, source: Callable[[Exchange], str], *, due: bool
) -> AsyncIterator[str]:
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
    if running.after is None:
        yield _event("broken", {"says": sentence("broken")})
        return
    exchange = running.after.exchanges[-1]
    yield _event("done", _done(running.after) | {"source": source(exchange), "notice": due})


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
