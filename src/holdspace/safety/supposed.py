"""Asks about a danger that nothing but one hearing of a head told of, before it is believed."""

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Memory, Part, Plan
from holdspace.safety.meet import plainly
from holdspace.safety.needless import has_psychosis
from holdspace.safety.people import is_emergency
from holdspace.safety.planned import planned
from holdspace.safety.script import next_step, steps
from holdspace.safety.taken_back import ASKS_OF_LANE


def asking_script(lane: LaneLevel, risk: RiskState, memory: Memory) -> str:
    """Name the script that asks whether a lane is so; nothing where it was told well enough, or was spoken of already.

    What cannot wait is asked about with the number in the same breath; where somebody was in danger of dying it is met as it is, but for
    violence: who takes their hands, or comes to the door, is mostly who helps.
    """
    if lane.lane in risk.heard_well or begun(lane, risk):
        return ""
    if lane.lane is Lane.ABUSE and has_psychosis(risk):
        return ""  # there it is neither believed nor doubted (NV12)
    in_danger = memory.risk.tier >= Tier.R2 and not memory.risk.supposed
    as_it_is = in_danger and is_emergency(lane) and lane.lane is not Lane.ABUSE
    return "" if as_it_is else _script(lane)


def waits_to_be_heard(lane: Lane, risk: RiskState) -> bool:
    """Whether a lane that a head heard once, and not now, is let be, since a lane was asked about already: of several that are only supposed one is asked about."""
    fresh = any(each.lane is lane for each in risk.fresh_lanes)
    asked = not ASKS_OF_LANE.keys().isdisjoint(risk.asked)
    return asked and not fresh and lane not in risk.heard_well


def ask_first(risk: RiskState, memory: Memory, opening: tuple[Part, ...]) -> Plan | None:
    """Ask about a wish to die that is only supposed, and near, before its script begins: with the number first where it may be now."""
    if not risk.supposed or risk.tier < Tier.R3:
        return None
    name = "R5-supposed" if risk.tier >= Tier.R5 else "R2"
    step = next_step(name, risk.asked, plainly(memory))
    return planned(risk.tier, *opening, step) if step else None


def begun(lane: LaneLevel, risk: RiskState) -> list[str]:
    """Return the steps of a lane, at its level or asking about any, that were said."""
    scripts = (f"{str(lane).lower()}-", f"{str(lane.lane).lower()}-")
    return [step for step in risk.asked if step.startswith(scripts)]


def _script(lane: LaneLevel) -> str:
    """Name the script that asks about a lane at its level, or else at any."""
    names = (f"{lane}-supposed", f"{lane.lane}-supposed")
    return next((name for name in names if name in steps()), "")
