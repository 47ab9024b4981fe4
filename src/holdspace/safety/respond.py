"""What to say, and in what order, when someone may be in danger."""

from dataclasses import replace

from holdspace.domain.risk import Lane, LaneLevel, RiskState, Tier
from holdspace.domain.talk import Find, Fixed, Memory, Move, Part, Perception, Plan
from holdspace.safety.script import fixed, next_step, stay_step

BUDGETS = {Tier.R2: 60, Tier.R3: 60, Tier.R4: 40, Tier.R5: 25, Tier.R6: 25}
_BECAUSE = {
    Tier.R2: "Something in what you wrote could be about not wanting to live, so it asks plainly.",
    Tier.R3: "You wrote about ending your life, so it asks one thing at a time and points to people.",
    Tier.R4: "It sounded close, so it asks you to let a person know today.",
    Tier.R5: "It sounded like danger right now, so it says only what may help this minute.",
    Tier.R6: "It sounded like an emergency, so it says only that.",
}
_LANE_BECAUSE = "What you wrote could mean danger, so it speaks to that first."
_NO_SCRIPT = frozenset({Lane.OVERWHELM, Lane.GRIEF, Lane.LEANING})
_ACKNOWLEDGE = Find(Move.SRF, "acknowledge")
_UNMIRRORED = frozenset({Lane.PSYCHOSIS, Lane.EATING})  # saying it back could feed it
_PLAIN = frozenset({"r2-ask", "r2-ask-again", "n1-c", "n2-b", "minimised-1"})
_BEYOND = ("r3-", "r4-", "r5-", "r6-")  # steps of tiers in which it is no longer a question
EMERGENCY = 3  # the level of a lane that cannot wait
UNASKED = 2  # steps of a lane said in a row; further ones only when it is heard again


def stay_safe(perception: Perception, risk: RiskState, memory: Memory) -> Plan | None:
    """Put safety before every other consideration; the most urgent danger speaks first.

    Source: risk protocol 2.3 and 2.4.
    """
    del perception  # safety looks at the risk alone
    if risk.tier is Tier.R6:
        return _attempt(risk, memory)
    urgent = next((lane for lane in _speaking(risk) if _is_emergency(lane)), None)
    if urgent is not None:
        return _for_lane(urgent, risk, memory)
    if risk.tier >= Tier.R3:
        return _for_tier(risk, memory)
    if _has_just_denied(risk) and "r2-heard-no" not in risk.asked:
        return _plan(Tier.R2, fixed("R2-no", memory.country))
    unclear = _unclear(risk, memory) if risk.tier is Tier.R2 else None
    lane = next(iter(_speaking(risk)), None)
    return unclear or (_for_lane(lane, risk, memory) if lane is not None else None)


def point_to_people(plan: Plan, risk: RiskState, memory: Memory) -> Plan:
    """Add a way to people to every second plan while the visit stands at R2 or above.

    Source: every companion turn at R2 and above has a human option within two turns (2.3).
    """
    scripted = any(isinstance(part, Fixed) and part.line.move is Move.SAF for part in plan.moves)
    if risk.tier < Tier.R2 or scripted or memory.pointed:
        return plan
    people = stay_step("R2-quiet", risk.asked, memory.country)
    bridge = Fixed(replace(people.line, move=Move.BRG))
    return replace(plan, moves=(*plan.moves, bridge), budget=plan.budget + 20)


def _speaking(risk: RiskState) -> tuple[LaneLevel, ...]:
    """Return the lanes that have something to say now, the most urgent first."""
    fresh = {lane.lane for lane in risk.fresh_lanes}
    return tuple(
        lane
        for lane in risk.lanes
        if lane.lane not in _NO_SCRIPT and (lane.lane in fresh or _is_open(lane, risk))
    )


def _is_open(lane: LaneLevel, risk: RiskState) -> bool:
    """Whether a lane still owes its lines: an emergency all of them, another its first few."""
    begun = [step for step in risk.asked if step.startswith(f"{str(lane).lower()}-")]
    left = next_step(str(lane), (*risk.asked, *_needless(risk)), "") is not None
    owed = bool(begun) or lane.level != 1  # a quiet lane that had to wait may be let go
    return left and owed and (_is_emergency(lane) or len(begun) < UNASKED)


def _is_emergency(lane: LaneLevel) -> bool:
    """Whether this lane cannot wait."""
    return lane.level == EMERGENCY or lane.lane is Lane.MEDICAL


