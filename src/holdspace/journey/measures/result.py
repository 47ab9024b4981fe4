"""A result, and what a person can read of it: the number first, a word for it only after a tap."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache

from holdspace import shelf
from holdspace.journey.measures.asking import NotNow
from holdspace.journey.measures.change import Change
from holdspace.journey.measures.filling import Filling, standing
from holdspace.journey.measures.measure import Band, Measure, Method
from holdspace.journey.measures.scoring import Answers, Score, band, ends

_STEP = {Method.MEAN: Decimal("0.01")}  # how far apart two scores can lie at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measure, filled in: shared with nobody until its owner shares it."""

    id: str
    measure: str
    version: str
    at: datetime
    answers: Answers = field(repr=False)
    score: Score = field(repr=False)
    shared: bool = False


def result(filling: Filling, *, id: str, at: datetime) -> Result | None:  # noqa: A002  the field's own name
    """Return what came of a measure, or None while a question waits or something raised was not met."""
    found = standing(filling)
    if not isinstance(found, Score):
        return None
    measure = filling.measure
    return Result(
        id=id,
        measure=measure.id,
        version=measure.version,
        at=at,
        answers=filling.answers,
        score=found,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What stands on a result's page: `plain` at once, `called` only after a tap."""

    plain: tuple[str, ...] = field(repr=False)
    called: tuple[str, ...] = field(repr=False)


def reading(measure: Measure, score: Score, language: str = "en") -> Reading:
    """Return what may be read of a score; figures that were not checked are left unsaid."""
    says = _words(language)["result"]
    plain = [*_numbers(measure, score, language)]
    if score.prorated:
        plain.append(says["prorated"])
    plain += [says["can"].format(about=measure.about, recall=measure.recall_period), says["cannot"]]
    plain += [measure.caution, says["mine"]]
    return Reading(plain=tuple(plain), called=_called(measure, score, language))


def says_of(change: Change, language: str = "en") -> str:
    """Return the one sentence about a change."""
    return _words(language)["change"][change.told]


def says_why_not(reason: NotNow, language: str = "en") -> str:
    """Return why a measure is not asked now, in a sentence a person can read."""
    return _words(language)["wait"][reason]


def plainly(value: Decimal) -> str:
    """Return a figure as people write it: 12, 3.5, 14.44."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _words(language: str) -> Mapping[str, Mapping[str, str]]:
    return shelf.read("journey", "measures", "words", f"{language}.toml")


def _numbers(measure: Measure, score: Score, language: str) -> list[str]:
    """Return the sentence about the whole, or those about the parts."""
    says = _words(language)["result"]
    if score.value is not None:
        low, high = map(plainly, measure.scoring.range)
        return [says["score"].format(score=plainly(score.value), low=low, high=high)]
    if measure.scoring.method is not Method.NONE or not score.parts:
        return [says["too_few"]]
    found = [says["parts_only"]]
    for part in measure.parts:
        if part.id in score.parts:
            low, high = map(plainly, ends(part, measure))
            value = plainly(score.parts[part.id])
            told = says["part"].format(title=part.title, score=value, low=low, high=high)
            found.append(told[:1].upper() + told[1:])
    return found


def _called(measure: Measure, score: Score, language: str) -> tuple[str, ...]:
    """Return what scores like these are called, where that was checked."""
    says = _words(language)["band"]
    scores = {"": score.value, **score.parts}
    if not measure.stands("bands"):
        return (says["none"],)
    found = []
    for part, value in scores.items():
        held = band(measure, value, part) if value is not None else None
        if held is not None and held.says:
            found.append(_of_band(measure, held, says))
    return tuple(found) or (says["none"],)


def _of_band(measure: Measure, held: Band, says: Mapping[str, str]) -> str:
    """Return the sentence about one band: from where to where, and what it is called."""
    above = next((b for b in measure.bands_of(held.part) if b.starts > held.starts), None)
    if above is None:
        return says["upward"].format(low=plainly(held.starts), band=held.says)
    high = above.starts - _STEP.get(measure.scoring.method, Decimal(1))
    return says["between"].format(low=plainly(held.starts), high=plainly(high), band=held.says)
