"""The plan for hard moments as a FHIR R4 CarePlan, and back, word for word."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from holdspace.domain.errors import NotReadableHere
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import Person, PlanPart, SafetyPlan
from holdspace.journey.fhir.coding import (
    BASE,
    OWN,
    Resource,
    concept,
    fhir_id,
    first,
    labels,
    reference,
)

CATEGORY = "suicide-prevention"
TITLE = "Plan for hard moments"
_PERSON = f"{BASE}/StructureDefinition/person-i-can-tell"


def care_plan(id: str, plan: SafetyPlan, client: str, made: datetime) -> Resource:  # noqa: A002
    """Return a whole safety plan; what was left empty is not there."""
    return {
        "resourceType": "CarePlan",
        "id": fhir_id(id),
        "meta": labels(),
        "status": "active",
        "intent": "plan",
        "category": [concept(OWN, CATEGORY)],
        "title": TITLE,
        "description": "Not a promise, not a contract.",
        "subject": reference("Patient", client),
        "author": reference("Patient", client),
        "created": made.isoformat(),
    } | ({"activity": [*_activities(plan)]} if plan else {})


def safety_plan_of(resource: Mapping[str, Any]) -> SafetyPlan:
    """Return the plan that a resource holds. Raises NotReadableHere where it is none of ours."""
    parts: dict[str, Any] = {}
    people: list[Person] = []
    try:
        if resource["category"][0]["coding"][0]["code"] != CATEGORY:
            raise NotReadableHere
        for activity in resource.get("activity", ()):
            detail = activity["detail"]
            part = PlanPart(detail["code"]["coding"][0]["code"])
            if part is PlanPart.PEOPLE:
                people.append(_person_of(detail))
            else:
                parts[part] = Private(detail["description"])
    except (KeyError, IndexError, TypeError, ValueError) as wrong:
        raise NotReadableHere from wrong
    return SafetyPlan(people=tuple(people), **parts)


def _activities(plan: SafetyPlan) -> Iterator[Resource]:
    """Yield one activity a part, and one a person."""
    for part in plan.filled:
        if part is not PlanPart.PEOPLE:
            yield _activity(part, {"description": getattr(plan, part).text})
            continue
        for person in plan.people:
            yield _activity(part, {"extension": [_person(person)]})


def _activity(part: PlanPart, held: Resource) -> Resource:
    """Return one activity: a thing that may be of use, neither ordered nor due."""
    return {"detail": {"code": concept(OWN, part), "status": "unknown", **held}}


def _person(person: Person) -> Resource:
    """Return who can be told, how, and with which words."""
    told = {"name": person.name, "reach": person.reach, "words": person.words}
    inner = [{"url": key, "valueString": words.text} for key, words in told.items() if words]
    return {"url": _PERSON, "extension": inner} if inner else {"url": _PERSON, "valueString": "-"}


def _person_of(detail: Mapping[str, Any]) -> Person:
    inner = first(detail, _PERSON).get("extension", ())
    return Person(**{each["url"]: Private(each["valueString"]) for each in inner})
