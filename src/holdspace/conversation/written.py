"""Hears danger in what somebody writes for themselves, out of any talk: in a note, a story, a wish or a letter."""

from holdspace.conversation import perceive
from holdspace.conversation.danger import signs
from holdspace.domain.language import Parse
from holdspace.domain.risk import ORDINARY, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Heard, Perception, Told
from holdspace.ports import Room
from holdspace.safety.judge import judge

_QUIET = (
    1  # the level of a lane that a page of one's own may tell of without being answered at once
)


async def is_danger(heard: Heard, room: Room) -> bool:
    """Whether something written calls for people at once, as it would where it is said as the first thing of a visit.

    Grammar and senses may fail: the lexical floor hears without them.
    """
    return tells_of_danger(await perceive(heard, room))


def tells_of_danger(told: Told) -> bool:
    """Whether what was understood of something written calls for people at once."""
    risk = judge(RiskState(), signs(told.heard, told.parse), told.perception)
    return risk.tier >= Tier.R2 or any(map(_is_urgent, risk.lanes))


def _is_urgent(lane: LaneLevel) -> bool:
    """Whether a lane is one of danger, and further along it than what is long past or only feared."""
    return lane.lane not in ORDINARY and lane.level != _QUIET


def hints_at_danger(heard: Heard) -> bool:
    """Whether something written tells, by the lexical floor alone, of a danger that is long past, feared or far off.

    Nobody is led away from their page for it; people are named beside it.
    """
    risk = judge(RiskState(), signs(heard, Parse()), Perception.unknown())
    return risk.tier >= Tier.R2 or any(lane.lane not in ORDINARY for lane in risk.lanes)
