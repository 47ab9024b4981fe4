"""Makes of what somebody keeps just the part they would show another: a copy, and nothing beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import date

from holdspace.domain.days import Day
from holdspace.domain.feels_safe import PARTS, FeelsSafe
from holdspace.domain.filled import FilledIn
from holdspace.domain.hopes import Goal
from holdspace.domain.manner import Manner
from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.safety_plan import PlanPart, SafetyPlan
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.domain.story import Passage
from holdspace.domain.to_bring import OF_FEELING_SAFE

# What stands above a piece, by the name pages have words for; a piece of somebody's own words alone has none.
CHAPTER, NEAR, LIKES, OPENING = "chapter", "near", "likes", "opening"
_ASIDE = frozenset({"hard_days", "avoid", "called"})  # of how to be met: words, not choices


def words(said: Private, on: date, sort: Sort = Sort.WORDS) -> Shared:
    """Return words written for this."""
    return Shared(sort, on, pieces=_of(Piece("", said)))


def paragraphs(passages: Iterable[tuple[Passage, frozenset[int]]], on: date) -> Shared:
    """Return some paragraphs of passages, counted from 0, each passage under its chapter; nothing of those with none picked."""
    picked = [(passage, parts) for passage, parts in passages if parts]
    pieces = (piece for passage, parts in picked for piece in _of_passage(passage, parts))
    of = picked[0][0].on if len(picked) == 1 else None
    return Shared(Sort.PASSAGE, on, of=of, pieces=_of(*pieces))


def days(noted: Iterable[Day], on: date, *, written: bool) -> Shared:
    """Return noted days: the word for each, and what was written of them where that was asked for; a mark is never in it."""
    shown = (replace(day, mark=Mark.ME) if written else Day(day.on, day.felt) for day in noted)
    return Shared(Sort.DAYS, on, days=tuple(day for day in shown if not day.is_open))


def plan(held: SafetyPlan, parts: Iterable[PlanPart], on: date) -> Shared:
    """Return some parts of a plan for hard moments."""
    pieces = (piece for part in parts for piece in _of_plan(held, part))
    return Shared(Sort.PLAN, on, pieces=_of(*pieces))


def goals(held: Iterable[Goal], on: date, *, near: bool) -> Shared:
    """Return what is hoped for; with how near it felt each time where that was asked for."""
    pieces = (piece for goal in held for piece in _of_goal(goal, near=near))
    return Shared(Sort.GOAL, on, pieces=_of(*pieces))


def measures(filled: Iterable[FilledIn], on: date, *, answers: bool) -> Shared:
    """Return questionnaires: what each came to, and the single answers where that was asked for."""
    shown = (each if answers else replace(each, answers=()) for each in filled)
    return Shared(Sort.MEASURE, on, filled=tuple(sorted(shown, key=lambda each: each.at)))


def met(manner: Manner, picked: Iterable[str], on: date) -> Shared:
    """Return how somebody asked to be met, as far as they picked it."""
    asked = frozenset(picked)
    return Shared(
        Sort.MET, on, pieces=tuple(piece for piece in met_pieces(manner) if piece.heading in asked)
    )


def met_pieces(manner: Manner) -> tuple[Piece, ...]:
    """Return each thing they asked for: a choice by its name and value, and words of theirs by their name."""
    chosen = ((each.name, getattr(manner, each.name)) for each in fields(manner))
    pieces = [
        Piece(f"{name}:{value}", Private(""))
        for name, value in chosen
        if value and name not in _ASIDE
    ]
    avoid = Private(", ".join(word.text for word in manner.avoid))
    return (*pieces, *_of(Piece("avoid", avoid), Piece("hard_days", manner.hard_days)))


def feels_safe(held: FeelsSafe, parts: Iterable[str], on: date) -> Shared:
    """Return what makes it feel safe, less safe, or could be different, as far as it was picked."""
    asked = frozenset(parts)
    pieces = (Piece(OF_FEELING_SAFE[part], held.part(part)) for part in PARTS if part in asked)
    return Shared(Sort.FEELS_SAFE, on, pieces=_of(*pieces))


def session(beginning: Iterable[Piece], things: Iterable[Piece], on: date) -> Shared:
    """Return a session prepared: how it would begin, and each thing to bring, with where it comes from."""
    return Shared(Sort.THINGS_TO_BRING, on, pieces=_of(*beginning, *things))


def _of_passage(passage: Passage, parts: frozenset[int]) -> Iterator[Piece]:
    """Yield the chapter of a passage, and the paragraphs that were picked."""
    yield Piece(CHAPTER, passage.chapter)
    for number, paragraph in enumerate(passage.paragraphs):
        if number in parts:
            yield Piece("", paragraph.words)


def _of_plan(held: SafetyPlan, part: PlanPart) -> Iterator[Piece]:
    """Yield what stands in one part of a plan."""
    if part is not PlanPart.PEOPLE:
        yield Piece(part, getattr(held, part))
        return
    for person in held.people:
        told = (person.name, person.reach, person.words)
        yield Piece(part, Private("\n".join(each.text for each in told if each)))


def _of_goal(goal: Goal, *, near: bool) -> Iterator[Piece]:
    """Yield a goal, and how near it felt."""
    yield Piece("", goal.says)
    if near:
        rated = (f"{rating.on.isoformat()}: {rating.at}" for rating in goal.ratings)
        yield Piece(NEAR, Private("\n".join(rated)))


def _of(*pieces: Piece) -> tuple[Piece, ...]:
    """Return the pieces that hold something."""
    return tuple(piece for piece in pieces if piece.words)
