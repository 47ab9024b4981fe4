"""Walks a practice one step a turn, in words: pure, and left at any moment without comment."""

from holdspace.domain.manner import Brings
from holdspace.domain.talk import Fixed, Line, Move
from holdspace.practice.library import practice

_CLOSING = "That's all of it. Stay with what's here, or say anything, or nothing."


def may_be_led(name: str, left_out: frozenset[Brings]) -> bool:
    """Whether a practice has steps that bring in nothing of what somebody wants left out."""
    found = practice(name)
    return found is not None and bool(found.steps_without(left_out))


def next_step(name: str, done: int, left_out: frozenset[Brings] = frozenset()) -> Fixed:
    """Return the step after `done` steps, or the closing line when there are no more that may be said."""
    found = practice(name)
    steps = found.steps_without(left_out) if found else ()
    if done >= len(steps):
        return Fixed(Line(f"{name}:end", Move.PRC, _CLOSING))
    return Fixed(Line(f"{name}:{done}", Move.PRC, steps[done]))
