"""Scores and ratings as FHIR R4 Observations: a number, where it came from, and nothing about what it may mean."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from holdspace.journey.fhir.coding import (
    MEASURES,
    OWN,
    PRORATED,
    UCUM,
    Resource,
    code_of,
    coded,
    fhir_id,
    labels,
    number,
    reference,
)
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.ratings import Rated
from holdspace.journey.measures.result import Result

SCREENING = (
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-screening-assessment"
)
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"


def observations(result: Result, measure: Measure, client: str) -> Iterator[Resource]:
    """Yield the score of the whole and of each part; what was not scored is not there."""
    origin = {"derivedFrom": [reference("QuestionnaireResponse", result.id)]}
    value = result.score.value
    if value is not None:
        found = _observed(f"{result.id}-total", value, result.at, client) | origin
        found["code"] = {"coding": [code_of(measure, "total")], "text": measure.title}
        if measure.loinc.get("total"):
            found["meta"] = labels() | {"profile": [SCREENING]}
        if result.score.prorated:
            found["extension"] = [{"url": PRORATED, "valueBoolean": True}]
        yield found
    for part, each in result.score.parts.items():
        found = _observed(f"{result.id}-{part}", each, result.at, client) | origin
        yield found | {"code": {"coding": [coded(MEASURES, f"{measure.id}-{part}")]}}


def rating(rated: Rated, client: str) -> Resource:
    """Return how close a goal felt, once."""
    found = _observed(rated.id, Decimal(rated.value), rated.at, client)
    code = {"coding": [coded(OWN, "goal-rating")]}
    return found | {"code": code, "focus": [reference("Goal", rated.goal)]}


def _observed(id: str, value: Decimal, at: datetime, client: str) -> Resource:  # noqa: A002
    """Return what every observation holds."""
    quantity = {"value": number(value), "unit": "{score}", "system": UCUM, "code": "{score}"}
    return {
        "resourceType": "Observation",
        "id": fhir_id(id),
        "meta": labels(),
        "status": "final",
        "category": [{"coding": [coded(_CATEGORY, "survey")]}],
        "code": {},
        "subject": reference("Patient", client),
        "performer": [reference("Patient", client)],
        "effectiveDateTime": at.isoformat(),
        "valueQuantity": quantity,
    }
