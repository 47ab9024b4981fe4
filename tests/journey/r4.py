"""What is R4 and nothing later, which the classes of R4B do not tell: our own check of a resource."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
LATER = ("itemWeight", "answerConstraint", "disabledDisplay", "preferredTerminologyServer")
ITEM_TYPES = {"group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string", "text", "url", "choice", "open-choice", "attachment", "reference", "quantity"}  # fmt: skip
ID = re.compile(r"[A-Za-z0-9.\-]{1,64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
NEEDED = {
    "Questionnaire": {"status", "url", "version", "subjectType", "copyright", "code", "item"},
    "QuestionnaireResponse": {"status", "questionnaire", "authored", "source", "subject", "item"},
    "Observation": {"status", "category", "code", "subject", "effectiveDateTime", "valueQuantity"},
    "Goal": {"lifecycleStatus", "description", "subject"},
    "CarePlan": {"status", "intent", "subject", "category"},
    "Consent": {"status", "scope", "category", "policyRule", "provision", "patient"},
    "Provenance": {"target", "recorded", "agent"},
    "Bundle": {"type", "timestamp", "entry"},
}
# What R5 calls otherwise or adds: whoever reads R4 does not know it.
R5 = {
    "Questionnaire": {"copyrightLabel", "versionAlgorithmString"},
    "Observation": {"triggeredBy", "bodyStructure", "instantiatesCanonical"},
    "Consent": {"subject", "grantor", "grantee", "decision", "regulatoryBasis", "policyBasis"},
    "CarePlan": {"custodian"},
    "Goal": {"continuous", "acceptance"},
    "Provenance": {"occurredAge", "basedOn", "patient", "encounter", "why"},
}


def faults(resource: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is not R4 in a resource, or what R4's own rules would refuse."""
    kind = resource["resourceType"]
    yield from (f"{kind} lacks {name}" for name in NEEDED[kind] - resource.keys())
    yield from (f"{kind}.{name} is R5" for name in R5.get(kind, set()) & resource.keys())
    if "id" in resource and not ID.fullmatch(resource["id"]):
        yield f"{resource['id']} is no id"
    for name, value in walk(resource):
        if name == "url" and any(later in str(value) for later in LATER):
            yield f"{value} came after R4"
        if name in {"authored", "recorded", "timestamp", "created", "effectiveDateTime"} and not INSTANT.fullmatch(value):  # fmt: skip
            yield f"{name} is no instant: {value}"
        if value in ("", [], {}, None):
            yield f"{name} is empty"
    if kind == "Questionnaire":
        yield from of_questions(resource)
    if kind == "Provenance" and not all("who" in agent for agent in resource["agent"]):
        yield "an agent is somebody"
    if kind == "CarePlan":
        yield from ("detail needs a status" for each in resource.get("activity", ()) if "status" not in each["detail"])  # fmt: skip


def of_questions(questionnaire: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the questions of a questionnaire."""
    links = [item["linkId"] for item in questionnaire["item"]]
    if len(set(links)) < len(links):
        yield "two questions have one link"
    for item in questionnaire["item"]:
        if item["type"] not in ITEM_TYPES:
            yield f"{item['type']} is no type of R4"
        for option in item.get("answerOption", ()):
            values = [e["valueDecimal"] for e in option["valueCoding"].get("extension", ()) if e["url"] == ORDINAL]  # fmt: skip
            if len(values) != 1:
                yield f"an answer of {item['linkId']} counts as no number"
        for condition in item.get("enableWhen", ()):
            if condition["question"] not in links:
                yield f"{item['linkId']} waits for a question that is not there"
        if item.get("readOnly") and not any(e["url"] == CALCULATED and e["valueExpression"]["language"] == "text/fhirpath" for e in item["extension"]):  # fmt: skip
            yield f"{item['linkId']} does not say how it is reckoned"


def walk(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Yield everything in a resource with the name it stands under."""
    yield name, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from walk(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from walk(each, name)
