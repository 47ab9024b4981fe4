"""A result as a FHIR R4 QuestionnaireResponse, and back: what is read is reckoned anew and has to agree."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from holdspace.domain.errors import NotAChoice, NotReadableHere
from holdspace.journey.fhir.coding import (
    PRORATED,
    Resource,
    code_of_option,
    fhir_id,
    figure,
    first,
    labels,
    number,
    own_id,
    reference,
)
from holdspace.journey.fhir.questionnaire import TOTAL, link, link_of_part
from holdspace.journey.measures.measure import Item, Measure, Method, Place
from holdspace.journey.measures.result import Result
from holdspace.journey.measures.scoring import score


def response(result: Result, measure: Measure, client: str) -> Resource:
    """Return a result as a response; `client` is the id the export gives the person."""
    answered = [item for item in measure.items if item.number in result.answers]
    items = [_answered(measure, item, result.answers[item.number]) for item in answered]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": fhir_id(result.id),
        "meta": labels(),
        "questionnaire": f"{measure.fhir_canonical}|{measure.version}",
        "status": "completed",
        "subject": reference("Patient", client),
        "authored": result.at.isoformat(),
        "source": reference("Patient", client),
        "item": [*items, *_reckoned(result, measure)],
    }


def result_of(resource: Mapping[str, Any], measures: Iterable[Measure]) -> Result:
    """Return the result that a response holds; it is shared with nobody.

    Raises NotReadableHere where it is of no measure here, or its answers do not come to its own numbers.
    """
    measure = _measure(resource, measures)
    try:
        answers = _answers(resource, measure)
        found = score(measure, answers)
        told = {each["linkId"]: _told(each) for each in resource["item"]}
        at = datetime.fromisoformat(resource["authored"])
        id_ = own_id(resource["id"])
    except (NotAChoice, KeyError, IndexError, TypeError, ValueError, ArithmeticError) as wrong:
        raise NotReadableHere from wrong
    mine = {link_of_part(part): found.parts.get(part.id) for part in measure.parts}
    mine[TOTAL] = found.value
    if any(told.get(name) != value for name, value in mine.items()):
        raise NotReadableHere
    return Result(
        id=id_, measure=measure.id, version=measure.version, at=at, answers=answers, score=found
    )


def _answered(measure: Measure, item: Item, value: int) -> Resource:
    """Return one question with its answer."""
    option = next(each for each in item.options if each.value == value)
    coding = code_of_option(measure, option, after=item.place is Place.AFTER)
    text = {"text": item.text} if item.text else {}
    return {"linkId": link(item), **text, "answer": [{"valueCoding": coding}]}


def _reckoned(result: Result, measure: Measure) -> list[Resource]:
    """Return the sums; one that stands on fewer answers says so."""
    sums = result.score.parts
    found: list[Resource] = [
        {"linkId": link_of_part(part), "answer": [{"valueInteger": int(sums[part.id])}]}
        for part in measure.parts
        if part.id in sums
    ]
    if result.score.value is None:
        return found
    kind = "valueDecimal" if measure.scoring.method is Method.MEAN else "valueInteger"
    total: Resource = {"linkId": TOTAL, "answer": [{kind: number(result.score.value)}]}
    if result.score.prorated:
        total["extension"] = [{"url": PRORATED, "valueBoolean": True}]
    return [*found, total]


def _measure(resource: Mapping[str, Any], measures: Iterable[Measure]) -> Measure:
    """Return the measure that a response answers."""
    named = resource.get("questionnaire")
    if resource.get("resourceType") == "QuestionnaireResponse":
        for measure in measures:
            if named == f"{measure.fhir_canonical}|{measure.version}":
                return measure
    raise NotReadableHere


def _answers(resource: Mapping[str, Any], measure: Measure) -> dict[int, int]:
    """Return the answers by the number of the question, each found by its code."""
    by_link = {link(item): item for item in measure.items}
    found: dict[int, int] = {}
    for each in resource["item"]:
        item = by_link.get(each["linkId"])
        if item is None:
            continue
        if item.number in found or len(each["answer"]) != 1:
            raise NotReadableHere
        coding = each["answer"][0]["valueCoding"]
        found[item.number] = _value(measure, item, coding)
    return found


def _value(measure: Measure, item: Item, coding: Mapping[str, Any]) -> int:
    """Return the number that a coded answer counts as."""
    after = item.place is Place.AFTER
    for option in item.options:
        ours = code_of_option(measure, option, after=after)
        if (ours["system"], ours["code"]) == (coding.get("system"), coding.get("code")):
            return option.value
    raise NotReadableHere


def _told(item: Mapping[str, Any]) -> Decimal | None:
    """Return the number that an item of sums holds, or None."""
    answer = item["answer"][0]
    value = answer.get("valueInteger", answer.get("valueDecimal"))
    return None if value is None else figure(value)


def is_prorated(resource: Mapping[str, Any]) -> bool:
    """Whether a response says that its total stands on fewer answers than there are questions."""
    totals = (item for item in resource.get("item", ()) if item.get("linkId") == TOTAL)
    return any(first(total, PRORATED).get("valueBoolean") is True for total in totals)
