"""Tells which reviewed lines would have met a message but for what they take for granted; nothing of it runs in a turn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from holdspace.domain.talk import Told
from holdspace.voice.fitness import Judge, ranking
from holdspace.voice.fitting import fits
from holdspace.voice.lines import Bank, MeaningLine
from holdspace.voice.moment import meant


@dataclass(frozen=True, slots=True)
class Presuming:
    """A line that was never considered, and what in it nobody had said."""

    line: MeaningLine
    unproven: frozenset[str]
    fitness: float


def presuming(told: Told, bank: Bank, language: str = "en") -> Presuming | None:
    """Return the line that would have been fittest among those that presume something unsaid, if it is fit enough to be said."""
    found = max(_unproven(told, bank, language), key=lambda each: each.fitness, default=None)
    return found if found and found.fitness >= ranking(language).least else None


def _unproven(told: Told, bank: Bank, language: str) -> Iterator[Presuming]:
    """Yield every line that fits a message in all else."""
    if not told.near:
        return
    proven = bank.evidence.tells(told.heard.words.split)
    judge = Judge(told, ranking(language))
    for appraisal in meant(told):
        for line in bank.meaning.get(appraisal, ()):
            unproven = line.presumes - proven
            if (
                unproven
                and fits(replace(line, presumes=frozenset()), told, proven)
                and judge.is_heard(line)
            ):
                yield Presuming(line, unproven, judge.fitness(line))
