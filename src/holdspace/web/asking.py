"""Whether a questionnaire may be opened just now, by the rules for asking, and what was answered so far, as forms carry it."""

import re
from collections.abc import Iterator
from contextlib import suppress

from anyio import to_thread
from starlette.requests import Request

from holdspace.domain.errors import NotAChoice
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import Tap
from holdspace.journey.measures.asking import AFTER_DANGER, Ask, Asker, Moment, NotNow, why_not
from holdspace.journey.measures.filling import (
    Filling,
    answer,
    begun,
    filled_at_once,
    met,
    passed_over,
)
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.scoring import check
from holdspace.ports import VisitPage
from holdspace.ports.keeping import Member
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.house import house
from holdspace.web.visitor import page_of

_LEFT_OUT = "-"
_ONE = re.compile(r"(\d{1,2}):(-?\d{1,2}|-)", re.ASCII)
_LONGEST = 600  # characters of all that was answered


async def stands(request: Request) -> Moment:
    """Return where somebody stands, as the rules for asking look at it."""
    return await to_thread.run_sync(_moment, request, insider(request))


def why_not_of(measure: Measure, moment: Moment) -> NotNow | None:
    """Return why a measure is not opened; whoever opens a page of theirs asks for themselves."""
    return why_not(Ask(measure=measure, by=Asker.CLIENT), moment)


def begun_with(measure: Measure, form: Form) -> Filling:
    """Return a measure as far as it was filled in, one question at a time; what is no answer of it is left out."""
    filling = begun(measure)
    for number, value in _told(form):
        with suppress(NotAChoice):
            filling = answer(filling, number, value) if value is not None else passed_over(filling, number)  # fmt: skip
    return filling


def on_one_sheet(measure: Measure, form: Form) -> Filling:
    """Return a measure whose questions were all on one page."""
    chosen = ((item.number, form.one(f"q{item.number}")) for item in measure.items)
    told = f"{' '.join(f'{number}:{value}' for number, value in chosen if value)}"
    return filled_at_once(measure, _answers(measure, Form({"so_far": [told]})))


def in_the_end(measure: Measure, form: Form) -> Filling:
    """Return what was answered in the end, once what it raises was met."""
    filling = filled_at_once(measure, _answers(measure, form))
    for _ in filling.raised:
        filling = met(filling)
    return filling


def so_far(filling: Filling) -> str:
    """Return what was answered as the next form carries it, in the order of the questions."""
    asked = (item for item in filling.measure.items if not filling.measure.is_left_out(item))
    said = ((item.number, filling.answers.get(item.number)) for item in asked)
    return " ".join(
        f"{number}:{_LEFT_OUT if value is None else value}"
        for number, value in said
        if value is not None or number in filling.passed
    )


def one_back(filling: Filling) -> Form:
    """Return what was answered without the last of it."""
    return Form({"so_far": [" ".join(so_far(filling).split()[:-1])]})


def _told(form: Form) -> Iterator[tuple[int, int | None]]:
    """Yield each question with its answer, or without one where it was left out."""
    for number, value in _ONE.findall(form.one("so_far")[:_LONGEST]):
        yield int(number), None if value == _LEFT_OUT else int(value)


def _answers(measure: Measure, form: Form) -> dict[int, int]:
    """Return the answers that are ones of this measure."""
    found: dict[int, int] = {}
    for number, value in _told(form):
        with suppress(NotAChoice):
            if value is not None:
                check(measure, {number: value})
                found[number] = value
    return found


def _is_overwhelmed(visit: VisitPage) -> bool:
    """Whether it was too much in a visit, as it was heard or as they tapped."""
    tapped = any(exchange.tap is Tap.TOO_MUCH for exchange in visit.exchanges)
    return tapped or any(lane.startswith(Lane.OVERWHELM) for lane in visit.lanes)


def _moment(request: Request, member: Member) -> Moment:
    """Return where somebody stands: their open visit, the last day, and whether they have only just arrived."""
    now, visit = house(request).clock.now(), page_of(request)
    came_today = member.account().since == now.date()
    return Moment(
        now=now,
        tier=visit.tier if visit else Tier.R0,
        overwhelmed=visit is not None and _is_overwhelmed(visit),
        first_landing=came_today and not member.earlier.listed().visits,
        last_r4=member.earlier.stood_at(Tier.R4, now - AFTER_DANGER),
    )
