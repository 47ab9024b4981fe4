"""Whether two scores lie further apart than chance alone tends to put them. Four labels, and no cause."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from holdspace.journey.measures.measure import Measure, ReliableChange
from holdspace.journey.measures.scoring import Score

_TWO_SIDED = Decimal("1.96")


class Label(StrEnum):
    """All that is ever said of a change."""

    BETTER = "reliably better"
    WORSE = "reliably worse"
    NONE = "no reliable change"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, slots=True)
class Change:
    """A label, and whether the figure behind it was seen in a source; else it is told to nobody."""

    label: Label
    stands: bool

    @property
    def told(self) -> Label:
        """What a person may read: without a checked figure there is not enough to go by."""
        return self.label if self.stands else Label.NOT_ENOUGH


def threshold(reliable: ReliableChange) -> Decimal:
    """Return how far two scores have to lie apart: as published, else 1.96 times SD times √2 times √(1 - r)."""
    if reliable.points is not None:
        return reliable.points
    sd, reliability = reliable.sd or Decimal(0), reliable.reliability or Decimal(0)
    return _TWO_SIDED * sd * Decimal(2).sqrt() * (1 - reliability).sqrt()


def change(measure: Measure, earlier: Score | None, later: Score | None) -> Change:
    """Return how a later score stands to an earlier one of the same measure and version."""
    reliable = measure.reliable_change
    before, after = (each.value if each else None for each in (earlier, later))
    if reliable is None or before is None or after is None or measure.higher_is == "neither":
        return Change(Label.NOT_ENOUGH, stands=True)
    difference = after - before if measure.higher_is == "lighter" else before - after
    stands = measure.stands("reliable_change")
    if abs(difference) < threshold(reliable):
        return Change(Label.NONE, stands)
    return Change(Label.BETTER if difference > 0 else Label.WORSE, stands)
