"""Notes of sessions, in one of four shapes: free, SOAP, BIRP or DAP."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import day_in, place, refused, theirs, which_of, words_in
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.caseload import LONGEST_PART, SessionNote, Shape
from holdspace.domain.errors import NothingHere
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import status_of


@dataclass(frozen=True, slots=True)
class Boxes:
    """A note as its page shows it: its shape, what stands in each box, its day, and what is in the way of keeping it."""

    shape: Shape
    parts: Sequence[str] = field(repr=False)
    on: date
    problem: str = ""
    left: str = field(
        default="", repr=False
    )  # what stood in the boxes when the page locked, where it is sealed still


async def new(request: Request) -> Response:
    """Show an empty note in a shape, with what was being written when the page locked."""
    asked = request.query_params.get("shape", "")
    shape = Shape(asked) if asked in set(Shape) else Shape.FREE
    left = (await theirs(partial(therapist(request).draft, place(request)))).text
    parts = (left, *("" for _ in shape.parts[1:]))
    today = house(request).clock.now().date()
    return await _page(request, Boxes(shape, parts, today, left=left))


async def keep(request: Request) -> Response:
    """Keep a new note. What can't be kept stays in its boxes."""
    form, who, which = await forms.sent(request), therapist(request), which_of(request)
    if form.one("what") == "let-go":
        await theirs(partial(who.let_draft_go, place(request)))
        return RedirectResponse(place(request), 303)
    note = _note(request, form)
    if problem := _problem(note, form):
        return await _again(request, note, 422, problem)
    if why := await refused(partial(who.caseload.write, which, note)):
        return await _again(request, note, status_of(why), str(why))
    await refused(partial(who.let_draft_go, place(request)))
    return RedirectResponse(f"/desk/people/{which}", 303)


async def read(request: Request) -> Response:
    """Show one note, to be read and changed."""
    kept = await theirs(partial(therapist(request).caseload.kept, which_of(request)))
    row = request.path_params["note"]
    note = next((held.note for held in kept.notes if held.id == row), None)
    if note is None:
        raise NothingHere
    left = (await theirs(partial(therapist(request).draft, place(request)))).text
    parts = [each.text for each in note.parts]
    return await _page(request, Boxes(note.shape, parts, note.on, left=left))


async def change(request: Request) -> Response:
    """Put another note in place of one, or remove it."""
    form, who, row = await forms.sent(request), therapist(request), request.path_params["note"]
    which, back = which_of(request), RedirectResponse(f"/desk/people/{which_of(request)}", 303)
    if form.one("what") in ("remove", "let-go"):
        if form.one("what") == "remove":
            await theirs(partial(who.caseload.let_go, which, row))
        await theirs(partial(who.let_draft_go, place(request)))
        return back
    note = _note(request, form)
    if problem := _problem(note, form):
        return await _again(request, note, 422, problem)
    if why := await refused(partial(who.caseload.rewrite, which, row, note)):
        return await _again(request, note, status_of(why), str(why))
    await refused(partial(who.let_draft_go, place(request)))
    return back


def _note(request: Request, form: Form) -> SessionNote:
    """Return the note a form holds; of a day that is none, today's."""
    asked, now = form.one("shape"), house(request).clock.now()
    shape = Shape(asked) if asked in set(Shape) else Shape.FREE
    parts = tuple(words_in(form, name) for name in shape.parts)
    return SessionNote(day_in(form, now.date()) or now.date(), shape, parts, now)


def _problem(note: SessionNote, form: Form) -> str:
    """Return why a note can't be kept as it is; empty where it can."""
    if day_in(form, note.at.date()) is None:
        return "day"
    if any(len(part.text) > LONGEST_PART for part in note.parts):
        return "long"
    return "" if note else "empty"


async def _again(request: Request, note: SessionNote, status: int, problem: str) -> Response:
    """Show a note with all that was written in it, and what stands in the way."""
    boxes = Boxes(note.shape, [each.text for each in note.parts], note.on, problem)
    return await _page(request, boxes, status)


async def _page(request: Request, boxes: Boxes, status: int = 200) -> Response:
    """Show the boxes of a note. Raises NothingHere where the person is gone."""
    client = await theirs(partial(therapist(request).caseload.client, which_of(request)))
    return page(
        request,
        "desk/note.html",
        status=status,
        id=which_of(request),
        client=client,
        boxes=boxes,
        parts=list(zip(boxes.shape.parts, boxes.parts, strict=True)),
        note=request.path_params.get("note", ""),
        place=place(request),
    )
