"""All that somebody takes along, in one FHIR R4 Bundle."""

from collections.abc import Iterable
from datetime import datetime

from holdspace.journey.fhir.coding import BASE, Resource


def bundle(resources: Iterable[Resource], at: datetime) -> Resource:
    """Return the resources as one collection, each under the name by which the others refer to it."""
    entries = [
        {"fullUrl": f"{BASE}/{each['resourceType']}/{each['id']}", "resource": each}
        for each in resources
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(),
        "entry": entries,
    }
