"""Showing something to a therapist: picked, seen first just as they will see it, and only then shown."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.access.telling import not_watched
from holdspace.access.waiting import unread_until
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.domain.refusals import KeyChanged
from holdspace.domain.shared import LONGEST_NOTE, Sort
from holdspace.domain.to_bring import LONGEST_THING
from holdspace.ports.keeping import Member
from holdspace.ports.sharing import Link
from holdspace.ui.showing import view_of
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.gathering import SORTS, Gathered, Own, day_in, gathered
from holdspace.web.house import house
from holdspace.web.pointed_out import pointed_out
from holdspace.web.rendering import page
from holdspace.web.stock import stock
from holdspace.web.written import met

SHOWN = "/showing"
_LASTS = {"today": 0, "week": 7, "month": 28}
_CARRIED = (
    "link", "which", "part", "with", "from", "to", "words", "ready", "key", "says", "bring", "begin", "own", "note", "until", "day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picked:
    """What would be shown, and within which link."""

    link: Link
    gathered: Gathered

    @property
    def seen(self) -> str:
        """A print of all of it, so that what is shown is what the preview showed, and not what changed meanwhile."""
        shared = self.gathered.shared
        days = [
            (day.on, day.felt, [(part, words.text) for part, words in day.parts], day.note.text)
            for day in shared.days
        ]
        filled = [(each.title, each.at, each.came_to, each.by_question) for each in shared.filled]
        pieces = [(piece.heading, piece.words.text) for piece in shared.pieces]
        whole = (self.link.id, shared.sort, shared.until, shared.note.text, pieces, days, filled)
        return sha256(repr(whole).encode()).hexdigest()


async def kinds(request: Request) -> Response:
    """Show what kinds of things can be shown."""
    insider(request)
    return page(request, "showing_kinds.html", sorts=SORTS, links=came(request).links)


async def pick(request: Request) -> Response:
    """Show what there is of one kind, to pick from, with nothing ticked but what was put together for this.

    Where a link pointed one thing out, the preview of that comes at once; whom it is for is asked first where that is open.
    """
    sort, own = _sort(request), _own(request)
    form = await to_thread.run_sync(pointed_out, own, sort, request.query_params)
    if not form.fields or not came(request).links:
        return await _pick(request, sort, form)
    picked = await _picked(request, sort, form)
    if isinstance(picked, Picked):
        return _preview(request, form, picked, changed=False)
    return await _pick(request, sort, form, "" if picked == "link" else picked)


async def show(request: Request) -> Response:
    """Show it first, go back to change it, or show it to them."""
    sort, form = _sort(request), await forms.sent(request)
    member, what = insider(request), form.one("what")
    if what == "change":
        return await _pick(request, sort, form)
    if what not in ("look", "give"):
        raise HTTPException(404)
    picked = await _picked(request, sort, form)
    if isinstance(picked, str):
        return await _pick(request, sort, form, picked)
    if what == "look" or picked.seen != form.one("seen"):
        return _preview(request, form, picked, changed=what == "give")
    try:
        await to_thread.run_sync(_give, member, picked)
    except KeyChanged:
        return await _pick(request, sort, form, "key")
    except HoldspaceError as refused:
        return await _pick(request, sort, form, str(refused))
    return await _then(request, picked)


async def _then(request: Request, picked: Picked) -> Response:
    """Lead on; danger in what was just written is met with people first, once it is on its way."""
    written = (picked.gathered.shared.note, *picked.gathered.written)
    if answer := await met(request, *written):
        return answer
    return RedirectResponse(f"{SHOWN}#shown", 303)


async def _picked(request: Request, sort: Sort, form: Form) -> Picked | str:
    """Return what was picked, or what is missing, by name."""
    link, own = _link(request, form), _own(request)
    if link is None:
        return "link"
    note = Private(form.one("note").replace("\r\n", "\n").strip())
    until = _until(form, own.today)
    if until is not None and until < own.today:
        return "day"
    found = await to_thread.run_sync(gathered, own, sort, form)
    whole = replace(found.shared, note=note, until=until)
    if not (whole.pieces or whole.days or whole.filled):
        return "empty"
    if not whole.fits or any(len(piece.words.text) > LONGEST_THING for piece in whole.pieces):
        return "long"
    return Picked(link, replace(found, shared=whole))


def _give(member: Member, picked: Picked) -> None:
    """Show it; what is shown already just so is not shown twice."""
    shared = picked.gathered.shared
    for given in member.sharing.given():
        same = given.seen and given.shared.to == picked.link.called
        if same and replace(given.shared, to=Private("")) == shared:
            return
    member.sharing.give(picked.link.id, shared, picked.gathered.source)


def _preview(request: Request, form: Form, picked: Picked, *, changed: bool) -> Response:
    """Show just what the other will see."""
    here, link = house(request), picked.link
    shared = replace(picked.gathered.shared, to=link.called)
    carried = [(name, value) for name in _CARRIED for value in form.fields.get(name, ())]
    return page(
        request,
        "showing_preview.html",
        view=view_of(shared, here.measures),
        link=link,
        carried=carried,
        seen=picked.seen,
        changed=changed,
        waits=waits(link, _today(request)),
    )


async def _pick(request: Request, sort: Sort, form: Form, problem: str = "") -> Response:
    """Show what there is of one kind, with what was picked so far and what is missing."""
    own, links = _own(request), came(request).links
    found = await to_thread.run_sync(stock, own, sort, form)
    return page(
        request,
        "showing_pick.html",
        status=422 if problem else 200,
        sort=sort,
        links=links,
        form=form,
        problem=problem,
        today=own.today,
        longest=LONGEST_THING,
        longest_note=LONGEST_NOTE,
        waiting={link.id: waits(link, own.today) for link in links},
        **found,
    )


def waits(link: Link, today: date) -> dict[str, Any]:
    """Return what stands beside everything that can be shown: until when it may lie unread, and that nobody watches."""
    return {
        "today": today,
        "unread_until": unread_until(link.agreement.answers_within.text, today),
        "not_watched": not_watched(),
    }


def _sort(request: Request) -> Sort:
    """Return which kind an address names."""
    named = request.path_params["sort"]
    if named not in SORTS:
        raise HTTPException(404)
    return Sort(named)


def _link(request: Request, form: Form) -> Link | None:
    """Return within which link: the one that was chosen, or the only one there is."""
    links, chosen = came(request).links, form.one("link")
    if len(links) == 1 and chosen in ("", links[0].id):
        return links[0]
    return next((link for link in links if link.id == chosen), None)


def _until(form: Form, today: date) -> date | None:
    """Return the last day on which it may be seen; None where it is until they take it back."""
    until = form.one("until")
    if until == "date":
        return day_in(form, "day") or date.min
    return today + timedelta(days=_LASTS[until]) if until in _LASTS else None


def _own(request: Request) -> Own:
    """Return whose things they are."""
    return Own(insider(request), _today(request))


def _today(request: Request) -> date:
    """Return which day it is."""
    return house(request).clock.now().date()
