"""Reckons with answers: reversed questions, missing ones, parts, bands and lines. Pure arithmetic, no words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from holdspace.domain.errors import NotAChoice
from holdspace.journey.measures.measure import Band, Caseness, Item, Measure, Method, Part, Place

Answers = Mapping[int, int]  # by the number of the question; what is missing was left out

_WHOLE, _HUNDREDTH = Decimal(1), Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What the answers come to; without a value there were too few, or the measure has only parts."""

    value: Decimal | None = field(default=None, repr=False)
    prorated: bool = False  # some were missing, and the rest stood for them
    missing: int = 0
    parts: Mapping[str, Decimal] = field(default_factory=dict, repr=False)


def score(measure: Measure, answers: Answers) -> Score:
    """Return what the answers come to. Raises NotAChoice where one is no answer of this measure."""
    check(measure, answers)
    if is_shut(measure, answers):
        return Score(value=Decimal(0))
    given = {
        item.number: _counted(item, answers[item.number])
        for item in measure.counted
        if item.number in answers
    }
    missing = len(measure.counted) - len(given)
    value = _whole(measure, given) if missing <= measure.scoring.missing else None
    prorated = value is not None and missing > 0
    return Score(value=value, prorated=prorated, missing=missing, parts=_parts(measure, given))


def check(measure: Measure, answers: Answers) -> None:
    """Refuse an answer to no question of the measure, or one that can't be chosen there. Raises NotAChoice."""
    for number, value in answers.items():
        item = measure.by_number.get(number)
        if item is None or all(option.value != value for option in item.options):
            raise NotAChoice


def is_shut(measure: Measure, answers: Answers) -> bool:
    """Whether the question at the gate was answered no, so that nothing more is asked."""
    gate = measure.by_number.get(0)
    return gate is not None and gate.place is Place.GATE and answers.get(0) == gate.options[0].value


def ends(part: Part, measure: Measure) -> tuple[Decimal, Decimal]:
    """Return the lowest and the highest sum a part can have."""
    options = [measure.by_number[number].options for number in part.items]
    low = sum(each[0].value for each in options) * part.times
    high = sum(each[-1].value for each in options) * part.times
    return Decimal(low), Decimal(high)


def band(measure: Measure, value: Decimal, part: str = "") -> Band | None:
    """Return the band a score falls into, or None where the measure has none for it."""
    below = [each for each in measure.bands_of(part) if each.starts <= value]
    return below[-1] if below else None


def meets(case: Caseness, measure: Measure, answers: Answers) -> bool | None:
    """Whether answers reach a line that some service draws; None where they are too few to say."""
    found = score(measure, answers)
    if case.needs:
        return _has_pattern(case, measure, answers)
    value = found.parts.get(case.part) if case.part else found.value
    if value is None:
        return None
    if case.at_most is not None:
        return value <= case.at_most
    return case.at_least is not None and value >= case.at_least


def _has_pattern(case: Caseness, measure: Measure, answers: Answers) -> bool | None:
    """Whether each part that counts has enough answers that count."""
    parts = {part.id: part.items for part in measure.parts}
    wanted = [(parts[part], count) for part, count in case.needs]
    if any(number not in answers for numbers, _ in wanted for number in numbers):
        return None
    return all(
        sum(answers[number] >= case.answered_from for number in numbers) >= count
        for numbers, count in wanted
    )


def _counted(item: Item, value: int) -> int:
    """Return what an answer counts: itself, or the other way round."""
    return item.options[0].value + item.options[-1].value - value if item.reversed else value


def _whole(measure: Measure, given: Mapping[int, int]) -> Decimal | None:
    """Return the score of the whole, the answers given standing for those left out."""
    scoring = measure.scoring
    if scoring.method is Method.NONE or not given:
        return None
    mean = Fraction(sum(given.values()), len(given))
    if scoring.method is Method.MEAN:
        return _rounded(mean * scoring.times, _HUNDREDTH)
    return _rounded(mean * len(measure.counted), _WHOLE) * scoring.times


def _parts(measure: Measure, given: Mapping[int, int]) -> Mapping[str, Decimal]:
    """Return the sum of every part whose questions were all answered; parts are not prorated."""
    return {
        part.id: Decimal(sum(given[number] for number in part.items) * part.times)
        for part in measure.parts
        if all(number in given for number in part.items)
    }


def _rounded(value: Fraction, step: Decimal) -> Decimal:
    """Return a value to a step, halves upward."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(step, rounding=ROUND_HALF_UP)
