"""Things to bring: one page somebody makes for whoever listens to them, to print, copy or show; it goes to nobody by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from holdspace.domain.errors import HoldspaceError, NothingHere, RecordUnreachable, VisitFull
from holdspace.domain.people import Private, VisitId
from holdspace.domain.to_bring import (
    LONGEST_AFTERWORD,
    LONGEST_OPENING,
    LONGEST_THING,
    MOST_THINGS,
    Afterword,
    Like,
    Thing,
    ToBring,
)
from holdspace.journey.to_bring import liked, likes, openings
from holdspace.practice import library
from holdspace.web import forms
from holdspace.web.brought import found
from holdspace.web.coming import came
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page, sentence, trouble, wants_stream
from holdspace.web.turns import Visitor
from holdspace.web.visitor import aside, remember, visitor, welcome_plan
from holdspace.web.written import met, where_nothing_is_kept

Change = Callable[[ToBring], ToBring]
HERE = "/to-bring"
_PLACES = {"begin": "#beginning", "remember": "#afterwards", "forget": "#afterwards"}


@dataclass(frozen=True, slots=True)
class _Changed:
    """What became of the page, and whose it is."""

    who: Visitor
    before: ToBring
    after: ToBring


async def to_bring(request: Request) -> Response:
    """Show the page, and what can be done with it."""
    return await _show(request, "to_bring.html")


async def large(request: Request) -> Response:
    """Show what is on the page in very large type, to be read by somebody beside them."""
    return await _show(request, "to_bring_large.html")


async def text(request: Request) -> Response:
    """Show it as plain text, to select or copy."""
    return await _show(request, "to_bring_text.html")


async def change(request: Request) -> Response:
    """Put something on the page, or change it; danger in what was written is met with people, once it is kept."""
    form = await forms.sent(request)
    written = _written(form)
    if answer := await where_nothing_is_kept(request, written):
        return answer
    how = await _how(request, form)
    try:
        changed = await _changed(request, how)
    except VisitFull:
        return await _not_kept(request, form, "page-full", 413)
    except NothingHere:
        raise HTTPException(404) from None
    except HoldspaceError:
        return await met(request, written) or await _not_kept(request, form, "page-unkept", 503)
    answer = await met(request, written)
    return answer or _then(request, form, changed)


async def brought(request: Request) -> ToBring:
    """Return what this person wants to bring; without a visit, nothing."""
    member, known = came(request).member, visitor(request)
    nowhere = VisitId("")
    if member:
        return await aside(member, member.to_bring, nowhere)
    return known.visits.to_bring(known.visit) if known else ToBring()


async def _changed(request: Request, how: Change) -> _Changed:
    """Change it where this person's things are. Raises what the record does, and HouseFull."""
    if came(request).unreached:
        raise RecordUnreachable
    who = await welcome_plan(request)
    before: list[ToBring] = []

    def noting(held: ToBring) -> ToBring:
        before.append(held)
        return how(held)

    after = await aside(who.visits, who.visits.change_to_bring, who.visit, noting)
    return _Changed(who, before[-1], after)


async def _how(request: Request, form: Form) -> Change:
    """Return what a form asks for, by the name of its button. Raises a missing page, alike for what is not there and another's."""
    what, which, words = form.one("what"), form.one("which"), _written(form)
    if what == "bring":
        return partial(_having, await _found(request, form))
    here = house(request)
    fresh = here.dice.id()
    works: dict[str, Change] = {
        "own": partial(_having, Thing(fresh, words, on=here.clock.now().date())),
        "begin": lambda held: held.beginning(_liked(form), _opening(form)),
        "reword": lambda held: held.reworded(which, words),
        "up": lambda held: held.further_up(which),
        "off": lambda held: held.without(which),
        "remember": partial(_remembering, Afterword(fresh, here.clock.now().date(), words)),
        "forget": lambda held: held.forgetting(which),
        "empty": lambda held: held.emptied,
        "all": lambda _: ToBring(),
    }
    if what not in works:
        raise HTTPException(404)
    return works[what]


async def _found(request: Request, form: Form) -> Thing:
    """Return what is to be brought, as it stands. Raises a missing page where it stands nowhere."""
    try:
        return await found(request, form)
    except NothingHere:
        raise HTTPException(404) from None


def _having(thing: Thing, held: ToBring) -> ToBring:
    """Return the page with one more thing; an empty one asks for nothing. Raises VisitFull where there is no room for it."""
    if not thing.words or any(thing.is_of(there) for there in held.things):
        return held
    if not thing.fits or len(held.things) >= MOST_THINGS:
        raise VisitFull
    return held.having(thing)


def _remembering(afterword: Afterword, held: ToBring) -> ToBring:
    """Return it with one thing more to remember. Raises VisitFull where that is longer than it takes."""
    if afterword.says and not afterword.fits:
        raise VisitFull
    return held.remembering(afterword)


def _then(request: Request, form: Form, changed: _Changed) -> Response:
    """Lead on: to the thing that was put there, or back to where on the page they were."""
    if wants_stream(request):
        response: Response = Response(status_code=204)
    else:
        new = [each.id for each in changed.after.things if each not in changed.before.things]
        place = f"#thing-{new[-1]}" if new else _PLACES.get(form.one("what"), "")
        response = RedirectResponse(f"{HERE}{place}", 303)
    remember(response, request, changed.who)
    return response


async def _not_kept(request: Request, form: Form, what: str, status: int) -> Response:
    """Say in one sentence why it could not be kept, with every word still in its box."""
    if wants_stream(request):
        return JSONResponse({"says": sentence(what)}, status_code=status)
    if form.one("what") == "bring":
        return trouble(request, what, status=status)
    written = {form.one("what"): _written(form).text}
    return await _show(
        request, "to_bring.html", status=status, problem=sentence(what), written=written
    )


async def _show(request: Request, name: str, /, *, status: int = 200, **more: Any) -> Response:
    """Show a page of it; while it is locked, the way back in."""
    if came(request).locked:
        return RedirectResponse("/come-in", 303)
    held = await brought(request)
    shown: dict[str, Any] = {
        "held": held,
        "likes": likes(),
        "liked": liked(held),
        "openings": openings(),
        "practice": library.practice,
        "longest": LONGEST_THING,
        "longest_opening": LONGEST_OPENING,
        "longest_afterword": LONGEST_AFTERWORD,
        "problem": "",
        "written": {},
    }
    return page(request, name, status=status, **(shown | more))


def _written(form: Form) -> Private:
    """Return what was written on the page itself; what was picked of the lines that stand ready is none of it."""
    name = "opening" if form.one("what") == "begin" else "words"
    words = Private(form.one(name).replace("\r\n", "\n").strip())
    return Private("") if words.text in openings() else words


def _opening(form: Form) -> Private:
    """Return the words for a hard start: those that were written, else the ready ones that were picked."""
    return _written(form) or Private(next(iter(_picked(form)), ""))


def _picked(form: Form) -> list[str]:
    """Return the ready words that were picked; no others count as such."""
    return [line for line in form.fields.get("ready", ()) if line in openings()]


def _liked(form: Form) -> list[Like]:
    """Return how they would like it to begin."""
    return [Like(sent) for sent in form.fields.get("like", ()) if sent in set(Like)]
