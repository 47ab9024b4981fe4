"""Questionnaires, for whoever opens them: a quiet list, one question at a time or all on one page, and what they come to."""

from collections.abc import Callable, Iterable, Mapping

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.filled import FilledIn, Given
from holdspace.journey.measures.change import change
from holdspace.journey.measures.filling import Alert, Filling, passed_over, standing
from holdspace.journey.measures.filling import answer as answered
from holdspace.journey.measures.kept import score_of
from holdspace.journey.measures.measure import Item, Measure, Starts
from holdspace.journey.measures.pinned import OWN
from holdspace.journey.measures.result import Reading, plainly, reading, says_of, says_why_not
from holdspace.journey.measures.scoring import Score, score
from holdspace.ports.filled import HeldFilled
from holdspace.web import forms
from holdspace.web.asking import (
    begun_with,
    in_the_end,
    on_one_sheet,
    one_back,
    so_far,
    stands,
    why_not_of,
)
from holdspace.web.coming import came
from holdspace.web.earlier import insider, theirs
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.rendering import page
from holdspace.web.saying import met_at_once
from holdspace.web.visitor import page_of


async def measures(request: Request) -> Response:
    """Show which there are, and what was kept."""
    kept = await to_thread.run_sync(insider(request).filled.kept)
    every = house(request).measures.values()
    return page(
        request,
        "measures.html",
        own=_listed(every, Starts.ANYBODY),
        with_a_therapist=_listed(every, Starts.THERAPIST),
        kept=kept,
    )


async def let_go(request: Request) -> Response:
    """Remove one that was kept, for good."""
    member, form = insider(request), await forms.sent(request)
    await theirs(lambda: member.filled.let_go(form.one("which")))
    return RedirectResponse("/measures#kept", 303)


async def measure(request: Request) -> Response:
    """Show what one asks and whose it is, and how it was before; nothing has begun yet."""
    asked = _asked(request)
    kept = await to_thread.run_sync(insider(request).filled.kept)
    return page(
        request,
        "measure.html",
        measure=asked,
        not_now=await _not_now(request, asked),
        before=_before(asked, kept),
        says=_then_and_now(asked, kept),
    )


async def sheet(request: Request) -> Response:
    """Show all its questions on one page."""
    asked = _asked(request)
    if await _not_now(request, asked):
        return RedirectResponse(f"/measures/{asked.id}", 303)
    return page(request, "measure_sheet.html", measure=asked, items=_items(asked))


async def fill_in(request: Request) -> Response:
    """Go one step on. An answer that tells of danger is met before anything else, whatever else there is to say."""
    asked, form = _asked(request), await forms.sent(request)
    step = _STEPS.get(form.one("what"))
    if step is None:
        raise HTTPException(404)
    filling = step(asked, form)
    where = standing(filling)
    if isinstance(where, Alert):
        evidence = tuple(alert.evidence for alert in filling.raised)
        held = {"filled": asked, "so_far": so_far(filling), "kept_here": bool(came(request).member)}
        return await met_at_once(request, form, evidence, **held)
    insider(request)
    if form.one("what") == "keep":
        return await _keep(request, asked, filling)
    if reason := await _not_now(request, asked):
        return page(request, "measure.html", measure=asked, not_now=reason, before=(), says="")
    show = _asks if isinstance(where, Item) else _tells
    return await show(request, filling)


def _listed(every: Iterable[Measure], starts: Starts) -> tuple[Measure, ...]:
    """Return those that people know by a name and that somebody may start so; without wording only a therapist's are named."""
    return tuple(
        each
        for each in every
        if each.licence != OWN
        and each.starts is starts
        and (each.has_wording or starts is Starts.THERAPIST)
    )


def _asked(request: Request) -> Measure:
    """Return which an address names; our own rulers are asked in places of their own."""
    found = house(request).measures.get(request.path_params["id"])
    if found is None or found.licence == OWN:
        raise HTTPException(404)
    return found


async def _not_now(request: Request, asked: Measure) -> str:
    """Return why it is not asked now, in a sentence; empty where it may be."""
    reason = why_not_of(asked, await stands(request))
    return says_why_not(reason) if reason else ""


