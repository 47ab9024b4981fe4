"""Codes, references and labels that every resource shares. Where LOINC has no confirmed code, our own system stands in."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from holdspace.journey import loinc
from holdspace.journey.measures.measure import Measure, Option

Resource = dict[str, Any]

# Reserved never to lead anywhere (RFC 2606): these names are looked up by nobody.
BASE = "https://holdspace.invalid/fhir"
MEASURES = f"{BASE}/CodeSystem/measures"
OWN = f"{BASE}/CodeSystem/holdspace"
PRORATED = f"{BASE}/StructureDefinition/prorated"
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
UCUM = "http://unitsofmeasure.org"
_ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
_OBSERVATION_VALUE = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue"


def fhir_id(id: str) -> str:  # noqa: A002  the field's own name
    """Return an id as FHIR writes ids, where an underscore may not stand."""
    return id.replace("_", ".")


def own_id(id: str) -> str:  # noqa: A002
    """Return an id as it is written here."""
    return id.replace(".", "_")


def reference(kind: str, id: str) -> Resource:  # noqa: A002
    """Return a reference to another resource of the same export."""
    return {"reference": f"{kind}/{fhir_id(id)}"}


def coded(system: str, code: str, display: str = "") -> Resource:
    """Return a coding, with what it is called where that is known."""
    return {"system": system, "code": code} | ({"display": display} if display else {})


def concept(system: str, code: str, text: str = "") -> Resource:
    """Return a concept of one coding."""
    return {"coding": [coded(system, code)]} | ({"text": text} if text else {})


def code_of(measure: Measure, what: str) -> Resource:
    """Return the coding of a measure's panel or total: LOINC where it is confirmed, else our own."""
    code = measure.loinc.get(what)
    return coded(loinc.SYSTEM, code) if code else coded(MEASURES, f"{measure.id}-{what}")


def code_of_option(measure: Measure, option: Option, *, after: bool = False) -> Resource:
    """Return the coding of one answer, with the number it counts as."""
    system = f"{BASE}/CodeSystem/{measure.id}-{'after' if after else 'answers'}"
    coding = (
        coded(loinc.SYSTEM, option.loinc, option.text)
        if option.loinc
        else coded(system, str(option.value), option.text)
    )
    return {"extension": [{"url": ORDINAL, "valueDecimal": option.value}], **coding}


def labels(*, by_a_model: bool = False) -> Resource:
    """Return the labels a resource carries: about mental health, restricted, and whether a model wrote it."""
    security = [coded(_ACT, "PSY"), coded(_CONFIDENTIALITY, "R")]
    if by_a_model:
        security.append(coded(_OBSERVATION_VALUE, "AIAST"))
    return {"security": security}


def number(value: Decimal) -> int | float:
    """Return a figure as JSON writes it; a hundredth comes back the same through `figure`."""
    return int(value) if value == value.to_integral_value() else float(value)


def figure(value: float | Decimal) -> Decimal:
    """Return a figure that was read from JSON, without the dust of binary fractions."""
    return Decimal(str(value))


def first(resource: Mapping[str, Any], url: str) -> Mapping[str, Any]:
    """Return the extension of one kind, or nothing."""
    return next((each for each in resource.get("extension", ()) if each.get("url") == url), {})
