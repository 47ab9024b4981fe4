"""The licence gate: wording stands only where two sources agree on it, and only as it was pinned."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.journey.measures.measure import Measure, Verdict

OWN = "CC BY 4.0"  # the licence of what was written for Holdspace, which needs no second source
# That agree word for word. Marks may differ (a dash, a comma): no two sites set them alike, and no answer hangs on them.
# Which ones differ is said in the line of evidence, for whoever compares again.
SOURCES = 2
COMPARED = "Wording compared at "  # how a line of evidence begins that names where: then the address, then a space
CORE = frozenset({Verdict.VERBATIM, Verdict.WITH_NOTICE})
_SHARED_HOSTS = frozenset({"github.com", "raw.githubusercontent.com"})


@cache
def pins() -> Mapping[str, str]:
    """Return the SHA-256 of each measure's wording, by its id."""
    return dict(shelf.read("journey", "measures", "pinned.toml")["sha256"])


def wording(measure: Measure) -> str:
    """Return all of a measure that is somebody's wording, one text to a line, in the order it is asked."""
    lines = [measure.stem]
    for item in measure.items:
        lines += [item.text, *(option.text for option in item.options)]
    return "\n".join(lines)


def digest(measure: Measure) -> str:
    """Return the SHA-256 of a measure's wording, as it is pinned."""
    return hashlib.sha256(wording(measure).encode()).hexdigest()


def has_any(measure: Measure) -> bool:
    """Whether a file holds any wording at all."""
    return bool(wording(measure).strip())


def wording_sources(measure: Measure) -> tuple[str, ...]:
    """Return the addresses at which the wording itself was compared, each also among `source_url`."""
    said = [line for line in measure.permission_evidence if line.startswith(COMPARED)]
    return tuple(url for url in measure.source_url if any(url in line.split() for line in said))


def faults(measure: Measure, pinned: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield what its licence does not let a measure be, each with the field it is in.

    A keeper's own wording, under their own licence, is theirs to answer for and is passed.
    """
    pinned = pins() if pinned is None else pinned
    if measure.verdict in CORE and not any(map(str.strip, measure.permission_evidence)):
        yield "permission_evidence", "nothing of this kind is embedded without it"
    if measure.licence_ack is not None or not has_any(measure):
        return
    if measure.verdict is Verdict.ADAPTER:
        yield "items", "an adapter holds no wording"
    if not measure.has_wording:
        yield "items", "wording is whole, or there is none"
    if measure.licence != OWN and len(set(map(_site, wording_sources(measure)))) < SOURCES:
        yield "permission_evidence", "wording needs two sources that do not copy each other"
    if pinned.get(measure.id) != digest(measure):
        yield "items", "the wording is not the one that was pinned"


def held(measure: Measure, file: str) -> Measure:
    """Return a measure that passes the gate. Raises BrokenData, naming the file and the field."""
    for field, fault in faults(measure):
        raise BrokenData(f"{file}: {field}: {fault}.")
    return measure


def _site(address: str) -> str:
    """Return whose page an address is: its host, or its owner where many share a host."""
    host, _, path = address.partition("://")[2].lower().partition("/")
    host = host.removeprefix("www.")
    return f"{host}/{path.partition('/')[0]}" if host in _SHARED_HOSTS else host
