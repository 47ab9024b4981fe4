"""From guest to kept: let it go, keep it until tomorrow, or make it one's own, and nothing is chosen for anybody."""

from dataclasses import replace
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.care import Care
from holdspace.domain.errors import HoldspaceError, NothingHere
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.refusals import LinkEnded
from holdspace.domain.spoken_of import Known
from holdspace.domain.to_bring import ToBring
from holdspace.ports import VisitPage
from holdspace.ports.keeping import Keeping, Portion
from holdspace.ui.doors.trying import device, status_of
from holdspace.web import forms
from holdspace.web.care_cookie import care_in_browser
from holdspace.web.come_in import members_of, tried
from holdspace.web.coming import (
    came,
    cookie_of,
    keep_until_tomorrow,
    let_until_tomorrow_go,
    sign_in,
)
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house, turns
from holdspace.web.parting import Offer, is_steady, offer_for, words_to_know
from holdspace.web.rendering import page
from holdspace.web.settling import settling
from holdspace.web.visitor import forget, guest_key

_LEAST = 12


async def keep(request: Request) -> Response:
    """Show the three things that may become of a guest's visit, to whoever asks."""
    members_of(request)
    visit = _visit(request)
    offer = offer_for(request, visit) if visit else Offer()
    return page(request, "keep.html", offer=offer, has_visit=visit is not None)


async def choose(request: Request) -> Response:
    """Do what was chosen at a goodbye, or from Settings."""
    members, form, visit = members_of(request), await forms.sent(request), _visit(request)
    how = form.one("how")
    if how == "mine":
        return RedirectResponse("/keep/mine", 303)
    if how == "until-tomorrow" and visit and offer_for(request, visit).until_tomorrow:
        keeping = Keeping(care=_cared(request), to_bring=_to_bring(request))
        cookie = await to_thread.run_sync(members.make_until_tomorrow, visit.visit, keeping)
        response: Response = RedirectResponse("/keep/kept", 303)
        keep_until_tomorrow(response, request, cookie)
        return _over(response, request)
    if how == "let-go":
        return _over(RedirectResponse("/keep/gone", 303), request)
    return RedirectResponse("/keep", 303)


async def kept(request: Request) -> Response:
    """Say that it is kept until tomorrow, and who could open it."""
    members_of(request)
    return page(request, "keep_said.html", what="until-tomorrow")


async def gone(request: Request) -> Response:
    """Say that nothing of it is here any more."""
    members_of(request)
    return page(request, "keep_said.html", what="gone")


async def mine(request: Request) -> Response:
    """Show what making it one's own takes: what to keep, a name, a passphrase, and what happens when it is lost."""
    members_of(request)
    return _mine(request)


async def invited(request: Request) -> Response:
    """Show the same to whoever comes by a keeper's link."""
    members, link = members_of(request), request.path_params["link"]
    if came(request).member:
        return RedirectResponse("/account", 303)
    role = await to_thread.run_sync(members.invited, link)
    if role is None:
        return page(request, "said.html", status=404, says=str(LinkEnded()))
    if role is Role.THERAPIST:
        return RedirectResponse(f"/desk/invited/{link}", 303)
    return _mine(request, Form({"link": [link]}))


async def make_mine(request: Request) -> Response:
    """Make a place of their own, with what they chose to keep, at once or not at all."""
    form = await forms.sent(request)
    care = _cared(request) if form.one("care") else Care()
    to_bring = _to_bring(request) if form.one("to_bring") else ToBring()
    keeping = replace(_keeping(form, _offered(request)), care=care, to_bring=to_bring)
    if form.differs:
        return _mine(request, form, problem="differ", status=422)
    try:
        cookie = await tried(request, keeping.name.text, partial(_made, request, keeping))
    except HoldspaceError as refused:
        return _mine(request, form, problem=str(refused), status=status_of(refused))
    whereto = "/keep/words" if form.one("recovery") == "now" else "/mine"
    response: Response = RedirectResponse(whereto, 303)
    sign_in(response, request, cookie)
    let_until_tomorrow_go(response, request)
    return _over(response, request)


async def words(request: Request) -> Response:
    """Ask whether to make ten recovery words now."""
    member = insider(request)
    return await _words(request) if member.name else RedirectResponse("/keep/mine", 303)


async def make_words(request: Request) -> Response:
    """Make ten recovery words and show them this once."""
    member, form = insider(request), await forms.sent(request)
    work = partial(member.new_words, Private(form.one("passphrase")))
    try:
        made = await tried(request, cookie_of(request), work)
    except HoldspaceError as refused:
        return await _words(request, status_of(refused), problem=str(refused))
    return await _words(request, made=made.text.split())


