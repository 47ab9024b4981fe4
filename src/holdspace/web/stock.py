"""What there is of each kind of thing that can be shown, for the page one picks from."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from holdspace.access.telling import ready_in_danger
from holdspace.domain.people import VisitId
from holdspace.domain.shared import Sort
from holdspace.journey.showing import met_pieces
from holdspace.journey.to_bring import in_a_sentence
from holdspace.web.forms import Form
from holdspace.web.gathering import Own, day_in, plan_of
from holdspace.web.session import candidates, filled_in

_FOUR_WEEKS = timedelta(days=27)  # from the first of them to the last


def stock(own: Own, sort: Sort, form: Form) -> dict[str, Any]:
    """Return what there is of one kind."""
    find = _STOCKS.get(sort)
    return dict(find(own, form)) if find else {}


def _passages(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"passages": own.member.story.kept().passages[::-1]}


def _noted(own: Own, form: Form) -> Mapping[str, Any]:
    """Return how many days there are, and the four weeks that stand in the form at first."""
    days = own.member.days.noted().days
    last = days[-1].on if days else own.today
    first = day_in(form, "from") or max(last - _FOUR_WEEKS, days[0].on if days else last)
    return {"days": days, "first": first, "last": day_in(form, "to") or last}


def _goals(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"goals": own.member.hopes.kept().goals}


def _filled(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"filled": own.member.filled.kept()[::-1]}


def _of_plan(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"safety_plan": plan_of(own.member)}


def _of_manner(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"asked": met_pieces(own.member.manner())}


def _of_feeling_safe(own: Own, form: Form) -> Mapping[str, Any]:
    del form
    return {"feels_safe": own.member.feels_safe.kept()}


def _of_danger(own: Own, form: Form) -> Mapping[str, Any]:
    del own, form
    return {"ready": ready_in_danger()}


def _to_prepare(own: Own, form: Form) -> Mapping[str, Any]:
    held = own.member.to_bring(VisitId(""))
    found = candidates(own.member)
    return {
        "held": held,
        "liked": in_a_sentence(held.likes),
        "things": filled_in(found, form) if form.fields else found,
    }


_STOCKS = {
    Sort.PASSAGE: _passages,
    Sort.DAYS: _noted,
    Sort.GOAL: _goals,
    Sort.MEASURE: _filled,
    Sort.PLAN: _of_plan,
    Sort.MET: _of_manner,
    Sort.FEELS_SAFE: _of_feeling_safe,
    Sort.DANGER: _of_danger,
    Sort.THINGS_TO_BRING: _to_prepare,
}
