"""What was filled in and kept, as it is reckoned today."""

from holdspace.domain.errors import NotAChoice
from holdspace.domain.filled import FilledIn
from holdspace.journey.measures.measure import Measure
from holdspace.journey.measures.scoring import Score, score


def score_of(measure: Measure | None, filled: FilledIn) -> Score | None:
    """Return what kept answers come to; None where they are of another measure or version, or no answers of this one.

    A file from elsewhere may hold any.
    """
    if measure is None or (filled.measure, filled.version) != (measure.id, measure.version):
        return None
    try:
        return score(measure, filled.by_question)
    except NotAChoice:
        return None
