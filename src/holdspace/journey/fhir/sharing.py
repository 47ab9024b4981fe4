"""What was shared with whom as FHIR R4 Consent, and who made an export as Provenance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from holdspace.journey.fhir.coding import OWN, Resource, coded, concept, fhir_id, labels, reference

_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One thing shared with one therapist, and whether it was taken back."""

    id: str
    kind: str  # of the resource that was shared, as FHIR calls it
    item: str  # its id
    therapist: str
    at: datetime
    until: datetime | None = None
    taken_back: datetime | None = None


def consent(shared: Shared, client: str) -> Resource:
    """Return one act of sharing: this thing, to this person, from then until it was taken back."""
    end = shared.taken_back or shared.until
    period = {"start": shared.at.isoformat()} | ({"end": end.isoformat()} if end else {})
    actor = {
        "role": {"coding": [coded(_ROLE, "IRCP")]},
        "reference": reference("Practitioner", shared.therapist),
    }
    held = {"meaning": "instance", "reference": reference(shared.kind, shared.item)}
    return {
        "resourceType": "Consent",
        "id": fhir_id(shared.id),
        "meta": labels(),
        "status": "inactive" if shared.taken_back else "active",
        "scope": concept(_SCOPE, "patient-privacy"),
        "category": [concept(OWN, "sharing")],
        "patient": reference("Patient", client),
        "dateTime": shared.at.isoformat(),
        "policyRule": concept(OWN, "chosen-by-the-client"),
        "provision": {"type": "permit", "period": period, "actor": [actor], "data": [held]},
    }


def provenance(id: str, of: Iterable[Resource], client: str, at: datetime) -> Resource:  # noqa: A002
    """Return who took these resources along, and when: the client, by their own hand."""
    targets = [{"reference": f"{each['resourceType']}/{each['id']}"} for each in of]
    return {
        "resourceType": "Provenance",
        "id": fhir_id(id),
        "meta": labels(),
        "target": targets,
        "recorded": at.isoformat(),
        "activity": concept(OWN, "taken-along"),
        "agent": [{"who": reference("Patient", client)}],
    }
