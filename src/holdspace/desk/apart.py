"""Psychotherapy notes: on a page of their own, apart from the notes of sessions, and on no other page, print or list."""

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import day_in, place, refused, theirs, which_of, words_in
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.caseload import LONGEST_PART, ApartNote
from holdspace.domain.people import Private
from holdspace.ui.doors import forms
from holdspace.ui.doors.trying import status_of


async def apart(request: Request) -> Response:
    """Show what is kept apart of one person."""
    return await _page(request)


async def keep_apart(request: Request) -> Response:
    """Keep, change or remove one note. What can't be kept stays in its box."""
    form, who, which = await forms.sent(request), therapist(request), which_of(request)
    row = form.one("which")
    back = RedirectResponse(f"/desk/people/{which}/apart", 303)
    if form.one("what") == "remove":
        await theirs(partial(who.caseload.let_go, which, row))
        return back
    if form.one("what") == "let-go":
        await theirs(partial(who.let_draft_go, place(request)))
        return back
    now, words = house(request).clock.now(), words_in(form, "words")
    on = day_in(form, now.date())
    if on is None or not words or len(words.text) > LONGEST_PART:
        return await _page(request, 422, problem=_problem(words), words=words.text, which=row)
    made = ApartNote(on, words, now)
    work: Callable[[], object] = partial(who.caseload.write, which, made)
    if row:
        work = partial(who.caseload.rewrite, which, row, made)
    if why := await refused(work):
        return await _page(request, status_of(why), problem=str(why), words=words.text, which=row)
    await refused(partial(who.let_draft_go, place(request)))
    return back


def _problem(words: Private) -> str:
    """Return what is in the way of keeping a note."""
    if not words:
        return "empty"
    return "long" if len(words.text) > LONGEST_PART else "day"


async def _page(request: Request, status: int = 200, **told: Any) -> Response:
    """Show the page; `which` says in whose box the words of a refusal stand, empty for the new one."""
    who, which = therapist(request), which_of(request)
    client = await theirs(partial(who.caseload.client, which))
    notes = await theirs(partial(who.caseload.apart, which))
    left = await to_thread.run_sync(who.draft, place(request))
    shown = {
        "id": which,
        "client": client,
        "notes": notes,
        "on": house(request).clock.now().date(),
        "place": place(request),
        "problem": "",
        "words": left.text,
        "left": bool(left),
        "which": "",
    }
    return page(request, "desk/apart.html", status=status, **(shown | told))
