"""Scores typed from paper forms, and in words whether two of them lie further apart than chance alone tends to put them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import day_in, refused, theirs, which_of
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.caseload import TypedScore
from holdspace.journey.measures.measure import Measure, Method
from holdspace.journey.measures.result import plainly
from holdspace.journey.measures.series import Scored, Series, beside_each_other
from holdspace.ports.desk import HeldScore
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import status_of

_LONGEST = 12  # signs of a score


async def scores(request: Request) -> Response:
    """Show the scores of one person, and a way to type one."""
    return await _page(request)


async def keep(request: Request) -> Response:
    """Keep a score as it was typed, or remove one."""
    form, caseload = await forms.sent(request), therapist(request).caseload
    which = which_of(request)
    if form.one("what") == "remove":
        await theirs(partial(caseload.let_go, which, form.one("which")))
        return RedirectResponse(f"/desk/people/{which}/scores", 303)
    fit = {each.id: each for each in typed_measures(house(request).measures)}
    measure = fit.get(form.one("measure"))
    now = house(request).clock.now()
    on = day_in(form, now.date())
    value = value_in(form, measure) if measure else None
    if measure is None or value is None or on is None:
        problem = "day" if on is None else "score" if measure else "measure"
        return await _page(request, 422, problem, form)
    made = TypedScore(measure.id, measure.version, on, value, now)
    if why := await refused(partial(caseload.write, which, made)):
        return await _page(request, status_of(why), str(why), form)
    return RedirectResponse(f"/desk/people/{which}/scores", 303)


def typed_measures(measures: Mapping[str, Measure]) -> tuple[Measure, ...]:
    """Return the measures that come to one number, by title."""
    fit = (each for each in measures.values() if each.scoring.method is not Method.NONE)
    return tuple(sorted(fit, key=lambda each: each.title))


def value_in(form: Form, measure: Measure) -> Decimal | None:
    """Return the score a form holds, or None for what this measure can't come to."""
    sent = form.one("value").strip().replace(",", ".")
    try:
        value = Decimal(sent) if len(sent) <= _LONGEST else None
    except InvalidOperation:
        return None
    low, high = measure.scoring.range
    if value is None or not value.is_finite() or not low <= value <= high:
        return None
    digits = 2 if measure.scoring.method is Method.MEAN else 0
    return value if value == round(value, digits) else None


def series_of(scores: Iterable[HeldScore], measures: Mapping[str, Measure]) -> tuple[Series, ...]:
    """Return typed scores by measure and version, each beside the one before it and beside the first."""
    return beside_each_other((_scored(held, measures) for held in scores), measures)


def _scored(held: HeldScore, measures: Mapping[str, Measure]) -> Scored:
    """Return a typed score to be put beside others, under the title its measure has today."""
    score, measure = held.score, measures.get(held.score.measure)
    title = measure.title if measure else score.measure
    came_to = plainly(score.value)
    return Scored(score.measure, score.version, title, score.on, score.at, came_to, held.id)


async def _page(
    request: Request, status: int = 200, problem: str = "", form: Form | None = None
) -> Response:
    """Show the scores, with what was typed where it could not be kept."""
    kept = await theirs(partial(therapist(request).caseload.kept, which_of(request)))
    here = house(request)
    sent = form or Form({})
    return page(
        request,
        "desk/scores.html",
        status=status,
        kept=kept,
        series=series_of(kept.scores, here.measures),
        measures=typed_measures(here.measures),
        on=sent.one("on") or here.clock.now().date().isoformat(),
        measure=sent.one("measure"),
        value=sent.one("value"),
        problem=problem,
        ends={
            each.id: tuple(map(plainly, each.scoring.range))
            for each in typed_measures(here.measures)
        },
    )
