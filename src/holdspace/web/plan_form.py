"""Makes a safety plan of what a form sent; a part the form does not show stays as it was."""

from dataclasses import replace
from itertools import zip_longest
from typing import Any

from holdspace.domain.people import Private
from holdspace.domain.safety_plan import Person, PlanPart, SafetyPlan
from holdspace.safety.prepared import ways_to_be_safer
from holdspace.web.forms import Form

WRITTEN = tuple(part for part in PlanPart if part is not PlanPart.PEOPLE)
_PERSON = ("person-name", "person-reach", "person-words")


def planned(form: Form, before: SafetyPlan, begins: str) -> SafetyPlan:
    """Return the plan a form makes of the one before; lines left as they begin follow the country."""
    sent: dict[str, Any] = {part: _words(form.one(part)) for part in WRITTEN if part in form.fields}
    if sent.get(PlanPart.LINES, Private("")).text == begins:
        sent[PlanPart.LINES] = Private("") if PlanPart.LINES in form.fields else before.lines
    if _PERSON[0] in form.fields:
        sent[PlanPart.PEOPLE] = _people(form)
    return _with_picks(form, replace(before, **sent))


def _people(form: Form) -> tuple[Person, ...]:
    """Return the people of a form's rows; an empty row is nobody."""
    columns = ([_words(text) for text in form.fields.get(name, [])] for name in _PERSON)
    rows = (Person(*row) for row in zip_longest(*columns, fillvalue=Private("")))
    return tuple(person for person in rows if person)


def _with_picks(form: Form, safety_plan: SafetyPlan) -> SafetyPlan:
    """Add what was picked to be safer, each on a line of its own and only once."""
    written = [line for line in safety_plan.safer.text.split("\n") if line.strip()]
    picked = [way for way in ways_to_be_safer() if way in form.fields.get("safer-pick", [])]
    added = [line for line in (*picked, form.one("safer-more").strip()) if line]
    new = [line for line in added if line not in written]
    if not new:
        return safety_plan
    return replace(safety_plan, safer=Private("\n".join([*written, *new])))


def _words(text: str) -> Private:
    """Return what was written, with line breaks as everywhere else."""
    return Private(text.replace("\r\n", "\n").strip())
