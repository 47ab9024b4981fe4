"""Hears what somebody asks or tells who is worried about somebody else's life, once that was told."""

from collections.abc import Collection

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Perception

TAUGHT = "t-a"  # the step that says to ask, to listen and to stay; before it nothing else is said
ABOUT_THEM = "not-me"  # that it is the other one's life, and not their own
OWN = "its-me"  # that there is no other one, or that they feel it too
_SURE = 0.4  # from here a head is heard; the curve is in decision 53


def worry(before: RiskState, perception: Perception) -> str:
    """Name what is asked or told, where the visit knows of somebody else in danger and spoke of it; else nothing."""
    if TAUGHT not in before.asked or not _stands(before.lanes):
        return ""
    return perception.likeliest("worries", _SURE)


def of_oneself(before: RiskState, perception: Perception) -> Tier:
    """Return R3 where they say that it was never about a friend, since what was told of the friend is then their own."""
    return Tier.R3 if worry(before, perception) == OWN else Tier.R0


def _stands(lanes: Collection[LaneLevel]) -> bool:
    """Whether a visit knows of somebody else in danger."""
    return any(lane.lane is Lane.THIRD_PARTY for lane in lanes)
