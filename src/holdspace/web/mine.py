"""What is somebody's own among gentle things: at hand, put away, a list by the senses, good moments, what seemed to help, what they set down."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.care import (
    LONGEST_AWAY,
    MOST_OF_A_MOMENT,
    MOST_OF_A_SOOTHING,
    MOST_OF_WHAT_IS_SET_DOWN,
    Care,
    Sense,
    SetDown,
    Soothing,
)
from holdspace.domain.people import Private
from holdspace.practice.helped import helped, may_be_kept, named
from holdspace.practice.kit import kit, prompts
from holdspace.practice.library import practice
from holdspace.web import forms
from holdspace.web.care import around, care_of, change
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page, trouble
from holdspace.web.visitor import visitor

_MINE = "/gentle/mine"
_OPENS = frozenset({*Sense, "list"})  # parts of the page that are folded, by name
_AWAY = (1, 7, 30)  # days that are offered


async def mine(request: Request) -> Response:
    """Show all of it."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    known, asked = around(request), request.query_params
    return page(
        request,
        "mine.html",
        **_shown(known.care),
        prompts=prompts(known),
        moments=kit(),
        moment_of=MOST_OF_A_MOMENT,
        soothing_of=MOST_OF_A_SOOTHING,
        set_down_of=MOST_OF_WHAT_IS_SET_DOWN,
        today=known.on,
        until=(known.on + timedelta(days=1), known.on + timedelta(days=LONGEST_AWAY)),
        away_for=_AWAY,
        at=asked.get("at", ""),
        nowhere=asked.get("went") == "nowhere",
        visiting=visitor(request) is not None,
    )


async def keep(request: Request) -> Response:
    """Do what one button of the page asks for."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    form = await forms.sent(request)
    what = form.one("what")
    if what == "set-down":
        return await _set_down(request, form)
    does = _DOES.get(what)
    at = "list" if what == "take-out" else form.one("sense")
    response = _back(_WHERE.get(what, ""), at if at in _OPENS else "")
    if does:
        on = house(request).clock.now().date()
        await change(request, response, lambda care: does(care, form, on))
    return response


async def mine_here(request: Request) -> Response:
    """Show the list with nothing to fill in, for a device to keep where somebody chose so."""
    who, care = came(request), care_of(request)
    if who.locked:
        return RedirectResponse("/come-in", 303)
    if not (care.kit or care.kept or care.moments):
        return trouble(request, "not-here", status=410 if who.member else 404)
    return page(request, "mine_here.html", **_shown(care))


def _back(at: str, open_: str = "") -> Response:
    """Return the way back to a part of the page."""
    opened = f"&at={open_}" if open_ else ""
    return RedirectResponse(f"{_MINE}?kept=yes{opened}{at}", 303)


def _shown(care: Care) -> dict[str, Any]:
    """Return what both pages show."""
    by_sense = {sense: [each for each in care.kit if each.sense is sense] for sense in Sense}
    return {
        "care": care,
        "by_sense": by_sense,
        "kept": named(care.kept),
        "hidden": named(care.hidden),
        "offered": may_be_kept(care),
        "helped": helped(care),
    }


async def _set_down(request: Request, form: Form) -> Response:
    """Seal something until a day, for somebody signed in; anybody else's goes nowhere, and the page says so."""
    says = _words(form.one("says"), MOST_OF_WHAT_IS_SET_DOWN)
    if came(request).member is None:
        return RedirectResponse(f"{_MINE}?went=nowhere#set-down", 303)
    response = _back("#set-down")
    if says:
        here = house(request)
        made = SetDown(here.dice.id(), says, _day(form, here.clock.now().date()))
        await change(request, response, lambda care: replace(care, set_down=(*care.set_down, made)))
    return response


def _day(form: Form, today: date) -> date:
    """Return the day until which something is put away: one that was offered, or another; tomorrow where it is none."""
    days = forms.number(form.one("until"))
    if days is None:
        days = (_date(form.one("day"), today) - today).days
    return today + timedelta(days=min(max(days, 1), LONGEST_AWAY))


def _date(sent: str, today: date) -> date:
    try:
        return date.fromisoformat(sent)
    except ValueError:
        return today


def _add(care: Care, form: Form, on: date) -> Care:
    """Put one thing on the list, unless it is there."""
    del on
    says = _words(" ".join(form.one("says").split()), MOST_OF_A_SOOTHING)
    if not says or form.one("sense") not in set(Sense):
        return care
    thing = Soothing(Sense(form.one("sense")), says)
    return care if thing in care.kit else replace(care, kit=(*care.kit, thing))


def _take_out(care: Care, form: Form, on: date) -> Care:
    """Take one thing off the list; it is matched whole, by its words."""
    del on
    gone = (form.one("sense"), form.one("says"))
    return replace(care, kit=tuple(e for e in care.kit if (e.sense, e.says.text) != gone))


def _note_moments(care: Care, form: Form, on: date) -> Care:
    """Keep the ordinary good moments that were written, as many as there are."""
    del on
    sent = (
        _words(each.replace("\0", ""), MOST_OF_A_MOMENT) for each in form.fields.get("moment", ())
    )
    return replace(care, moments=(*care.moments, *filter(None, sent)))


def _let_moment_go(care: Care, form: Form, on: date) -> Care:
    """Let one moment go, the latest of its words."""
    del on
    gone, left = Private(form.one("says")), list(reversed(care.moments))
    if gone in left:
        left.remove(gone)
    return replace(care, moments=tuple(reversed(left)))


def _keep_at_hand(care: Care, form: Form, on: date) -> Care:
    del on
    found = practice(form.one("practice"))
    return care.keeping(found.id) if found else care


def _leave_open(care: Care, form: Form, on: date) -> Care:
    del on
    return care.leaving_open(form.one("practice"))


def _take_up_again(care: Care, form: Form, on: date) -> Care:
    """Show something now that was put away until later."""
    again = (replace(each, until=on) if each.id == form.one("set") else each for each in care.set_down)  # fmt: skip
    return replace(care, set_down=tuple(again))


def _let_set_down_go(care: Care, form: Form, on: date) -> Care:
    del on
    left = tuple(each for each in care.set_down if each.id != form.one("set"))
    return replace(care, set_down=left)


def _forget_answers(care: Care, form: Form, on: date) -> Care:
    del form, on
    return replace(care, tried=())


def _forget_all(care: Care, form: Form, on: date) -> Care:
    del care, form, on
    return Care()


def _words(sent: str, most: int) -> Private:
    """Return what was written, with line breaks as everywhere else."""
    return Private(sent.replace("\r\n", "\n").strip()[:most])


_DOES: Mapping[str, Callable[[Care, Form, date], Care]] = {
    "add": _add,
    "take-out": _take_out,
    "moments": _note_moments,
    "moment-gone": _let_moment_go,
    "keep": _keep_at_hand,
    "open": _leave_open,
    "take-up": _take_up_again,
    "set-down-gone": _let_set_down_go,
    "forget-answers": _forget_answers,
    "forget-all": _forget_all,
}
_WHERE = {  # which part of the page each comes back to
    "add": "#change",
    "take-out": "#change",
    "moments": "#moments",
    "moment-gone": "#moments",
    "keep": "#hand",
    "open": "#hand",
    "take-up": "#set-down",
    "set-down-gone": "#set-down",
    "forget-answers": "#helped",
}
