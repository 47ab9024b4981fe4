"""Small practices a person can do alone, read from reviewed data beside this file."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import State

ASKED = "asked"  # software cannot know it, so the person is asked before the steps
WORSE = "worse"  # it made things harder for them before
HELP = "help"  # where a person is kinder than any practice
OUTWARD = "look-around"  # which asks for nothing that anybody left out


class Channel(StrEnum):
    """What a practice turns to, gentlest first."""

    OUT = "out"
    THINK = "think"
    ACT = "act"
    RELATE = "relate"
    WRITE = "write"
    BODY = "body"
    BREATH = "breath"
    IMAGE = "image"


INWARD = frozenset({Channel.BODY, Channel.BREATH, Channel.IMAGE})
_WITHIN = frozenset({Brings.BREATH, Brings.BODY, Brings.CLOSED_EYES, Brings.IMAGERY})


class Door(StrEnum):
    """What somebody may come with, in their words."""

    TOO_MUCH = "too-much"
    TOO_FLAT = "too-flat"
    CANT_SLEEP = "cant-sleep"
    HARD_ON_MYSELF = "hard-on-myself"
    ON_MY_MIND = "on-my-mind"
    WHAT_NEXT = "what-next"


class Strand(StrEnum):
    """What a practice may strengthen in the long run."""

    SELF_COMPASSION = "self-compassion"
    HOPE = "hope"
    RESILIENCE = "resilience"
    RE_AUTHORING = "re-authoring"
    RELATING = "relating"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Caution:
    """When a practice is not for now, and what is kinder then."""

    says: str
    states: frozenset[State]
    lanes: frozenset[Lane]
    tier: Tier | None  # from which tier on
    left_out: frozenset[Brings]
    asked: bool
    worse: bool
    instead: str  # a practice, or HELP


@dataclass(frozen=True, slots=True)
class Way:
    """One whole way of doing a practice: its steps in order, and what they bring in."""

    title: str
    steps: tuple[str, ...]
    brings: frozenset[Brings]
    # Which steps, counted from 1, bring in more than the whole of it does.
    steps_bring: Mapping[Brings, tuple[int, ...]] = field(default_factory=dict, hash=False)
    writes: tuple[int, ...] = ()  # steps that offer a box to write in, counted from 1

    def without(self, left_out: frozenset[Brings]) -> "Way | None":
        """Return the way with what may be said of it, or None where all of it is left out."""
        if self.brings & left_out:
            return None
        gone = {step for brings in left_out for step in self.steps_bring.get(brings, ())}
        stay = [step for step in range(1, len(self.steps) + 1) if step not in gone]
        if not stay:
            return None
        steps = tuple(self.steps[step - 1] for step in stay)
        writes = tuple(at for at, step in enumerate(stay, 1) if step in self.writes)
        return Way(self.title, steps, self.brings, writes=writes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One guided practice: what it is, when it is not for now, and the ways it can be done."""

    number: int
    id: str
    title: str
    kind: str
    player: str
    minutes: tuple[int, int]
    posture: str
    channel: Channel
    invites: str  # the line that stands over the steps
    says: str  # one honest line for its card
    doors: tuple[Door, ...]
    strands: tuple[Strand, ...]
    called: tuple[str, ...]  # how people ask for it
    states_ok: frozenset[State]
    lanes_ok: frozenset[Lane]  # in which it is one of the right things
    cautions: tuple[Caution, ...]
    ways: tuple[Way, ...]  # the first is the practice as it stands
    beside: tuple[str, ...]  # practices that go well after it
    why: str
    source: str
    evidence_note: str
    version: int
    reviewed_by: str
    notes: tuple[str, ...] = ()  # messages that stand ready to be sent

    @property
    def is_inward(self) -> bool:
        """Whether it turns to breath, the body or pictures within, by its channel or by what it is made of."""
        return self.channel in INWARD or bool(self.ways[0].brings & _WITHIN)

    @property
    def states_no(self) -> frozenset[State]:
        """In which states it is not for now."""
        return frozenset().union(*(caution.states for caution in self.cautions))

    @property
    def lanes_no(self) -> frozenset[Lane]:
        """In which lanes it is not for now."""
        return frozenset().union(*(caution.lanes for caution in self.cautions))

    @property
    def tier_no(self) -> Tier | None:
        """From which tier on it is not for now."""
        return min((c.tier for c in self.cautions if c.tier is not None), default=None)

    def ways_without(self, left_out: frozenset[Brings]) -> tuple[Way, ...]:
        """Return the ways that are left when something is left out; none where all of them fall."""
        left = (way.without(left_out) for way in self.ways)
        return tuple(way for way in left if way is not None)


