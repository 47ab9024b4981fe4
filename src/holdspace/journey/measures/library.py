"""Which measures there are: those embedded, those without wording, and packs a keeper put in."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.journey.measures.measure import Measure, Verdict
from holdspace.journey.measures.pinned import CORE, held
from holdspace.journey.measures.reading import measure_of

_FOLDERS = {"core": CORE, "adapters": frozenset({Verdict.ADAPTER})}


@cache
def embedded() -> tuple[Measure, ...]:
    """Return the measures that ship with Holdspace, by id. Raises BrokenData, naming file and field."""
    found = [
        _in_folder(folder, name, row)
        for folder in _FOLDERS
        for name, row in shelf.read_all("journey", "measures", folder)
    ]
    return tuple(sorted(found, key=lambda measure: measure.id))


def pack(file: str, row: Mapping[str, Any], licence: str) -> Measure:
    """Return the measure of a pack, from what its folder holds; a pack without its own licence is refused.

    Raises BrokenData, naming the file and the field.
    """
    if not licence.strip():
        raise BrokenData(f"{file}: licence: a pack brings its own LICENSE.txt.")
    measure = measure_of(file, row)
    if measure.verdict is not Verdict.PACK:
        raise BrokenData(f"{file}: verdict: a pack is of verdict {Verdict.PACK}.")
    return held(measure, file)


def measures(others: Iterable[Measure] = ()) -> Mapping[str, Measure]:
    """Return every measure by its id: the embedded ones, and over them a keeper's packs and wordings.

    Raises BrokenData where two of `others` are one measure, or wording is laid over a measure of another version.
    """
    found = {measure.id: measure for measure in embedded()}
    seen: set[str] = set()
    for other in others:
        if other.id in seen or (other.id in found and found[other.id].version != other.version):
            raise BrokenData(f"{other.id}: id: there is another measure of that name.")
        seen.add(other.id)
        found[other.id] = other
    return found


def measure(id: str, others: Iterable[Measure] = ()) -> Measure | None:  # noqa: A002  the field's own name
    """Return one measure, or None when there is none of that name."""
    return measures(others).get(id)


def _in_folder(folder: str, name: str, row: Mapping[str, Any]) -> Measure:
    """Read one file of a folder, which takes only measures of certain verdicts."""
    file = f"journey/measures/{folder}/{name}.toml"
    measure = measure_of(file, row)
    if measure.id != name:
        raise BrokenData(f"{file}: id: it is the file's name.")
    if measure.verdict not in _FOLDERS[folder]:
        raise BrokenData(f"{file}: verdict: {measure.verdict} does not belong in {folder}.")
    return held(measure, file)
