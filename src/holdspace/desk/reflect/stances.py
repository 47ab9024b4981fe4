"""Is this way mine? Twelve stances and one more, and what is said back of them: in words, with no total and no rank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.people import Private
from holdspace.domain.reflections import MOST_MUCH, Beside

_FAR, _NEAR = 1, 5  # up to here a stance is far from one's own way; from here on near


@dataclass(frozen=True, slots=True)
class Stance:
    """One stance of a way of working, and a question that invites dissent."""

    id: str
    title: str
    says: str
    dissent: str


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked of every stance."""

    much: str
    shows: str
    otherwise: str
    different: str


@dataclass(frozen=True, slots=True)
class Headings:
    """How the parts of what is said back are headed."""

    near: str
    partly: str
    far: str
    open: str
    otherwise: str
    different: str
    moved: str
    same: str
    first: str
    was: str


@dataclass(frozen=True, slots=True)
class Mirror:
    """All the words of the page."""

    opening: str
    closing: str
    much: tuple[str, ...]
    asks: Asks
    said: Headings
    stances: tuple[Stance, ...]

    def stance(self, name: str) -> Stance | None:
        """Return the stance of this id, or None."""
        return next((each for each in self.stances if each.id == name), None)


@dataclass(frozen=True, slots=True)
class Moved:
    """A stance that was seen otherwise on an earlier day, in words."""

    stance: Stance
    on: date
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Told:
    """A stance, and what somebody wrote of it."""

    stance: Stance
    words: Private


@dataclass(frozen=True, slots=True)
class Picture:
    """What is said back: stances in the order of the page under each heading, never by how much; and what has moved since."""

    near: tuple[Stance, ...] = ()
    partly: tuple[Stance, ...] = ()
    far: tuple[Stance, ...] = ()
    open: tuple[Stance, ...] = ()
    otherwise: tuple[Told, ...] = ()
    different: tuple[Told, ...] = ()
    moved: tuple[Moved, ...] = ()
    looked_before: bool = False

    def __bool__(self) -> bool:
        """Whether anything was said of any stance."""
        return bool(self.near or self.partly or self.far or self.otherwise or self.different)


@cache
def mirror() -> Mirror:
    """Return the words of the page. Raises BrokenData, naming the file, where they do not hold what they have to."""
    content = shelf.read("desk", "reflect", "en", "mirror.toml")
    try:
        made = Mirror(
            opening=content["opening"],
            closing=content["closing"],
            much=tuple(content["much"]),
            asks=Asks(**content["asks"]),
            said=Headings(**content["said"]),
            stances=tuple(Stance(**row) for row in content["stance"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/mirror.toml: {fault}.") from fault
    if len(made.much) != MOST_MUCH + 1:
        raise BrokenData(f"desk/reflect/en/mirror.toml: {MOST_MUCH + 1} words are wanted.")
    return made


def latest(beside: Iterable[Beside]) -> dict[str, Beside]:
    """Return what was said last of each stance."""
    return {each.stance: each for each in sorted(beside, key=lambda each: each.at)}


def picture(beside: Iterable[Beside]) -> Picture:
    """Return what is said back of everything somebody said of the stances, on whichever days."""
    every = tuple(beside)
    now = latest(every)
    marked = {name: each.much for name, each in now.items()}
    stances = mirror().stances
    return Picture(
        near=tuple(s for s in stances if _lies(marked.get(s.id), _NEAR, MOST_MUCH)),
        partly=tuple(s for s in stances if _lies(marked.get(s.id), _FAR + 1, _NEAR - 1)),
        far=tuple(s for s in stances if _lies(marked.get(s.id), 0, _FAR)),
        open=tuple(s for s in stances if marked.get(s.id) is None),
        otherwise=tuple(Told(s, now[s.id].otherwise) for s in stances if s.id in now and now[s.id].otherwise),
        different=tuple(Told(s, now[s.id].different) for s in stances if s.id in now and now[s.id].different),
        moved=tuple(_moved(every, now)),
        looked_before=any(_earlier(every, each) for each in now.values()),
    )  # fmt: skip


def _lies(much: int | None, low: int, high: int) -> bool:
    return much is not None and low <= much <= high


def _moved(every: tuple[Beside, ...], now: dict[str, Beside]) -> Iterable[Moved]:
    """Yield each stance that was marked otherwise on the day before the last one."""
    words = mirror().much
    for stance in mirror().stances:
        last = now.get(stance.id)
        before = _earlier(every, last) if last else None
        if last and before and None not in (last.much, before.much) and last.much != before.much:
            yield Moved(stance, before.at.date(), words[before.much or 0], words[last.much or 0])


def _earlier(every: tuple[Beside, ...], last: Beside) -> Beside | None:
    """Return what was said of the same stance before, or None."""
    same = [each for each in every if each.stance == last.stance and each.at < last.at]
    return max(same, key=lambda each: each.at, default=None)
