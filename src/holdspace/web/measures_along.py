"""Taking along as FHIR, for another program: what somebody ticks, made when they ask, and kept nowhere."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.safety_plan import SafetyPlan
from holdspace.journey.fhir.bundle import bundle
from holdspace.journey.fhir.care_plan import care_plan
from holdspace.journey.fhir.coding import Resource
from holdspace.journey.fhir.goal import goal
from holdspace.journey.fhir.observation import observations
from holdspace.journey.fhir.questionnaire import questionnaire
from holdspace.journey.fhir.response import response
from holdspace.journey.fhir.sharing import provenance
from holdspace.journey.measures.kept import score_of
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.ratings import Goal
from holdspace.journey.measures.result import Result
from holdspace.journey.measures.scoring import score
from holdspace.ports.filled import HeldFilled
from holdspace.ports.hopes import HeldGoal
from holdspace.ports.keeping import Member
from holdspace.web import forms
from holdspace.web.earlier import insider
from holdspace.web.house import house
from holdspace.web.plan import plan_of
from holdspace.web.rendering import is_quiet, page

KIND = "application/fhir+json"
_ROWS = "which"  # the field of what is ticked


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be taken along, or what of it was ticked."""

    filled: Sequence[HeldFilled] = ()
    goals: Sequence[HeldGoal] = ()
    plan: SafetyPlan | None = None

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.filled or self.goals or self.plan)

    def ticked(self, rows: Sequence[str], *, plan: bool) -> "Choice":
        """Return what of it was ticked."""
        return Choice(
            [held for held in self.filled if held.id in rows],
            [held for held in self.goals if held.id in rows],
            self.plan if plan else None,
        )


async def along(request: Request) -> Response:
    """Show what can be taken along; nothing is ticked beforehand."""
    choice = await to_thread.run_sync(_choice, request, insider(request))
    return page(request, "measures_along.html", choice=choice, none_ticked=False)


async def take_along(request: Request) -> Response:
    """Send what was ticked as one bundle."""
    member, form = insider(request), await forms.sent(request)
    choice = await to_thread.run_sync(_choice, request, member)
    ticked = choice.ticked(form.fields.get(_ROWS, []), plan=form.one("plan") == "yes")
    if not ticked:
        told = {"choice": choice, "none_ticked": True}
        return page(request, "measures_along.html", status=422, **told)
    here = house(request)
    whole = _bundle(ticked, here.measures, here.dice.id(), here.clock.now())
    name = "notes" if is_quiet(request) else "holdspace-fhir"
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    body = json.dumps(whole, ensure_ascii=False, indent=1)
    return Response(body, media_type=KIND, headers=headers)


def _choice(request: Request, member: Member) -> Choice:
    """Return all that can be taken along; what is of no measure here any more is not, since nothing could be said of it."""
    known = house(request).measures
    filled = [
        held
        for held in member.filled.kept()
        if score_of(known.get(held.filled.measure), held.filled) is not None
    ]
    return Choice(filled, member.hopes.kept().goals, plan_of(request) or None)


def _bundle(ticked: Choice, known: Mapping[str, Measure], client: str, now: datetime) -> Resource:
    """Return it all in one bundle; `client` is a name made for this one file, and leads nowhere."""
    made = [*_resources(ticked, known, client, now)]
    return bundle([*made, provenance(f"{client}-along", made, client, now)], now)


def _resources(
    ticked: Choice, known: Mapping[str, Measure], client: str, now: datetime
) -> Iterator[Resource]:
    """Yield each thing as a resource, a questionnaire once however often it was filled in."""
    results = [_result(held, known[held.filled.measure]) for held in ticked.filled]
    yield from map(questionnaire, {found.id: found for _, found in results}.values())
    for result, found in results:
        yield response(result, found, client)
        yield from observations(result, found, client)
    for each in ticked.goals:
        yield goal(Goal(each.id, each.goal.says, each.goal.since), client)
    if ticked.plan:
        yield care_plan(f"{client}-plan", ticked.plan, client, now)


def _result(held: HeldFilled, found: Measure) -> tuple[Result, Measure]:
    """Return what was filled in as a result, and of which measure."""
    answers = held.filled.by_question
    result = Result(
        id=held.id,
        measure=found.id,
        version=found.version,
        at=held.filled.at,
        answers=answers,
        score=score(found, answers),
    )
    return result, found
