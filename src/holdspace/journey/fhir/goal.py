"""Goals in somebody's own words as FHIR R4 Goals, and back."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from holdspace.domain.errors import NotReadableHere
from holdspace.domain.people import Private
from holdspace.journey.fhir.coding import Resource, fhir_id, labels, own_id, reference
from holdspace.journey.measures.ratings import Goal

ACTIVE, SET_DOWN = "active", "cancelled"


def goal(own: Goal, client: str) -> Resource:
    """Return a goal; nothing is said of reaching it."""
    return {
        "resourceType": "Goal",
        "id": fhir_id(own.id),
        "meta": labels(),
        "lifecycleStatus": SET_DOWN if own.set_down else ACTIVE,
        "description": {"text": own.words.text},
        "subject": reference("Patient", client),
        "startDate": own.since.isoformat(),
    }


def goal_of(resource: Mapping[str, Any]) -> Goal:
    """Return the goal that a resource holds. Raises NotReadableHere where it is none of ours."""
    try:
        words = Private(resource["description"]["text"])
        since = date.fromisoformat(resource["startDate"])
        set_down = {ACTIVE: False, SET_DOWN: True}[resource["lifecycleStatus"]]
        return Goal(own_id(resource["id"]), words, since, set_down)
    except (KeyError, TypeError, ValueError) as wrong:
        raise NotReadableHere from wrong
