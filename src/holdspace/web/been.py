"""How it's been: the noted days of a while, drawn and in words; and the words somebody came back to, kept with a yes."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.conversation.written import hints_at_danger
from holdspace.domain.days import Day
from holdspace.domain.people import Private, VisitId
from holdspace.domain.spoken_of import names_in
from holdspace.domain.talk import Heard
from holdspace.journey import felt
from holdspace.journey.came_back import came_back
from holdspace.journey.felt import Span
from holdspace.ports.days import Noted
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider
from holdspace.web.house import house
from holdspace.web.noting import today
from holdspace.web.rendering import page

_NAMED = re.compile(r"\d{4}(-\d{2})?", re.ASCII)  # a year, or a month of one
_PINS_APART = 4  # days between notes that stand in the picture, so that they do on a phone
_MOST_PINS = 6
_LOOKED_BACK = timedelta(days=90)  # of notes, for words that came back


@dataclass(frozen=True, slots=True)
class While:
    """What somebody looks at: by its kind and name, with what lies before and after it, where anything was noted there."""

    kind: str  # weeks, month, year, all
    span: Span
    before: date | None = None
    after: date | None = None


async def been(request: Request) -> Response:
    """Show a while: four weeks, a month, a year, or all of it."""
    noted, now = await to_thread.run_sync(insider(request).days.noted), today(request)
    looked_at = _while(request.path_params.get("span", ""), noted.days, now)
    if looked_at is None:
        raise HTTPException(404)
    among = looked_at.span.among(noted.days)
    by_month = looked_at.kind in ("year", "all")
    return page(
        request,
        "been.html",
        noted=noted,
        now=now,
        noted_today=noted.of(now),
        looked_at=looked_at,
        days=among,
        months=felt.months_of(among) if by_month else (),
        by_month=by_month,
        picture=felt.drawn(among, looked_at.span),
        course=felt.course_of(among, looked_at.span),
        pins=() if by_month else felt.pinned(among, _PINS_APART, _MOST_PINS),
        height_of=felt.height_of,
    )


async def words(request: Request) -> Response:
    """Show which words came back in what was written lately; nothing of it is kept without a yes."""
    noted = await to_thread.run_sync(insider(request).days.noted)
    offered = await to_thread.run_sync(_offered, request, noted)
    return page(request, "been_words.html", noted=noted, offered=offered)


async def keep_words(request: Request) -> Response:
    """Keep those that were ticked, or forget one."""
    member, form = insider(request), await forms.sent(request)
    if form.one("what") == "forget":
        await to_thread.run_sync(member.days.forget_word, form.one("which"))
    else:
        noted = await to_thread.run_sync(member.days.noted)
        ticked = frozenset(form.fields.get("word", ()))
        offered = await to_thread.run_sync(_offered, request, noted)
        said_yes = tuple(word for word in offered if word.text in ticked)
        await to_thread.run_sync(member.days.keep_words, said_yes)
    return RedirectResponse("/been/words", 303)


def _while(named: str, days: tuple[Day, ...], now: date) -> While | None:
    """Return what an address names, or None where it names nothing."""
    if not named:
        return While("weeks", felt.four_weeks(_latest(days, now)))
    if named == "all":
        return While("all", felt.whole(days, now))
    if first := _first_of(named):
        kind = "month" if "-" in named else "year"
        span = felt.month_of(first) if kind == "month" else felt.year_of(first)
        return _beside(kind, span, days, now)
    return None


def _first_of(named: str) -> date | None:
    """Return the first day of the month or the year an address names, or None where it names none."""
    if _NAMED.fullmatch(named) is None:
        return None
    try:
        first = date.fromisoformat(f"{named}-01" if "-" in named else f"{named}-01-01")
    except ValueError:
        return None
    return first if first.year < date.max.year else None


def _beside(kind: str, span: Span, days: tuple[Day, ...], now: date) -> While:
    """Return a month or a year, with the nearest days before and after it that hold something."""
    before = max((day.on for day in days if day.on < span.first), default=None)
    later = (day.on for day in days if day.on > span.last)
    after = min(later, default=None) or (now if now > span.last else None)
    ends = now if span.first <= now < span.last else span.last
    return While(
        kind, Span(span.first, max((ends, *(day.on for day in span.among(days))))), before, after
    )


def _latest(days: tuple[Day, ...], now: date) -> date:
    """Return today, or the day after where it is that already for whoever noted it."""
    return max(now, days[-1].on) if days else now


def _offered(request: Request, noted: Noted) -> tuple[Private, ...]:
    """Return the words that may be offered: out of calm notes of the last three months and what was told in an open visit."""
    since, member, who = today(request) - _LOOKED_BACK, insider(request), came(request)
    notes = [day.written for day in noted.days if day.on >= since and day.written]
    threads = who.page.threads if who.page else ()
    written = [*notes, *(Private(thread.says) for thread in threads)]
    calm = [words for words in written if not hints_at_danger(_as_heard(request, words))]
    silent = frozenset().union(*(names_in(topic.text) for topic in member.left_alone()))
    return came_back(calm, silent, (held.came_back.word for held in noted.words))


def _as_heard(request: Request, words: Private) -> Heard:
    """Return something written as if it had been said now, for whoever listens for danger in it."""
    return Heard(VisitId(""), words, house(request).clock.now())
