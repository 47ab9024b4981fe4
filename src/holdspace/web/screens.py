"""Every screen of a practice as one page shows it: under which name, and where each leads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdspace.domain.manner import Brings
from holdspace.practice import library
from holdspace.practice.choosing import Around, fitting, holding, kinder
from holdspace.practice.library import HELP, OUTWARD, Practice
from holdspace.practice.walk import AFTER, OUT, Choice, Go, Screen, screens

_SHARED = frozenset({"after", *(go.value for go in AFTER), "kept", "hidden"})  # by every way
_AWAY = "/gentle"
_FINDS = re.compile(r"\bfind (five|four|three|two|one)\b", re.IGNORECASE)
_STONES = {"five": 5, "four": 4, "three": 3, "two": 2, "one": 1}
_TIGHTENS = re.compile(
    r"\b(close (?:your|one)|lift|wrinkle|press|curl|tighten|squeeze|firmer)\b", re.IGNORECASE
)
_ITS_OWN_BOX = frozenset({"set-down", "reach"})  # players whose box stands beside every step


@dataclass(frozen=True, slots=True)
class Onward:
    """One way on from a screen: an address or a place on the page, and the practice it leads to, if to one."""

    go: Go
    leads: str
    says: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One screen of a page."""

    name: str
    kind: str  # invite, check, step, after, answered or worse
    says: tuple[str, ...]
    onward: tuple[Onward, ...]
    step: int = 0
    writes: bool = False
    boxed: bool = False  # whether the box that stands beside the steps is of use by now
    stones: int = 0  # how many things it looks for
    tightens: bool = False

    def all(self, *gos: str) -> tuple[Onward, ...]:
        """Return the ways on of some kinds, in their order."""
        return tuple(each for each in self.onward if each.go in gos)

    def one(self, go: str) -> Onward | None:
        """Return the first way on of a kind, or None."""
        return next(iter(self.all(go)), None)


@dataclass(frozen=True, slots=True)
class Led:
    """One way of a practice, with every screen up to its last step."""

    name: str
    title: str
    brings: frozenset[Brings]
    screens: tuple[Shown, ...]

    @property
    def last(self) -> Shown:
        """Its last step."""
        return self.screens[-1]

    @property
    def boxes(self) -> int:
        """How many places to write its steps have."""
        return sum(shown.writes for shown in self.screens)


def ways_led(practice: Practice, now: Around) -> tuple[Led, ...]:
    """Return the ways that are left of a practice; all of them, where somebody opens one that is left out whole."""
    out = _left_out(practice, now)
    return tuple(
        Led(f"way-{number}", way.title, way.brings, tuple(_before(practice, number, now)))
        for number, way in enumerate(practice.ways_without(out))
    )


def afterwards(practice: Practice, now: Around) -> tuple[Shown, ...]:
    """Return the screens that come after any way."""
    made = screens(practice, _left_out(practice, now))
    return tuple(_shown(practice, 0, each, now) for each in made if each.name in _SHARED)


def instead_of(practice: Practice, now: Around) -> tuple[Onward, ...]:
    """Return what is kinder than a practice that is not for now: what its cautions name, a person, or what asks for nothing."""
    named = [caution.instead for caution in holding(practice, now)] or [OUTWARD]
    found = dict.fromkeys(kinder(practice, each, now) for each in named)
    return tuple(Onward(Go.INSTEAD, _address(each), "", _title(each)) for each in found)


def _left_out(practice: Practice, now: Around) -> frozenset[Brings]:
    return now.left_out if practice.ways_without(now.left_out) else frozenset()


def _before(practice: Practice, way: int, now: Around) -> Iterator[Shown]:
    made = screens(practice, _left_out(practice, now), way)
    return (_shown(practice, way, each, now) for each in made if each.name not in _SHARED)


def _shown(practice: Practice, way: int, screen: Screen, now: Around) -> Shown:
    text = " ".join(screen.says)
    found = _FINDS.search(text) if practice.player == "senses" else None
    return Shown(
        name=_name(way, screen.name),
        kind=_kind(screen),
        says=screen.says,
        onward=tuple(_onward(practice, way, screen, now)),
        step=screen.step,
        writes=screen.writes and practice.player not in _ITS_OWN_BOX,
        boxed=_is_boxed(practice, way, screen.step),
        stones=_STONES[found[1].lower()] if found else 0,
        tightens=bool(_TIGHTENS.search(text)),
    )


def _is_boxed(practice: Practice, way: int, step: int) -> bool:
    """Whether a step comes with or after the one that asks for words."""
    writes = practice.ways[way].writes if way == 0 else ()
    return practice.player in _ITS_OWN_BOX and bool(writes) and step >= min(writes, default=0)


def _kind(screen: Screen) -> str:
    if screen.step:
        return "step"
    return screen.name if screen.name in ("invite", "check", "after", "worse") else "answered"


def _name(way: int, screen: str) -> str:
    if screen in _SHARED:
        return screen
    named = f"step-{screen}" if screen.isdecimal() else screen
    return f"way-{way}-{named}" if way else named


def _onward(practice: Practice, way: int, screen: Screen, now: Around) -> Iterator[Onward]:
    """Yield where a screen leads; to no other practice that is not for now."""
    for choice in fitting(practice, screen, now).choices:
        leads = _leads(way, choice)
        yield Onward(choice.go, leads, choice.says, _title(choice.practice))


def _leads(way: int, choice: Choice) -> str:
    if choice.practice:
        return _address(choice.practice)
    if choice.way is not None:
        return f"#{_name(choice.way, 'invite')}"
    return _AWAY if choice.to == OUT else f"#{_name(way, choice.to)}"


def _address(practice: str) -> str:
    return "/help" if practice == HELP else f"/gentle/{practice}"


def _title(to: str) -> str:
    found = library.practice(to) if to else None
    return found.title if found else ""
