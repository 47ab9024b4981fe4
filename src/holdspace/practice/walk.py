"""Leads through a practice screen by screen: pure, the same in a page, in a talk and in a terminal, and left at any moment without comment.

A practice done in one way is a small map of screens. Each screen says a little and offers where to go from it; every one offers the way out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from holdspace import shelf
from holdspace.domain.care import After
from holdspace.domain.manner import Brings
from holdspace.domain.talk import Walk
from holdspace.practice.library import HELP, OUTWARD, Practice, Way

OUT = ""  # where leaving leads: out of the practice, with nothing said
_BESIDE = 2  # practices that are offered at the end


class Go(StrEnum):
    """What somebody may choose on a screen."""

    BEGIN = "begin"
    OTHER_WAY = "other-way"
    ALL_RIGHT = "all-right"
    INSTEAD = "instead"  # something else is kinder
    NEXT = "next"
    BACK = "back"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"  # offered at every step, not only at the end
    NOT_SURE = "not-sure"
    SKIP = "skip"  # the question how it is now
    KEEP = "keep"
    HIDE = "hide"
    AGAIN = "again"
    BESIDE = "beside"  # a practice that goes well after it
    PERSON = "person"
    LEAVE = "leave"


AFTER = {
    Go.BETTER: After.BETTER,
    Go.SAME: After.SAME,
    Go.WORSE: After.WORSE,
    Go.NOT_SURE: After.NOT_SURE,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way on from a screen: to another screen, to another practice or HELP, or out."""

    go: Go
    to: str = OUT  # a screen of the same way
    practice: str = ""  # another practice, or HELP
    way: int | None = None  # another way of the same practice
    says: str = ""  # why, where that is particular to this practice


@dataclass(frozen=True, slots=True)
class Screen:
    """What stands before somebody at one moment of a practice."""

    name: str
    says: tuple[str, ...]
    choices: tuple[Choice, ...]
    step: int = 0  # which step it is, counted from 1; 0 for none
    writes: bool = False  # whether it offers a box to write in

    def choice(self, go: Go) -> Choice | None:
        """Return the first way on of that kind, or None."""
        return next((choice for choice in self.choices if choice.go is go), None)


def screens(practice: Practice, left_out: frozenset[Brings], way: int = 0) -> tuple[Screen, ...]:
    """Return every screen of a practice done in one of the ways that are left, the invitation first; none where none is left."""
    ways = practice.ways_without(left_out)
    if not 0 <= way < len(ways):
        return ()
    return (
        _invite(practice, ways, way),
        *_check(practice, ways[way]),
        *_steps(ways[way]),
        *_afterwards(practice),
    )


def screen(practice: Practice, walk: Walk, left_out: frozenset[Brings]) -> Screen | None:
    """Return where somebody is, or None where there is no such screen, as when what is left out has changed."""
    found = screens(practice, left_out, walk.way)
    return next((each for each in found if each.name == walk.at), None)


def question(check: Screen) -> str:
    """Return the one question of a check, for where it is asked after its cautions."""
    return next((says for says in check.says if "?" in says), _lines("check")["any"])


def after(walk: Walk, choice: Choice) -> Walk | None:
    """Return the walk after a choice, or None where it leads out. Another practice begins with its invitation."""
    if choice.practice:
        return None if choice.practice == HELP else Walk(choice.practice)
    if choice.way is not None:
        return Walk(walk.practice, choice.way)
    return Walk(walk.practice, walk.way, choice.to) if choice.to else None


def _invite(practice: Practice, ways: tuple[Way, ...], way: int) -> Screen:
    others = [each for each in range(len(ways)) if each != way]
    first = "check" if _check(practice, ways[way]) else "1"
    return Screen(
        "invite",
        (practice.invites,) if way == 0 else (practice.invites, ways[way].title),
        (
            Choice(Go.BEGIN, first),
            *(Choice(Go.OTHER_WAY, way=each, says=ways[each].title) for each in others),
            Choice(Go.LEAVE),
        ),
    )


def _check(practice: Practice, way: Way) -> tuple[Screen, ...]:
    """Return the one question before the steps, where there is something to ask."""
    asked = [caution for caution in practice.cautions if caution.asked]
    says = [*_is_it_all_right(way), *([_lines("check")["asked"]] if asked else [])]
    if not says:
        return ()
    instead = [Choice(Go.INSTEAD, practice=each.instead, says=each.says) for each in asked]
    if not instead:
        instead = [Choice(Go.INSTEAD, practice=OUTWARD if practice.id != OUTWARD else HELP)]
    choices = (Choice(Go.ALL_RIGHT, "1"), *instead, Choice(Go.BACK, "invite"), Choice(Go.LEAVE))
    return (Screen("check", tuple(says), choices),)


def _is_it_all_right(way: Way) -> Iterator[str]:
    """Yield what is asked about the things a way brings in, the first of them alone."""
    asks = _lines("check")
    inner = [each for each in Brings if each in way.brings and each.value in asks]
    yield from (asks[each.value] for each in inner[:1])


def _steps(way: Way) -> Iterator[Screen]:
    last = len(way.steps)
    for at, says in enumerate(way.steps, 1):
        onward = Choice(Go.NEXT, str(at + 1) if at < last else "after")
        back = (Choice(Go.BACK, str(at - 1)),) if at > 1 else ()
        choices = (onward, *back, Choice(Go.WORSE, "worse"), Choice(Go.LEAVE))
        yield Screen(str(at), (says,), choices, step=at, writes=at in way.writes)


def _afterwards(practice: Practice) -> Iterator[Screen]:
    lines = _lines("after")
    answers = tuple(Choice(go, go.value) for go in AFTER)
    yield Screen("after", (lines["asks"],), (*answers, Choice(Go.SKIP), Choice(Go.LEAVE)))
    beside = tuple(Choice(Go.BESIDE, practice=each) for each in practice.beside[:_BESIDE])
    judged = (Choice(Go.KEEP, "kept"), Choice(Go.HIDE, "hidden"), Choice(Go.AGAIN, "invite"))
    for go in (Go.BETTER, Go.SAME, Go.NOT_SURE):
        yield Screen(go.value, tuple(lines[go.value]), (*judged, *beside, Choice(Go.LEAVE)))
    yield _stopped(practice)
    yield Screen("kept", tuple(lines["kept"]), (*beside, Choice(Go.LEAVE)))
    yield Screen("hidden", tuple(lines["hidden"]), (Choice(Go.KEEP, "kept"), Choice(Go.LEAVE)))


def _stopped(practice: Practice) -> Screen:
    """Return where a practice that made things harder ends: here, in this place, with another way out and a person."""
    lines = _lines("after")
    outward = () if practice.id == OUTWARD else (Choice(Go.INSTEAD, practice=OUTWARD),)
    person = Choice(Go.PERSON, practice=HELP, says=lines["person"])
    says = (*lines["worse"], lines["worse_hidden"])
    return Screen("worse", says, (*outward, person, Choice(Go.LEAVE)))


@cache
def _lines(part: str, language: str = "en") -> dict[str, str]:
    return dict(shelf.read("practice", "lines", f"{language}.toml")[part])
