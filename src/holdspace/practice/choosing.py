"""Chooses gentle things for somebody: what may be listed, what may be offered, and what is kinder left alone just now.

Source: the common rules of the practice library (docs/safety.md). Ranked by their own answers, never by what others like.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum

from holdspace.domain.care import After, Care
from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane, Tier
from holdspace.domain.talk import State
from holdspace.practice.library import (
    HELP,
    OUTWARD,
    Caution,
    Channel,
    Door,
    Practice,
    practices,
)
from holdspace.practice.walk import Choice, Go, Screen

_NOT_EVEN_OPENED = frozenset({Lane.EATING, Lane.PSYCHOSIS})
_SAID_BY = {Door.TOO_MUCH: State.HIGH, Door.TOO_FLAT: State.LOW, Door.CANT_SLEEP: State.TIRED}
_CHANNELS = tuple(Channel)
_TOGETHER = 2  # always two, and none


class Standing(IntEnum):
    """Where a practice stands for somebody just now."""

    CLOSED = 0  # it does not open
    UNLISTED = 1  # it opens when somebody looks for it, with its caution first
    LISTED = 2  # it stands in the list
    OFFERED = 3  # it may be offered


class Aside(StrEnum):
    """Why a practice is not offered that would be."""

    WAS_WORSE = "was-worse"
    PUT_AWAY = "put-away"


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of somebody just now, as far as it bears on which practice suits them."""

    on: date
    state: State = State.UNKNOWN
    lanes: frozenset[Lane] = frozenset()
    tier: Tier = Tier.R0
    left_out: frozenset[Brings] = frozenset()
    care: Care = field(default_factory=Care)


def holding(practice: Practice, around: Around) -> tuple[Caution, ...]:
    """Return the cautions of a practice that hold for somebody now, as far as software can know."""
    was_worse = _was_worse(practice, around.care)
    return tuple(
        caution
        for caution in practice.cautions
        if _holds_now(caution, around) or (caution.worse and was_worse)
    )


def standing(practice: Practice, around: Around) -> Standing:
    """Return where a practice stands for somebody just now."""
    held = [caution for caution in practice.cautions if _holds_now(caution, around)]
    if any(caution.lanes & around.lanes & _NOT_EVEN_OPENED for caution in held):
        return Standing.CLOSED
    if held or not practice.ways_without(around.left_out) or _rests(practice, around):
        return Standing.UNLISTED
    if _was_worse(practice, around.care) or not _suits(practice, around):
        return (
            Standing.LISTED
        )  # what was worse is put away at once: it stands here when they brought it back
    return Standing.OFFERED


def set_aside(around: Around) -> tuple[tuple[Practice, Aside], ...]:
    """Return what would be offered but for what they said of it themselves, with why it is not: what was worse, what they put away."""
    found = []
    for practice in practices():
        freed = replace(around, care=_unsaid(practice, around.care))
        if standing(practice, around) < standing(practice, freed) is Standing.OFFERED:
            worse = any(
                t.practice == practice.id and t.after is After.WORSE for t in around.care.tried
            )
            found.append((practice, Aside.WAS_WORSE if worse else Aside.PUT_AWAY))
    return tuple(found)


def _unsaid(practice: Practice, care: Care) -> Care:
    """Return what is kept of gentle things as if nothing had been said of one of them."""
    tried = tuple(each for each in care.tried if each.practice != practice.id)
    hidden = tuple(each for each in care.hidden if each != practice.id)
    return replace(care, tried=tried, hidden=hidden)


def listed(around: Around, door: Door | None = None) -> tuple[Practice, ...]:
    """Return what may stand in the list, behind one door or all of them, their own first."""
    through = around if door is None else _through(door, around)
    found = (each for each in practices() if standing(each, through) >= Standing.LISTED)
    return _ranked((each for each in found if door is None or door in each.doors), around.care)


def two(around: Around, door: Door | None = None) -> tuple[Practice, ...]:
    """Return two practices to choose from, of two kinds where there are two; fewer only where a person is kinder than any."""
    through = around if door is None else _through(door, around)
    offered = (each for each in practices() if standing(each, through) is Standing.OFFERED)
    ranked = _ranked(offered, around.care)
    behind = [each for each in ranked if door in each.doors]
    others = (each for each in listed(through) if not _was_worse(each, around.care))
    order = dict.fromkeys((*behind, *ranked, *others))
    first = next(iter(order), None)
    if first is None:
        return ()
    further = [each for each in order if each is not first]
    further.sort(key=lambda each: (each not in behind, each.channel is first.channel))
    return (first, *further[: _TOGETHER - 1])


def kinder(practice: Practice, instead: str, around: Around) -> str:
    """Return what is kinder than a practice now: the one named instead, else looking around, else a person."""
    others = {each.id for each in listed(around)} - {practice.id} | {HELP}
    return next((each for each in (instead, OUTWARD) if each in others), HELP)


def fitting(practice: Practice, screen: Screen, around: Around) -> Screen:
    """Return a screen of a practice whose ways on to other practices are for somebody now."""
    fitted = (_fitted(practice, choice, around) for choice in screen.choices)
    return replace(screen, choices=tuple(choice for choice in fitted if choice is not None))


def _fitted(practice: Practice, choice: Choice, around: Around) -> Choice | None:
    """Return a way on as it is now, or None where nothing takes the place of what is not for now."""
    if choice.practice in {"", HELP}:
        return choice
    found = kinder(practice, choice.practice, around)
    if found == choice.practice:
        return choice
    is_said = choice.go is Go.INSTEAD and (found != HELP or choice.says)
    return replace(choice, practice=found) if is_said else None


def _through(door: Door, around: Around) -> Around:
    """Return what is known once somebody has said by a door how they are. A door says more than silence; only one takes back that it is too much."""
    if around.state is State.HIGH and door is not Door.TOO_FLAT:
        return around
    heard = State.WITHIN if around.state is State.UNKNOWN else around.state
    return replace(around, state=_SAID_BY.get(door, heard))


def _holds_now(caution: Caution, around: Around) -> bool:
    return (
        around.state in caution.states
        or bool(around.lanes & caution.lanes)
        or (caution.tier is not None and around.tier >= caution.tier)
        or bool(around.left_out & caution.left_out)
    )


def _was_worse(practice: Practice, care: Care) -> bool:
    """Whether it made things harder the last time, and they have not asked to have it at hand since."""
    answers = (tried.after for tried in reversed(care.tried) if tried.practice == practice.id)
    return next(answers, None) is After.WORSE and practice.id not in care.kept


def _rests(practice: Practice, around: Around) -> bool:
    """Whether somebody has put it away, or nothing inward is for today."""
    resting = practice.is_inward and around.care.rests_inward(around.on)
    return resting or practice.id in around.care.hidden


def _suits(practice: Practice, around: Around) -> bool:
    if Lane.OVERWHELM in around.lanes and Lane.OVERWHELM not in practice.lanes_ok:
        return False
    return around.state in practice.states_ok


def _ranked(found: Iterator[Practice], care: Care) -> tuple[Practice, ...]:
    """Return what suits them first by their own answers, then the gentlest."""
    return tuple(sorted(found, key=lambda practice: (-_liked(practice, care), *_gentle(practice))))


def _liked(practice: Practice, care: Care) -> int:
    at_hand = 2 * (practice.id in care.kept)
    return at_hand + care.times(practice.id, After.BETTER) - 2 * care.times(practice.id, After.WORSE)  # fmt: skip


def _gentle(practice: Practice) -> tuple[int, int]:
    return _CHANNELS.index(practice.channel), practice.number