def _for_lane(lane: LaneLevel, risk: RiskState, memory: Memory) -> Plan:
    """Say the next line of a lane's script, after their words were acknowledged."""
    step = next_step(str(lane), (*risk.asked, *_needless(risk)), memory.country)
    step = step or stay_step("stay", risk.asked, memory.country)
    alone = _is_emergency(lane) or lane.lane in _UNMIRRORED
    first: tuple[Part, ...] = () if alone else (_ACKNOWLEDGE,)
    return Plan((*first, step), 40 if _is_emergency(lane) else 60, _LANE_BECAUSE)


def _attempt(risk: RiskState, memory: Memory) -> Plan:
    """Say only what helps in an emergency: the number first, and how to be found."""
    if (reached := _reached(risk, memory)) is not None:
        return _plan(Tier.R6, reached)
    first = next_step("R6", risk.asked, memory.country)
    if first is None:
        return _plan(Tier.R6, stay_step("R6-stay", risk.asked, memory.country))
    second = next_step("R6", (*risk.asked, first.line.id), memory.country)
    pair = (first, second) if first.line.id == "r6-call" and second else (first,)
    return _plan(Tier.R6, *pair)


def _for_tier(risk: RiskState, memory: Memory) -> Plan:
    """Go on with the script of R3, R4 or R5."""
    if risk.tier >= Tier.R4 and (reached := _reached(risk, memory)) is not None:
        return _plan(risk.tier, reached)
    if risk.minimised and (again := next_step("minimised", risk.asked, memory.country)):
        return _plan(risk.tier, again)
    name = risk.tier.name
    step = next_step(name, (*risk.asked, *_needless(risk)), memory.country)
    waiting = next((lane for lane in _speaking(risk) if lane.level != 1), None)
    if risk.tier is Tier.R3 and waiting and (step is None or step.line.id == "r3-barrier"):
        return _for_lane(waiting, risk, memory)
    if step is None:
        return _plan(
            risk.tier, *_opening(risk), stay_step(f"{name}-stay", risk.asked, memory.country)
        )
    if step.line.id == "r3-thanks":
        question = next_step(name, (*risk.asked, step.line.id), memory.country)
        return _plan(risk.tier, _ACKNOWLEDGE, step, *([question] if question else []))
    return _plan(risk.tier, *_opening(risk), step)


def _opening(risk: RiskState) -> tuple[Part, ...]:
    """Acknowledge their words first at R3; from R4 nothing stands before what may help."""
    return (_ACKNOWLEDGE,) if risk.tier is Tier.R3 else ()


def _needless(risk: RiskState) -> tuple[str, ...]:
    """Name the questions that earlier answers made needless."""
    no = {step for step, answer in risk.answered.items() if answer == "no"}
    needless = ("r3-hand", "r3-when") if {"r3-plan", "r3-intent"} <= no else ()
    if _was_asked_plainly(risk):
        needless = (*needless, "n1-c", "n2-b")
    if "r3-hand" in risk.answered:
        needless = (*needless, "r4-hand")
    return (*needless, "r4-when") if "r3-when" in risk.answered else needless


def _unclear(risk: RiskState, memory: Memory) -> Plan | None:
    """Ask once, clearly; point to people; ask again only when something new is heard."""
    if risk.minimised and (again := next_step("minimised", risk.asked, memory.country)):
        return _plan(Tier.R2, again)
    unanswered = bool(memory.risk.open) and not risk.denied
    if _was_asked_plainly(risk) and not risk.fresh and not unanswered:
        return None
    left_out = ("r2-ask-again",) if not risk.fresh else ()
    asked = ("r2-ask",) if _was_asked_plainly(risk) else ()
    step = next_step("R2", (*risk.asked, *asked, *left_out), memory.country)
    return _plan(Tier.R2, _ACKNOWLEDGE, step) if step is not None else None


def _was_asked_plainly(risk: RiskState) -> bool:
    """Whether suicide was asked about in this visit, in any lane."""
    return any(step in _PLAIN or step.startswith(_BEYOND) for step in risk.asked)


def _has_just_denied(risk: RiskState) -> bool:
    """Whether this very message answered a direct question with a no."""
    return risk.denied and risk.calm_turns == 0


def _reached(risk: RiskState, memory: Memory) -> Fixed | None:
    """Answer what they said of reaching a person, as long as there is something new to say."""
    if not risk.reached:
        return None
    return next_step(f"reached-{risk.reached}", risk.asked, memory.country)


def _plan(tier: Tier, *moves: Part) -> Plan:
    """Make a plan of this tier, with its word limit and its reason."""
    return Plan(moves, BUDGETS[tier], _BECAUSE[tier])