async def mine_made(request: Request) -> Response:
    """Say that it is theirs now."""
    if came(request).member is None:
        return RedirectResponse("/come-in", 303)
    return page(request, "keep_said.html", what="mine")


async def still(request: Request) -> Response:
    """Ask, once and a day later, whether they are glad that this is kept."""
    if came(request).member is None:
        return RedirectResponse("/come-in", 303)
    return page(request, "still.html")


async def _words(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the page of the ten words; who has been here for a while types the passphrase first."""
    just_now = await to_thread.run_sync(insider(request).came_just_now)
    shown: dict[str, Any] = {"made": (), "problem": "", "asks": not just_now}
    return page(request, "keep_words.html", status=status, **(shown | told))


def _made(request: Request, keeping: Keeping) -> str:
    """Make the place; return the cookie of its sign-in. Raises what the vault does, and NothingHere where it may not be."""
    members, member = members_of(request), came(request).member
    visit = _visit(request)
    if not keeping.link and not _may(request, visit):
        raise NothingHere
    if member:
        member.make_mine(keeping)
        return cookie_of(request)
    taken = visit.visit if visit and is_steady(visit) else None  # by a link too: not from danger
    return members.make(taken, keeping, device(request))


def _mine(
    request: Request, form: Form | None = None, status: int = 200, problem: str = ""
) -> Response:
    """Show the form with what was chosen, but never the passphrase."""
    visit, sent = _visit(request), form or Form({})
    heard = tuple(sent.fields.get("heard", ())) or (settling(request, visit).heard if visit else ())
    told: dict[str, Any] = {
        "problem": problem,
        "name": sent.one("name"),
        "portion": sent.one("portion") or ("visit" if visit else "place"),
        "heard": heard,
        "has_visit": visit is not None and came(request).member is None,
        "may": _may(request, visit) or bool(sent.one("link")),
        "link": sent.one("link"),
        "offers": _offered(request),
        "ticked": sent.fields.get("known", ()),
        "care": bool(_cared(request)),
        "to_bring": bool(_to_bring(request)),
        "plan": bool(visit and house(request).guests.plans(visit.visit)),
        "suggestion": members_of(request).suggestion().text,
        "least": _LEAST,
        "named": came(request).member is not None,
    }
    return page(request, "keep_mine.html", status=status, **told)


def _may(request: Request, visit: VisitPage | None) -> bool:
    """Whether this can be made theirs just now."""
    who, members = came(request), members_of(request)
    if who.member:
        return not who.member.name
    return offer_for(request, visit).keep if visit else members.takes_new


def _offered(request: Request) -> tuple[Known, ...]:
    """Return whom and what a guest may ask to have known; nothing of a visit that is kept already."""
    visit = None if came(request).member else _visit(request)
    return words_to_know(visit) if visit else ()


def _cared(request: Request) -> Care:
    """Return what a guest keeps of gentle things, in a visit that is open or just ended, or in the browser alone."""
    visit = _visit(request)
    if came(request).member:
        return Care()
    return house(request).guests.care(visit.visit) if visit else care_in_browser(request)


def _to_bring(request: Request) -> ToBring:
    """Return what a guest wants to bring, in a visit that is open or just ended."""
    visit = None if came(request).member else _visit(request)
    return house(request).guests.to_bring(visit.visit) if visit else ToBring()


def _keeping(form: Form, offers: tuple[Known, ...]) -> Keeping:
    """Return what a form asks to keep."""
    ticked = set(form.fields.get("known", ()))
    asked = form.one("portion")
    heard = (line.strip() for line in (*form.fields.get("heard", ()), form.one("take")))
    portion = Portion(asked) if asked in set(Portion) else Portion.PLACE
    return Keeping(
        portion=portion,
        lines=tuple(Private(line) for line in heard if line) if portion is Portion.SUMMARY else (),
        plan=bool(form.one("plan")),
        name=Private(form.one("name")),
        passphrase=Private(form.one("passphrase")),
        link=form.one("link"),
        known=tuple(known for known in offers if known.word.text in ticked),
        asked=bool(offers),
    )


def _visit(request: Request) -> VisitPage | None:
    """Return a guest's visit that may be kept: open, or just ended."""
    guests, key = house(request).guests, guest_key(request)
    found: VisitId | None = (guests.find(key) or guests.parted(key)) if key else None
    return guests.page(found) if found else None


def _over(response: Response, request: Request) -> Response:
    """End the guest's visit: it is kept elsewhere now, or gone."""
    key = guest_key(request)
    turns(request).leave(key)
    house(request).guests.close(key)
    forget(response, request)
    return response
