"""Filling in a measure, one question at a time; an answer that tells of danger is met before anything else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from holdspace.domain.risk import Evidence, Tier
from holdspace.journey.measures.measure import Item, Measure, Option, Place
from holdspace.journey.measures.scoring import Answers, Score, check, is_shut, score

SKIP = "skip"  # always the first choice, and the first that can be reached


@dataclass(frozen=True, slots=True)
class Alert:
    """An answer that has to be met at once: of which measure and question, and the least tier it stands for."""

    measure: str
    item: int
    tier: Tier

    @property
    def evidence(self) -> Evidence:
        """What safety hears of it: the tier and where it comes from, and no words."""
        return Evidence(rule=f"measure-{self.measure}-{self.item}", span=(0, 0), tier=self.tier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """A measure being filled in: what was answered, what was passed over, and what was raised by it."""

    measure: Measure
    answers: Answers = field(default_factory=dict, repr=False)
    passed: frozenset[int] = frozenset()
    raised: tuple[Alert, ...] = field(default=(), repr=False)
    met: int = 0  # how many of what was raised safety has met

    @property
    def alert(self) -> Alert | None:
        """Return what was raised and not met yet."""
        return self.raised[self.met] if self.met < len(self.raised) else None


Standing = Alert | Item | Score


def begun(measure: Measure) -> Filling:
    """Return a measure with nothing filled in."""
    return Filling(measure=measure)


def answer(filling: Filling, number: int, value: int) -> Filling:
    """Return the filling with one answer more; what it raises stands even if the answer is changed later.

    While something raised waits to be met, nothing more is taken in. Raises NotAChoice where it is no answer here.
    """
    check(filling.measure, {number: value})
    if filling.alert is not None:
        return filling
    raised = filling.raised
    alert = alert_of(filling.measure, number, value)
    if alert is not None and alert not in raised:
        raised = (*raised, alert)
    answers = {**filling.answers, number: value}
    return replace(filling, answers=answers, passed=filling.passed - {number}, raised=raised)


def passed_over(filling: Filling, number: int) -> Filling:
    """Return the filling with one question left out."""
    left: Mapping[int, int] = {n: v for n, v in filling.answers.items() if n != number}
    return replace(filling, answers=left, passed=filling.passed | {number})


def met(filling: Filling) -> Filling:
    """Return the filling once safety has met what was raised."""
    return replace(filling, met=min(filling.met + 1, len(filling.raised)))


def standing(filling: Filling) -> Standing:
    """Return what comes now: an alert before any question, a question before the score, else the score."""
    if filling.alert is not None:
        return filling.alert
    waiting = next((item for item in filling.measure.items if _waits(filling, item)), None)
    return waiting or score(filling.measure, filling.answers)


def choices(item: Item) -> tuple[str | Option, ...]:
    """Return what can be chosen at a question, in the order it is reached: leaving it out comes first."""
    return (SKIP, *item.options)


def alert_of(measure: Measure, number: int, value: int) -> Alert | None:
    """Return what one answer raises, or None."""
    return next(
        (
            Alert(measure.id, number, raises.tier)
            for raises in measure.risk_items
            if raises.item == number and value >= raises.at_least
        ),
        None,
    )


def filled_at_once(measure: Measure, answers: Answers) -> Filling:
    """Return a whole sheet of answers that came together: what it raises still comes first, the highest before the rest.

    What was not answered is left out. Raises NotAChoice where one is no answer of this measure.
    """
    check(measure, answers)
    alerts = [alert_of(measure, number, value) for number, value in sorted(answers.items())]
    raised = sorted(filter(None, alerts), key=lambda alert: alert.tier, reverse=True)
    left_out = frozenset(item.number for item in measure.items) - answers.keys()
    return Filling(measure=measure, answers=dict(answers), passed=left_out, raised=tuple(raised))


def _waits(filling: Filling, item: Item) -> bool:
    """Whether a question is still to be asked; after a no at the gate none is, nor one that has no wording."""
    if item.number in filling.answers or item.number in filling.passed:
        return False
    if filling.measure.is_left_out(item):
        return False
    shut = is_shut(filling.measure, filling.answers) or 0 in filling.passed
    return item.place is Place.GATE or not shut
