"""Taking along what a therapist keeps at the desk: one zip, as JSON for programs and as a page to read."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from holdspace.vault import parcel
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.leaves import shown
from holdspace.vault.reflecting import OwnReflecting
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

FORMAT = "holdspace-desk"
SCHEMA = 1  # docs/export.md says what it looks like; who changes that counts on here
INSIDE = "holdspace-desk.json"
TO_READ = "at-the-desk.html"


def packed_desk(vault: Vault, keys: ClientKeys, *, apart: bool) -> bytes:
    """Return the zip; psychotherapy notes are in it only where they are asked for."""
    taken = desk_document(vault, keys, apart=apart)
    whole = BytesIO()
    page = parcel.pages().get_template("desk.html").render(taken=taken)
    with ZipFile(whole, "w", ZIP_DEFLATED) as file:
        for name, text in ((INSIDE, parcel.as_json(taken)), (TO_READ, page)):
            file.writestr(ZipInfo(name, parcel.LONG_AGO), text.encode(), ZIP_DEFLATED)
    return whole.getvalue()


def desk_document(vault: Vault, keys: ClientKeys, *, apart: bool) -> dict[str, Any]:
    """Return all that a therapist keeps of paper clients and of Reflect, in plain values."""
    caseload = OwnCaseload(vault, keys)
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_on": vault.clock.now().date().isoformat(),
        "apart_too": apart,
        "cases": [_case(caseload, held.id, apart=apart) for held in caseload.listed()],
        "reflect": _reflected(OwnReflecting(vault, keys)),
    }


def _case(caseload: OwnCaseload, which: str, *, apart: bool) -> dict[str, Any]:
    """Return one paper client with their notes and scores."""
    kept = caseload.kept(which)
    notes = caseload.apart(which) if apart else ()
    return {
        "label": kept.client.label.text,
        "since": kept.client.since.isoformat(),
        "away": kept.client.away,
        "notes": [shown(held.note)["holds"] for held in kept.notes],
        "scores": [shown(held.score)["holds"] for held in kept.scores],
        "apart": [shown(held.note)["holds"] for held in notes],
        "unopened": kept.broken,
    }


def _reflected(reflecting: OwnReflecting) -> dict[str, Any]:
    """Return what a therapist wrote for themselves, the earliest first."""
    kept = reflecting.kept()
    return {
        "reflections": [shown(held.reflection)["holds"] for held in reversed(kept.reflections)],
        "stances": [shown(each)["holds"] for each in kept.beside],
        "board": [shown(each)["holds"] for each in kept.cells],
        "unopened": kept.broken,
    }
