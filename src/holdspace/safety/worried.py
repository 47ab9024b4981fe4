"""Hears what somebody asks or tells who is worried about somebody else's life, once that was told."""

from collections.abc import Collection

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Perception

TAUGHT = "t-a"  # the step that says to ask, to listen and to stay; before it nothing else is said
ABOUT_THEM = "not-me"  # that it is the other one's life, and not their own
OWN = "its-me"  # that there is no other one, or that they feel it too
_YES = 0.8  # how likely an answer must be to a question that was not put to them
_SURE = 0.4  # from here a head is heard; the curve is in decision 53


def worry(before: RiskState, perception: Perception) -> str:
    """Name what is asked or told, where the visit knows of somebody else in danger and spoke of it; else nothing."""
    if TAUGHT not in before.asked or not _stands(before.lanes):
        return ""
    return perception.likeliest("worries", _SURE)


def of_oneself(before: RiskState, perception: Perception) -> Tier:
    """Return R3 where they say that it was never about a friend, since what was told of the friend is then their own.

    A bare yes to having been told to ask about thoughts of suicide may be their own answer to it: that is asked about, R2.
    """
    worried = worry(before, perception)
    if worried == OWN:
        return Tier.R3
    agrees = perception.likeliest("answers", _YES) == "yes"
    return Tier.R2 if agrees and not worried and TAUGHT in before.said_last else Tier.R0


def _stands(lanes: Collection[LaneLevel]) -> bool:
    """Whether a visit knows of somebody else in danger."""
    return any(lane.lane is Lane.THIRD_PARTY for lane in lanes)
