"""Whom a therapist walks alongside: offers with a code, a yes of their own, what was agreed, and how a link ends."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import segno
from anyio import to_thread
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.access.modes import Profile, mode_for, profiles
from holdspace.access.telling import not_watched, telling
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.linking import LONGEST_CALLED, LONGEST_TERM, Agreement, LinkState
from holdspace.domain.people import Private
from holdspace.ports.desk import Therapist
from holdspace.ports.sharing import Link, OwnOffer
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import status_of

LONGEST_GOODBYE = 4_000
WITH = "/alongside/with/"  # where the picture leads, on the clients' door


async def alongside(request: Request) -> Response:
    """Show whom they are linked with, and the offers that are open."""
    own = therapist(request).alongside
    links = await to_thread.run_sync(own.links)
    offers = await to_thread.run_sync(own.offers)
    told: dict[str, Any] = {
        "links": links,
        "offers": offers,
        "states": LinkState,
        "profiles": profiles(),
    }
    return page(request, "desk/alongside.html", **told)


async def new_offer(request: Request) -> Response:
    """Show the form of an offer, with what they agreed the last time."""
    who = therapist(request)
    before = await to_thread.run_sync(partial(_last_agreement, who))
    return _form(request, before, called=who.name, label="")


async def offer(request: Request) -> Response:
    """Make an offer, and show its code."""
    who, form = therapist(request), await forms.sent(request)
    agreement, called = _agreement(form), _line(form, "called")
    try:
        make = partial(who.alongside.offer, agreement, called, _line(form, "label"))
        code = await to_thread.run_sync(make)
    except HoldspaceError as refused:
        told: dict[str, Any] = {
            "called": called.text,
            "label": form.one("label"),
            "problem": str(refused),
        }
        return _form(request, agreement, status_of(refused), **told)
    made = await to_thread.run_sync(partial(_by_code, who, code))
    return RedirectResponse(f"/desk/alongside/offers/{made.id}", 303)


async def one_offer(request: Request) -> Response:
    """Show an offer: its code to hand over, or the yes somebody gave to it."""
    made = await _own_offer(request)
    picture = "" if made.taken else _picture(request, made)
    told = telling(mode_for(_places(made), linked=True))
    words: dict[str, Any] = {
        "offer": made,
        "picture": picture,
        "told": told,
        "profiles": profiles(),
    }
    return page(request, "desk/offer.html", not_watched=not_watched(), **words)


async def answer(request: Request) -> Response:
    """Say yes to whoever took an offer up, or take the offer back."""
    who, form, which = therapist(request), await forms.sent(request), request.path_params["id"]
    works: Mapping[str, Callable[[str], Any]] = {
        "confirm": who.alongside.confirm,
        "withdraw": who.alongside.withdraw,
    }
    work = works.get(form.one("what"))
    if work is None:
        raise HTTPException(404)
    made = await to_thread.run_sync(work, which)
    return RedirectResponse(f"/desk/alongside/{made}" if made else "/desk/alongside", 303)


async def one_link(request: Request) -> Response:
    """Show one link: what was agreed, what is between, and how it can end."""
    who, which = therapist(request), request.path_params["id"]
    link = await to_thread.run_sync(partial(_own_link, who, which))
    mine = await to_thread.run_sync(who.alongside.own_goodbye, which)
    theirs = await to_thread.run_sync(who.alongside.goodbye, which)
    return page(
        request,
        "desk/link.html",
        link=link,
        mine=mine.text,
        theirs=theirs.text,
        told=telling(mode_for((link.place, link.agreement.place), linked=True)),
        profiles=profiles(),
        not_watched=not_watched(),
        longest_goodbye=LONGEST_GOODBYE,
    )


async def change(request: Request) -> Response:
    """Write a goodbye, or end a link at once."""
    own, form, which = therapist(request).alongside, await forms.sent(request), _which(request)
    words = Private(form.one("words").strip()[:LONGEST_GOODBYE])
    if form.one("what") == "end":
        await to_thread.run_sync(own.end, which)
        return RedirectResponse("/desk/alongside", 303)
    if form.one("what") != "goodbye":
        raise HTTPException(404)
    if words:
        await to_thread.run_sync(own.say_goodbye, which, words)
    return RedirectResponse(f"/desk/alongside/{which}", 303)


def _which(request: Request) -> str:
    """Return which link a request is about."""
    return str(request.path_params["id"])


def _own_link(who: Therapist, which: str) -> Link:
    """Return one of their links; absent and another's are the same missing page."""
    found = next((link for link in who.alongside.links() if link.id == which), None)
    if found is None:
        raise HTTPException(404)
    return found


async def _own_offer(request: Request) -> OwnOffer:
    """Return one of their offers; absent and another's are the same missing page."""
    offers = await to_thread.run_sync(therapist(request).alongside.offers)
    found = next((made for made in offers if made.id == request.path_params["id"]), None)
    if found is None:
        raise HTTPException(404)
    return found


def _by_code(who: Therapist, code: Private) -> OwnOffer:
    """Return the offer that was just made."""
    return next(made for made in who.alongside.offers() if made.code == code)


def _last_agreement(who: Therapist) -> Agreement:
    """Return what they agreed the last time, to begin from; nothing where there was none."""
    before = [made.agreement for made in who.alongside.offers()]
    before += [link.agreement for link in who.alongside.links()]
    return before[-1] if before else Agreement()


def _form(request: Request, agreement: Agreement, status: int = 200, **told: Any) -> Response:
    """Show the form of an offer with what was written."""
    known: tuple[Profile, ...] = tuple(profiles().values())
    fixed = {"longest": LONGEST_TERM, "longest_called": LONGEST_CALLED, "profiles": known}
    shown = {"agreement": agreement, "problem": "", "not_watched": not_watched()}
    return page(request, "desk/offer_new.html", status=status, **(shown | fixed | told))


def _agreement(form: Form) -> Agreement:
    """Return the agreement as a form has it."""
    place = form.one("place") if form.one("place") in profiles() else ""
    return Agreement(
        limits=_term(form, "limits"),
        hours=_term(form, "hours"),
        answers_within=_term(form, "answers"),
        emergency=_term(form, "emergency"),
        place=place,
    )


def _term(form: Form, name: str) -> Private:
    """Return one part of an agreement as it was written."""
    return Private(form.one(name).strip())


def _line(form: Form, name: str) -> Private:
    """Return what was written in one line."""
    return Private(" ".join(form.one(name).split()))


def _places(made: OwnOffer) -> tuple[str, ...]:
    """Return the places whose law holds, as far as they are known."""
    theirs = (made.taken.place,) if made.taken else ()
    return (made.agreement.place, *theirs)


def _picture(request: Request, made: OwnOffer) -> Markup:
    """Draw the code for a camera: the address of the page that reads it, or the letters where there is no address."""
    here = house(request)
    at = here.origin or here.passkeys_at
    says = f"{at}{WITH}{made.code.text}" if at else made.code.text
    drawn = segno.make(says, error="m").svg_inline(
        dark="#1d262b", light="#fff", border=3, svgclass="code", lineclass=None, omitsize=True
    )
    return Markup(drawn)  # noqa: S704  drawn here, of squares alone
