"""The people of a therapist: a list by labels that only the therapist knows, and one page for each of them."""

from dataclasses import replace
from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import theirs, which_of
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.desk.scores import series_of
from holdspace.domain.caseload import LONGEST_LABEL, PaperClient
from holdspace.domain.errors import HoldspaceError, VisitFull
from holdspace.domain.people import Private, folded
from holdspace.ports.desk import Therapist
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import status_of


async def people(request: Request) -> Response:
    """Show the list."""
    return await _listed(request)


async def add_or_find(request: Request) -> Response:
    """Add somebody by a label, or show whose label has some letters in it; neither stands in an address."""
    form, who = await forms.sent(request), therapist(request)
    if form.one("what") == "find":
        return await _listed(request, sought=form.one("find").strip())
    label = _label(form)
    if not label or len(label.text) > LONGEST_LABEL:
        return await _listed(request, 422, problem="label", label=label)
    made = PaperClient(label, house(request).clock.now().date())
    try:
        row = await to_thread.run_sync(who.caseload.add, made)
    except VisitFull:
        return await _listed(request, 422, problem="full", label=label)
    except HoldspaceError as refused:
        return await _listed(request, status_of(refused), problem=str(refused), label=label)
    return RedirectResponse(f"/desk/people/{row}", 303)


async def one(request: Request) -> Response:
    """Show one person: notes, latest first, and scores; what is kept apart is not opened."""
    return await _one(request)


async def change(request: Request) -> Response:
    """Change the label, put somebody away or back, or remove them."""
    form, which, who = await forms.sent(request), which_of(request), therapist(request)
    caseload = who.caseload
    what = form.one("what")
    if what == "remove":
        if form.one("really") != "yes":
            return RedirectResponse(f"/desk/people/{which}#remove", 303)
        await theirs(partial(caseload.remove, which))
        await theirs(partial(_let_drafts_go, who, f"/desk/people/{which}/"))
        return RedirectResponse("/desk/people", 303)
    if what in ("away", "back"):
        await theirs(partial(caseload.change, which, partial(_away, away=what == "away")))
        return RedirectResponse("/desk/people", 303)
    label = _label(form)
    if not label or len(label.text) > LONGEST_LABEL:
        return await _one(request, 422, problem="label")
    await theirs(partial(caseload.change, which, lambda before: replace(before, label=label)))
    return RedirectResponse(f"/desk/people/{which}", 303)


async def printed(request: Request) -> Response:
    """Show notes and scores as one page to print; psychotherapy notes are not on it."""
    kept = await theirs(partial(therapist(request).caseload.kept, which_of(request)))
    series = series_of(kept.scores, house(request).measures)
    return page(request, "desk/person_print.html", kept=kept, series=series)


async def _one(request: Request, status: int = 200, problem: str = "") -> Response:
    """Show one person, with what could not be."""
    kept = await theirs(partial(therapist(request).caseload.kept, which_of(request)))
    series = series_of(kept.scores, house(request).measures)
    told = {"kept": kept, "series": series, "problem": problem, "longest": LONGEST_LABEL}
    return page(request, "desk/person.html", status=status, **told)


async def _listed(  # noqa: PLR0913  what the page shows, each by its name
    request: Request,
    status: int = 200,
    *,
    sought: str = "",
    problem: str = "",
    label: Private | None = None,
) -> Response:
    """Show the list, or those of it whose label has some letters in it."""
    every = await theirs(therapist(request).caseload.listed)
    letters = folded(Private(sought))
    found = [held for held in every if letters in folded(held.client.label)]
    return page(
        request,
        "desk/people.html",
        status=status,
        here_now=[held for held in found if not held.client.away],
        away=[held for held in found if held.client.away],
        anybody=bool(every),
        sought=sought,
        problem=problem,
        label=label.text if label else "",
        longest=LONGEST_LABEL,
    )


def _let_drafts_go(who: Therapist, under: str) -> None:
    """Remove what was being written on the pages of somebody who is removed, or coming in would lead to a page that is gone."""
    while (at := who.left_at()).startswith(under):
        who.let_draft_go(at)


def _label(form: Form) -> Private:
    """Return a label as it was typed, in one line."""
    return Private(" ".join(form.one("label").split()))


def _away(before: PaperClient, *, away: bool) -> PaperClient:
    """Put somebody away, or back."""
    return replace(before, away=away)
