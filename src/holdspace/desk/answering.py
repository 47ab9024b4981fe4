"""One thing a client shows, opened beside a note of the session, and answered by hand under the therapist's own name."""

from dataclasses import replace
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import place, refused, theirs, which_of, words_in
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.desk.shown import link_of, notes_of
from holdspace.domain.caseload import LONGEST_LABEL, PaperClient, Shape
from holdspace.domain.errors import NothingHere
from holdspace.domain.linking import LONGEST_CALLED
from holdspace.domain.people import Private
from holdspace.domain.shared import Given, Listed, Piece, Shared, Sort
from holdspace.ports.desk import Therapist
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.showing import view_of

LONGEST_REPLY = 10_000


async def one(request: Request) -> Response:
    """Open it; the opening is written into the client's log before anything is shown."""
    return await _one(request)


async def answer(request: Request) -> Response:
    """Write to the client; what can't be sent stays in its box."""
    form, who, which = await forms.sent(request), therapist(request), which_of(request)
    if form.one("what") == "let-go":
        await theirs(partial(who.let_draft_go, place(request)))
        return RedirectResponse(place(request), 303)
    words = words_in(form, "words")
    try:
        listed = await theirs(partial(_listed, who, which))
    except NothingHere:  # taken back while they wrote, perhaps: their words at least are not lost
        return page(request, "desk/not_sent.html", status=404, words=words.text)
    if not words or len(words.text) > LONGEST_REPLY:
        return await _one(request, form, "long" if words else "empty")
    signed = Private(" ".join(form.one("signed").split())[:LONGEST_CALLED] or who.name)
    made = Shared(
        Sort.REPLY,
        house(request).clock.now().date(),
        pieces=(Piece("", words),),
        note=signed,
        answers=which,
    )
    if why := await refused(partial(_reply, who, listed, made)):
        return await _one(request, form, str(why))
    await refused(partial(who.let_draft_go, place(request)))
    return RedirectResponse(f"{place(request)}#answers", 303)


async def begin_notes(request: Request) -> Response:
    """Begin a page for notes about a client, under a label of the therapist's own."""
    form, who = await forms.sent(request), therapist(request)
    link = await theirs(partial(link_of, who, which_of(request)))
    case = await theirs(partial(notes_of, who, link.id))
    label = Private(" ".join(form.one("label").split())[:LONGEST_LABEL])
    if not case:
        made = PaperClient(label or link.called, house(request).clock.now().date(), link=link.id)
        case = await theirs(partial(who.caseload.add, made))
    share = form.one("share")
    known = [each.id for each in await theirs(partial(who.alongside.listed, link.id))]
    back = f"/desk/shared/{share}" if share in known else f"/desk/people/{case}"
    return RedirectResponse(back, 303)


async def _one(request: Request, form: Form | None = None, problem: str = "") -> Response:
    """Show it, with what was written where it could not be sent."""
    who, which = therapist(request), which_of(request)
    shared = await theirs(partial(who.alongside.open, which))
    listed = await theirs(partial(_listed, who, which))
    link = await theirs(partial(link_of, who, listed.link))
    answers = await theirs(partial(_answers, who, which))
    left = await theirs(partial(who.draft, place(request)))
    told: dict[str, Any] = {
        "view": view_of(shared, house(request).measures),
        "answers": answers,
        "words": form.one("words") if form else left.text,
        "left": bool(left) and form is None,
        "signed": (form.one("signed") if form else "") or who.name,
    }
    return page(
        request,
        "desk/shared.html",
        status=422 if problem else 200,
        which=which,
        link=link,
        at="",
        case=await theirs(partial(notes_of, who, link.id)),
        problem=problem,
        shape=_shape(request),
        today=house(request).clock.now().date(),
        place=place(request),
        longest=LONGEST_REPLY,
        longest_label=LONGEST_LABEL,
        longest_called=LONGEST_CALLED,
        **told,
    )


def _reply(who: Therapist, listed: Listed, made: Shared) -> None:
    """Write it; sent twice, it is there once."""
    for given in _answers(who, listed.id):
        if given.seen and replace(given.shared, to=made.to) == made:
            return
    who.alongside.reply(listed.link, made)


def _answers(who: Therapist, which: str) -> tuple[Given, ...]:
    """Return what they wrote to one thing that was shown, earliest first."""
    return tuple(each for each in who.alongside.replies() if each.shared.answers == which)[::-1]


def _listed(who: Therapist, which: str) -> Listed:
    """Return one thing that is shown, as the list has it. Raises NothingHere alike for none and for another's."""
    found = next((each for each in who.alongside.listed() if each.id == which), None)
    if found is None:
        raise NothingHere
    return found


def _shape(request: Request) -> Shape:
    """Return in which shape the note beside it is laid out."""
    asked = request.query_params.get("shape", "")
    return Shape(asked) if asked in set(Shape) else Shape.FREE