def _items(asked: Measure) -> tuple[Item, ...]:
    """Return the questions that are asked."""
    return tuple(item for item in asked.items if not asked.is_left_out(item))


def _next(asked: Measure, form: Form) -> Filling:
    """Take the answer to one question; none is as good."""
    filling, number = begun_with(asked, form), forms.number(form.one("q"))
    chosen = forms.number(form.one("a").removeprefix("-"))
    if number not in asked.by_number or number is None or filling.alert:
        return filling
    value = -chosen if chosen is not None and form.one("a").startswith("-") else chosen
    if all(option.value != value for option in asked.by_number[number].options) or value is None:
        return passed_over(filling, number)
    return answered(filling, number, value)


def _skip(asked: Measure, form: Form) -> Filling:
    """Leave one question out."""
    return _next(asked, Form({**form.fields, "a": []}))


def _back(asked: Measure, form: Form) -> Filling:
    """Go back to the question before."""
    return begun_with(asked, one_back(begun_with(asked, form)))


def _end(asked: Measure, form: Form) -> Filling:
    """Take all of it as it stands; what alarms was met on the page this comes from, which says so."""
    return in_the_end(asked, form) if form.one("met") else begun_with(asked, form)


_STEPS: Mapping[str, Callable[[Measure, Form], Filling]] = {
    "begin": begun_with,
    "next": _next,
    "skip": _skip,
    "back": _back,
    "sheet": on_one_sheet,
    "keep": _end,
}


async def _asks(request: Request, filling: Filling) -> Response:
    """Show the next question."""
    item, asked = standing(filling), _items(filling.measure)
    told = {"measure": filling.measure, "item": item, "so_far": so_far(filling)}
    return page(request, "measure_question.html", **told, at=asked.index(item) + 1, of=len(asked))  # type: ignore[arg-type]


async def _tells(request: Request, filling: Filling) -> Response:
    """Show what the answers come to, and what was said of it before; nothing is kept yet."""
    asked = filling.measure
    kept = await to_thread.run_sync(insider(request).filled.kept)
    before = _of(asked, kept)
    now = score(asked, filling.answers)
    return page(
        request,
        "measure_result.html",
        measure=asked,
        reading=reading(asked, now),
        any_answer=bool(filling.answers),
        so_far=so_far(filling),
        says=says_of(change(asked, before[-1][1], now)) if before else "",
    )


async def _keep(request: Request, asked: Measure, filling: Filling) -> Response:
    """Keep it, sealed; where danger was just met, the talk comes next."""
    back = "/talk#end" if filling.raised and page_of(request) else f"/measures/{asked.id}#before"
    answers = tuple(Given(number, value) for number, value in sorted(filling.answers.items()))
    came_to = score(asked, filling.answers).value
    made = FilledIn(
        measure=asked.id,
        version=asked.version,
        title=asked.title,
        at=house(request).clock.now(),
        answers=answers,
        came_to=plainly(came_to) if came_to is not None else "",
    )
    if made.fits:
        await to_thread.run_sync(insider(request).filled.keep, made)
    return RedirectResponse(back, 303)


def _of(asked: Measure, kept: Iterable[HeldFilled]) -> tuple[tuple[HeldFilled, Score], ...]:
    """Return those of one measure with what they come to, earliest first."""
    found = ((held, score_of(asked, held.filled)) for held in kept)
    return tuple((held, came_to) for held, came_to in found if came_to is not None)


def _before(asked: Measure, kept: Iterable[HeldFilled]) -> tuple[tuple[HeldFilled, Reading], ...]:
    """Return each that was kept with what may be read of it, latest first."""
    return tuple((held, reading(asked, came_to)) for held, came_to in reversed(_of(asked, kept)))


def _then_and_now(asked: Measure, kept: Iterable[HeldFilled]) -> str:
    """Return the one sentence about the latest beside the one before; nothing where there are no two."""
    scores = [came_to for _, came_to in _of(asked, kept)]
    return says_of(change(asked, *scores[-2:])) if scores[1:] else ""
