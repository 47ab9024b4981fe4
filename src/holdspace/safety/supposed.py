"""Asks about a danger that nothing but one hearing of a head told of, before it is believed."""

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Memory
from holdspace.safety.needless import has_psychosis
from holdspace.safety.people import is_emergency
from holdspace.safety.script import steps


def asking_script(lane: LaneLevel, risk: RiskState, memory: Memory) -> str:
    """Name the script that asks whether a lane is so; nothing where it was told well enough, or was spoken of already.

    What cannot wait is asked about with the number in the same breath; where somebody was in danger of dying it is met as it is.
    """
    if lane.lane in risk.heard_well or begun(lane, risk):
        return ""
    if lane.lane is Lane.ABUSE and has_psychosis(risk):
        return ""  # there it is neither believed nor doubted (NV12)
    in_danger = memory.risk.tier >= Tier.R2
    return "" if in_danger and is_emergency(lane) else _script(lane)


def begun(lane: LaneLevel, risk: RiskState) -> list[str]:
    """Return the steps of a lane, at its level or asking about any, that were said."""
    scripts = (f"{str(lane).lower()}-", f"{str(lane.lane).lower()}-")
    return [step for step in risk.asked if step.startswith(scripts)]


def _script(lane: LaneLevel) -> str:
    """Name the script that asks about a lane at its level, or else at any."""
    names = (f"{lane}-supposed", f"{lane.lane}-supposed")
    return next((name for name in names if name in steps()), "")
