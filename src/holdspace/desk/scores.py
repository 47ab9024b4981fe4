"""Scores typed from paper forms, and in words whether two of them lie further apart than chance alone tends to put them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.asked import day_in, refused, theirs, which_of
from holdspace.desk.coming import therapist
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.caseload import TypedScore
from holdspace.journey.measures.change import change
from holdspace.journey.measures.measure import Measure, Method
from holdspace.journey.measures.result import plainly
from holdspace.journey.measures.scoring import Score
from holdspace.ports.desk import HeldScore
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import status_of

_LONGEST = 12  # signs of a score


@dataclass(frozen=True, slots=True)
class Row:
    """One score, and how it stands to the one before and to the first; empty for the first itself."""

    held: HeldScore
    shown: str
    before: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The scores of one measure, earliest first, and whose figure the words go by; empty where there is none to go by."""

    title: str
    low: str
    high: str
    rows: tuple[Row, ...]
    source: str = ""


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
    """Return scores by measure and version: two versions are not compared."""
    ordered = sorted(scores, key=lambda held: (*_whose(held), held.score.on, held.score.at))
    return tuple(
        _series(tuple(held), measures.get(whose[0])) for whose, held in groupby(ordered, _whose)
    )


def _whose(held: HeldScore) -> tuple[str, str]:
    """Return of which measure, and which version of it, a score is."""
    return held.score.measure, held.score.version


def _series(held: tuple[HeldScore, ...], measure: Measure | None) -> Series:
    """Return the scores of one measure; without words where it is here no more, or in another version."""
    name, version = _whose(held[0])
    if measure is None or measure.version != version:
        rows = tuple(Row(each, plainly(each.score.value)) for each in held)
        return Series(f"{measure.title if measure else name} ({version})", "", "", rows)
    low, high = map(plainly, measure.scoring.range)
    rows = tuple(_row(held, at, measure) for at in range(len(held)))
    reliable = measure.reliable_change
    tells = reliable is not None and measure.stands("reliable_change")
    return Series(measure.title, low, high, rows, reliable.source if reliable and tells else "")


def _row(held: tuple[HeldScore, ...], at: int, measure: Measure) -> Row:
    """Return one score beside the one before it and beside the first."""
    shown = plainly(held[at].score.value)
    if at == 0:
        return Row(held[0], shown)
    now, before, first = (Score(value=held[each].score.value) for each in (at, at - 1, 0))
    told = change(measure, before, now).told, change(measure, first, now).told
    return Row(held[at], shown, *map(str, told))


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