@cache
def practices(language: str = "en") -> tuple[Practice, ...]:
    """Return every practice in the order of the catalogue. Raises BrokenData where a file does not fit."""
    found = [_practice(name, row) for name, row in _files(language)]
    ids = {practice.id for practice in found} | {HELP}
    for practice in found:
        named = {*practice.beside, *(caution.instead for caution in practice.cautions)}
        if not named <= ids - {practice.id}:
            raise BrokenData(f"{_file(practice.id)}: names a practice there is not, or itself.")
    return tuple(sorted(found, key=lambda practice: practice.number))


def practice(id: str, language: str = "en") -> Practice | None:  # noqa: A002  the field's own name
    """Return one practice, or None when there is none of that name."""
    return next((found for found in practices(language) if found.id == id), None)


def _files(language: str) -> tuple[tuple[str, Mapping[str, Any]], ...]:
    return tuple(shelf.read_all("practice", "library", language))


def _file(name: str) -> str:
    return f"practice/library/{name}.toml"


_WAY = frozenset({"title", "steps", "brings", "steps_bring", "writes"})
_READ_APART = frozenset({"ways", "cautions"})  # of other keys of the file
_OPTIONAL = frozenset({"notes"})
_KEYS = frozenset(
    ({each.name for each in fields(Practice)} - _READ_APART) | _WAY | {"cautions", "adaptations"}
)


def _practice(name: str, row: Mapping[str, Any]) -> Practice:
    """Read one file; a field that is missing, unknown or out of range names the file."""
    wrong = (_KEYS ^ row.keys()) - (_OPTIONAL - row.keys())
    if wrong:
        raise BrokenData(f"{_file(name)}: missing or unknown: {', '.join(sorted(wrong))}.")
    if row["id"] != name or not row["steps"] or not row["cautions"]:
        raise BrokenData(f"{_file(name)}: its id, steps or cautions do not fit.")
    try:
        return Practice(**_plain(row), **_closed(row))
    except (ValueError, TypeError, KeyError) as unknown:
        raise BrokenData(f"{_file(name)}: {unknown}.") from unknown


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that stand in the file as they are."""
    apart = _WAY | _READ_APART | {"adaptations", *_closed_names()}
    plain = {key: value for key, value in row.items() if key not in apart or key == "title"}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}


def _closed_names() -> frozenset[str]:
    return frozenset({"channel", "doors", "strands", "states_ok", "lanes_ok"})


def _closed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of closed values, and those that are made of several keys."""
    return {
        "channel": Channel(row["channel"]),
        "doors": tuple(Door(each) for each in row["doors"]),
        "strands": tuple(Strand(each) for each in row["strands"]),
        "states_ok": frozenset(State(each) for each in row["states_ok"]),
        "lanes_ok": frozenset(Lane(each) for each in row["lanes_ok"]),
        "cautions": tuple(_caution(each) for each in row["cautions"]),
        "ways": (_way(row), *(_way(each) for each in row["adaptations"])),
    }


def _way(row: Mapping[str, Any]) -> Way:
    steps_bring = {Brings(each): tuple(steps) for each, steps in row["steps_bring"].items()}
    pointed_at = {step for steps in (*steps_bring.values(), row["writes"]) for step in steps}
    if not pointed_at <= set(range(1, len(row["steps"]) + 1)):
        raise ValueError(f"{row['title']} speaks of a step it has not")
    return Way(
        row["title"],
        tuple(row["steps"]),
        frozenset(Brings(each) for each in row["brings"]),
        steps_bring,
        tuple(row["writes"]),
    )


def _caution(row: Mapping[str, Any]) -> Caution:
    kinds = [code.partition(":")[::2] for code in row["when"]]
    unknown = {kind for kind, _ in kinds} - {"state", "lane", "tier", "left-out", ASKED, WORSE}
    if unknown or not kinds:
        raise ValueError(f"a caution holds when {', '.join(sorted(unknown)) or 'nothing'}")
    return Caution(
        row["says"],
        states=frozenset(State(value) for value in _values(kinds, "state")),
        lanes=frozenset(Lane(value) for value in _values(kinds, "lane")),
        tier=min((Tier(int(value)) for value in _values(kinds, "tier")), default=None),
        left_out=frozenset(Brings(value) for value in _values(kinds, "left-out")),
        asked=(ASKED, "") in kinds,
        worse=(WORSE, "") in kinds,
        instead=row["instead"],
    )


def _values(kinds: Collection[tuple[str, str]], wanted: str) -> list[str]:
    return [value for kind, value in kinds if kind == wanted]
