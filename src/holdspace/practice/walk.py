"""Walks a practice one step a turn, in words: pure, and left at any moment without comment."""

from holdspace.domain.talk import Fixed, Line, Move
from holdspace.practice.library import practice

_CLOSING = "That's all of it. Stay with what's here, or say anything, or nothing."


def opening(name: str) -> Fixed:
    """Return the first step of a practice."""
    return next_step(name, 0)


def next_step(name: str, done: int) -> Fixed:
    """Return the step after `done` steps, or the closing line when there are no more."""
    found = practice(name)
    if found is None or done >= len(found.steps):
        return Fixed(Line(f"{name}:end", Move.PRC, _CLOSING))
    return Fixed(Line(f"{name}:{done}", Move.PRC, found.steps[done]))
