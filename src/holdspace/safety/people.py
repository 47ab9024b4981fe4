"""Names a person, a line or a number beside whatever else is said, as often as danger asks for it."""

from dataclasses import replace
from typing import TypeGuard

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Find, Fixed, Memory, Move, Part, Plan
from holdspace.safety.judge import LOST_TO_SUICIDE
from holdspace.safety.latch import was_told_outright
from holdspace.safety.meet import is_with_someone, plainly
from holdspace.safety.script import Manner, next_step, points_to_people, stay_step, steps

ACKNOWLEDGING = 13  # words kept free for saying back what they said
EMERGENCY = 3  # the level of a lane that cannot wait
_AFTER_R3 = frozenset({"r3-stay-for", "r3-steps", "r3-care"})


def point_to_people(plan: Plan, risk: RiskState, memory: Memory) -> Plan:
    """Add a way to people to every second plan while the visit stands at R2 or above.

    And, once in a visit: to those who lost someone the same way, or to more people than this page.
    Source: every companion turn at R2 and above has a human option within two turns (2.3); 2.4 B, L.
    """
    said = [part.line.id for part in plan.moves if _is_scripted(part)]
    if not said and any(
        isinstance(part, Fixed) and part.line.move is Move.BRG for part in plan.moves
    ):
        return plan
    if said:
        return plan if any(map(points_to_people, said)) else _beside(plan, risk, memory)
    going = any(isinstance(part, Find) and part.move is Move.CLS for part in plan.moves)
    once = None if going else _once(risk, memory)
    people = (once,) if once is not None else () if memory.pointed else _owed(risk, memory)
    return _bridged(plan, *people) if people else plan


def _is_scripted(part: Part) -> TypeGuard[Fixed]:
    """Whether a part is a line of the safety script."""
    return isinstance(part, Fixed) and part.line.move is Move.SAF


def _beside(plan: Plan, risk: RiskState, memory: Memory) -> Plan:
    """Return a scripted plan that points to nobody with a person named beside it, where one is owed."""
    if memory.pointed or not memory.scripted or not Tier.R2 <= risk.tier <= Tier.R4:
        return plan
    said = plainly(memory)
    rounds = ("R4-quiet",) if risk.tier is Tier.R4 else ("R2-quiet", "R4-quiet")
    for people in (stay_step(name, risk.asked, said) for name in rounds):
        with_people = _bridged(plan, people)
        if sum(map(words_of, with_people.moves)) <= plan.budget:
            return replace(with_people, budget=plan.budget)
    return plan


def _owed(risk: RiskState, memory: Memory) -> tuple[Fixed, ...]:
    """Return what is owed beside the conversation: people at R2 and above, or the help of an emergency."""
    said = plainly(memory)
    if risk.tier >= Tier.R2:
        left = _left_of_r3(risk, memory)
        if left is None:
            return (stay_step("R2-quiet", risk.asked, said),)
        alone = not points_to_people(left.line.id)
        return (left, stay_step("R4-quiet", risk.asked, said)) if alone else (left,)
    if any(is_emergency(lane) and lane.lane in risk.heard_well for lane in risk.lanes):
        return (stay_step(now_round(risk), risk.asked, said),)
    return ()


def _left_of_r3(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return what a visit that came down from R3 did not come to: reasons, steps, care; none asks."""
    if "r3-thanks" not in risk.asked or (risk.denied_all and not was_told_outright(risk)):
        return None
    others = tuple(step.id for step in steps()["R3"] if step.id not in _AFTER_R3)
    quiet = Manner(memory.country, memory.way, asking=False)
    return next_step("R3", (*risk.asked, *others), quiet)


def _bridged(plan: Plan, *people: Fixed) -> Plan:
    """Return a plan that points to people after all else it says."""
    bridges = (Fixed(replace(each.line, move=Move.BRG)) for each in people)
    return replace(plan, moves=(*plan.moves, *bridges), budget=plan.budget + 40)


def _once(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return what is said once in a visit beside the rest, of a grief or of leaning hard on this page."""
    said = plainly(memory)
    if LOST_TO_SUICIDE in risk.themes and (line := next_step("B-suicide", risk.asked, said)):
        return line
    leaning = Lane.LEANING in risk.heard_well and any(
        lane.lane is Lane.LEANING for lane in risk.fresh_lanes
    )
    return next_step("L", risk.asked, said) if leaning else None


def people_now(risk: RiskState, memory: Memory) -> Fixed:
    """Return who is there instead of anything this page could do: the help of an emergency, or people."""
    if any(map(is_emergency, risk.lanes)):
        return stay_step(now_round(risk), risk.asked, plainly(memory))
    return stay_step(
        "R4-quiet" if risk.tier >= Tier.R4 else "R2-quiet", risk.asked, plainly(memory)
    )


def is_emergency(lane: LaneLevel) -> bool:
    """Whether this lane cannot wait."""
    return lane.level == EMERGENCY or lane.lane is Lane.MEDICAL


def now_round(risk: RiskState) -> str:
    """Name the lines of an emergency that go round: others, once somebody is on the line or there."""
    return "now-with" if is_with_someone(risk) else "now-stay"


def words_of(part: Part) -> int:
    """Return the words a part takes, or those kept free for what is not yet found."""
    return len(part.line.says.split()) if isinstance(part, Fixed) else ACKNOWLEDGING
