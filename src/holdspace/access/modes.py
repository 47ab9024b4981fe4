"""What the law of a place lets the companion do: profiles as data, each with its sources and the day it is to be read anew.

None of this is legal advice, and none of it was reviewed by anybody yet where `reviewed_by` is empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData

ELSEWHERE = "zz"  # a place nobody wrote a profile for


class Mode(StrEnum):
    """How much the companion says, least first."""

    QUIET = "quiet"  # it says nothing: writing, gentle things, plans and sharing go on
    SCRIPTED = "scripted"  # reviewed lines, chosen by rule
    GENERATIVE = "generative"  # a language model; not built


BUILT = Mode.SCRIPTED  # the most there is
_ORDER = tuple(Mode)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something of a profile was read, and how sure that is: V, V2, K or U, as docs/safety.md says."""

    says: str
    checked: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What one place's law asks for, as far as it was read."""

    code: str
    name: str
    alone: Mode  # the most there may be for somebody linked with nobody
    linked: Mode  # and for somebody linked with a therapist
    why: str  # in one sentence, for whoever asks
    review_by: date
    reviewed_by: str
    sources: tuple[Source, ...]

    def is_stale(self, today: date) -> bool:
        """Whether it is to be read anew."""
        return today > self.review_by

    def cap(self, *, linked: bool) -> Mode:
        """Return the most there may be."""
        return self.linked if linked else self.alone


@cache
def profiles() -> Mapping[str, Profile]:
    """Return every profile by its code, elsewhere last. Raises BrokenData, naming the file."""
    found = {code: _profile(code, raw) for code, raw in shelf.read_all("access", "profiles")}
    by_name = sorted(found.values(), key=lambda each: (each.code == ELSEWHERE, each.name))
    return {each.code: each for each in by_name}


def mode_for(places: Iterable[str], *, linked: bool) -> Mode:
    """Return what the companion may do where these places' laws hold at once: the least of them, and of what is built.

    A place nobody named, or that has no profile, counts as the strictest there is.
    """
    caps = [BUILT]
    for place in places:
        known = profiles().get(place)
        caps.append(known.cap(linked=linked) if known else strictest(linked=linked))
    return min(caps, key=_ORDER.index)


def strictest(*, linked: bool) -> Mode:
    """Return the least that any profile lets the companion do."""
    return min((each.cap(linked=linked) for each in profiles().values()), key=_ORDER.index)


def _profile(code: str, raw: Mapping[str, Any]) -> Profile:
    """Read one profile. Raises BrokenData."""
    try:
        return Profile(
            code=code,
            name=raw["name"],
            alone=Mode(raw["alone"]),
            linked=Mode(raw["linked"]),
            why=raw["why"],
            review_by=raw["review_by"],
            reviewed_by=raw["reviewed_by"],
            sources=tuple(Source(**each) for each in raw["source"]),
        )
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenData(f"access/profiles/{code}.toml: {fault}.") from fault
