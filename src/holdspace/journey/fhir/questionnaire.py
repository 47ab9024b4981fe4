"""A measure as a FHIR R4 Questionnaire, in the manner of Structured Data Capture 3."""

from collections.abc import Iterable, Iterator

from holdspace.journey import loinc
from holdspace.journey.fhir.coding import Resource, code_of, code_of_option, coded, labels
from holdspace.journey.measures.measure import Item, Measure, Method, Part, Place

CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
PROFILE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"
LOINC_NOTICE = "LOINC codes: see https://loinc.org/license."
TOTAL = "total"


def questionnaire(measure: Measure) -> Resource:
    """Return the questionnaire; without wording it still holds its codes, answers and reckoning."""
    meta = labels() | ({"profile": [PROFILE]} if measure.has_wording else {})
    notice = [measure.copyright]
    if measure.loinc or any(item.loinc for item in measure.items):
        notice.append(LOINC_NOTICE)
    return {
        "resourceType": "Questionnaire",
        "id": measure.id,
        "meta": meta,
        "url": measure.fhir_canonical,
        "version": measure.version,
        "title": measure.title,
        "status": "active",
        "subjectType": ["Patient"],
        "copyright": " ".join(notice),
        "code": [code_of(measure, "panel")],
        "item": [*_items(measure)],
    }


def link(item: Item) -> str:
    """Return the link id of a question."""
    return f"q{item.number}"


def link_of_part(part: Part) -> str:
    """Return the link id of a part's sum."""
    return f"part-{part.id}"


def _items(measure: Measure) -> Iterator[Resource]:
    """Yield the questions, then what is reckoned from them."""
    if measure.stem:
        yield {"linkId": "stem", "type": "display", "text": measure.stem}
    for item in measure.items:
        yield _question(measure, item)
    for part in measure.parts:
        counted = [measure.by_number[number] for number in part.items]
        says = _all_of(counted, f"({_sum(counted)}) * {part.times}")
        yield _reckoned(link_of_part(part), "integer", says)
    if measure.scoring.method is not Method.NONE:
        kind = "decimal" if measure.scoring.method is Method.MEAN else "integer"
        yield _reckoned(TOTAL, kind, _total(measure)) | {"code": [code_of(measure, "total")]}


def _question(measure: Measure, item: Item) -> Resource:
    """Return one question; what may be answered is told by coded answers."""
    after = item.place is Place.AFTER
    found: Resource = {"linkId": link(item), "type": "choice"}
    if item.loinc:
        found["code"] = [coded(loinc.SYSTEM, item.loinc)]
    if item.text:
        found["text"] = item.text
    if measure.scoring.gate and item.place is not Place.GATE:
        gate = measure.by_number[0]
        opens = code_of_option(measure, gate.options[-1])
        found["enableWhen"] = [{"question": link(gate), "operator": "=", "answerCoding": opens}]
    options = (code_of_option(measure, option, after=after) for option in item.options)
    return found | {"answerOption": [{"valueCoding": option} for option in options]}


def _reckoned(link_id: str, kind: str, says: str) -> Resource:
    """Return an item nobody fills in, with how it follows from the answers."""
    expression = {"language": "text/fhirpath", "expression": says}
    extension = [{"url": CALCULATED, "valueExpression": expression}]
    return {"linkId": link_id, "type": kind, "readOnly": True, "extension": extension}


def _total(measure: Measure) -> str:
    """Return how the whole follows from answers that are all there; what is prorated is left to us."""
    counted, scoring = measure.counted, measure.scoring
    each = f" / {len(counted)}" if scoring.method is Method.MEAN else ""
    says = _all_of(counted, f"({_sum(counted)}){each} * {scoring.times}")
    if not scoring.gate:
        return says
    return f"iif({_answers([measure.by_number[0]])}.ordinalValue() = 0, 0, {says})"


def _all_of(items: Iterable[Item], says: str) -> str:
    """Return an expression that has a value only where every question was answered."""
    asked = list(items)
    return f"iif({_answers(asked)}.count() = {len(asked)}, {says}, {{}})"


def _sum(items: Iterable[Item]) -> str:
    """Return the sum of what the answers count, the reversed ones counted the other way round."""
    asked = list(items)
    turned = [item for item in asked if item.reversed]
    straight = [item for item in asked if not item.reversed]
    says = [f"{_answers(straight)}.ordinalValue().aggregate($this + $total, 0)"] if straight else []
    if turned:
        ends = sum(item.options[0].value + item.options[-1].value for item in turned)
        says.append(f"{ends} - {_answers(turned)}.ordinalValue().aggregate($this + $total, 0)")
    return " + ".join(says)


def _answers(items: Iterable[Item]) -> str:
    """Return the expression for the answers to some questions."""
    links = " | ".join(f"'{link(item)}'" for item in items)
    return f"%resource.item.where(linkId in ({links})).answer"
