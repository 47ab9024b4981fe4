"""Noting a day: what a form says of it is kept, read for danger where it is written, and answered with people where it is."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.conversation.written import hints_at_danger
from holdspace.domain.days import LONGEST_NOTE, LONGEST_PART, Day, Felt, Part
from holdspace.domain.errors import HoldspaceError, VisitFull
from holdspace.domain.marks import mark_of
from holdspace.domain.people import Private, VisitId
from holdspace.domain.talk import Heard
from holdspace.log import logger
from holdspace.ports.days import Noted
from holdspace.ports.keeping import Member
from holdspace.safety import helpline
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.locking import locked
from holdspace.web.plan import plan_of
from holdspace.web.rendering import page, sentence
from holdspace.web.visitor import anyway
from holdspace.web.written import met

_EARLIEST = date(1900, 1, 1)
_AHEAD = timedelta(days=1)  # where it is tomorrow already


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form says of a day; without the day where it is none one could have noted."""

    day: Day = field(repr=False)
    dated: bool = True
    was: date | None = None  # the day that was changed into this one


def today(request: Request) -> date:
    """Return the day it is, by the house's clock; a browser may say otherwise."""
    return house(request).clock.now().date()


async def new_day(request: Request) -> Response:
    """Show an empty form, for today; where today is noted already, for the day before."""
    noted, now = await to_thread.run_sync(insider(request).days.noted), today(request)
    there = noted.of(now) is not None
    return _form(request, Sent(Day(now - timedelta(days=there))), is_today=not there)


async def one_day(request: Request) -> Response:
    """Show a noted day in its form, to be changed or removed."""
    on = day_of(request.path_params["on"])
    noted = await to_thread.run_sync(insider(request).days.noted)
    day = noted.of(on) if on else None
    if day is None:
        raise HTTPException(404)
    return _form(request, Sent(day, was=on))


async def note(request: Request) -> Response:
    """Keep what was noted, or remove it; danger in it is met before anything else, whether it could be kept or not."""
    form = await forms.sent(request)
    sent = _sent(form, today(request))
    if came(request).locked:
        return await locked(request, Form({"words": [sent.day.written.text]}))
    member = came(request).member
    if member and form.one("what") in ("remove", "all"):
        return await _remove(member, sent, everything=form.one("what") == "all")
    new = await _new_in(member, sent) if member else sent.day.written
    problem = await _keep(member, sent) if member else ""
    if response := await met(request, new):
        return response
    insider(request)
    if problem:
        status = 503 if problem == "unkept" else 422
        return _form(request, sent, status=status, problem=problem)
    if _hints(request, new):
        return await _beside_people(request, sent.day.on)
    return RedirectResponse(_where(sent.day.on, today(request)), 303)


def day_of(written: str) -> date | None:
    """Return the day a form or an address names, or None where it names none."""
    try:
        return date.fromisoformat(written) if len(written) == len("2026-01-01") else None
    except ValueError:
        return None


async def _keep(member: Member, sent: Sent) -> str:
    """Keep what was noted; return the name of what stands in the way, or nothing."""
    if not sent.dated:
        return "no-day"
    if not sent.day.fits:
        return "too-long"
    try:
        await to_thread.run_sync(partial(member.days.note, sent.day, sent.was))
    except VisitFull:
        return "too-long"
    except HoldspaceError as fault:
        logger().error("day not kept", fault=type(fault).__name__)
        return "unkept"
    return ""


async def _new_in(member: Member, sent: Sent) -> Private:
    """Return what was written now; nothing where a day is kept again as it was, with another word or mark."""
    noted = await anyway(to_thread.run_sync(member.days.noted)) or Noted()
    before = noted.of(sent.was) if sent.was else None
    same = before is not None and before.written == sent.day.written
    return Private("") if same else sent.day.written


async def _beside_people(request: Request, on: date) -> Response:
    """Show the day as it is kept, with people to turn to beside it."""
    noted = await to_thread.run_sync(insider(request).days.noted)
    return _form(request, Sent(noted.of(on) or Day(on), was=on), kept=True)


async def _remove(member: Member, sent: Sent, *, everything: bool) -> Response:
    """Remove one day, or all of them."""
    if everything:
        await to_thread.run_sync(member.days.remove_all)
    elif sent.was:
        await to_thread.run_sync(member.days.remove, sent.was)
    return RedirectResponse("/been", 303)


def _sent(form: Form, now: date) -> Sent:
    """Return what a form says of a day."""
    on = day_of(form.one("on"))
    dated = on is not None and _EARLIEST <= on <= now + _AHEAD
    words = {
        name: Private(form.one(name).replace("\r\n", "\n").strip()) for name in ("words", *Part)
    }
    felt = form.one("felt")
    day = Day(
        on if on and dated else now,
        Felt(felt) if felt in set(Felt) else None,
        note=words["words"],
        mind=words[Part.MIND],
        heart=words[Part.HEART],
        body=words[Part.BODY],
        spirit=words[Part.SPIRIT],
        mark=mark_of(form.one("mark")),
    )
    return Sent(day, dated, day_of(form.one("was")))


def _hints(request: Request, written: Private) -> bool:
    """Whether people are named beside what was written."""
    return hints_at_danger(Heard(VisitId(""), written, house(request).clock.now()))


def _where(on: date, now: date) -> str:
    """Return the page on which a day is seen."""
    recent = now - timedelta(days=27) <= on
    return "/been" if recent else f"/been/{on:%Y-%m}"


def _form(
    request: Request, sent: Sent, *, status: int = 200, problem: str = "", **more: bool
) -> Response:
    """Show the form of a day, with all that was written in it; `kept` says that it is, and shows people beside it."""
    told = {"kept": False, "is_today": False} | more
    return page(
        request,
        "been_day.html",
        status=status,
        day=sent.day,
        was=sent.was,
        latest=today(request) + _AHEAD,
        longest_note=LONGEST_NOTE,
        longest_part=LONGEST_PART,
        hurt=False,
        safety_plan=plan_of(request),
        countries=helpline.countries(),
        problem=sentence(problem) if problem else "",
        **told,
    )
