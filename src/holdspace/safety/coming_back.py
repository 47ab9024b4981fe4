"""Asks once, where a visit begins after one that stood at R3, how it is with those thoughts now."""

from dataclasses import replace

from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Doing, Find, Fixed, Memory, Move, Part, Perception, Plan, State
from holdspace.safety.meet import plainly
from holdspace.safety.script import fixed

CHECK_IN = "check-in"  # the id of the one question
_BEGINNING = 3  # turns in which a visit still begins; later it would come out of the blue, and waits for the next
_NOT_BESIDE = frozenset({Move.SAF, Move.CLS, Move.PRC, Move.PRM, Move.RPR, Move.BRG})
_NOT_TO = frozenset({Doing.LEAVING, Doing.REFUSING, Doing.CORRECTING, Doing.ASKING})
_BECAUSE = "The visit before was a very dark one, so it asks once how that is now."
_WORDS = 45  # of a mirror and the question


def ask_how_it_is(plan: Plan, perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Return a plan that asks it after a word to what was said, where it is owed and this is the place for it.

    Source: risk protocol 2.3, R3 (follow-up check next visit). It is asked once, and no answer is owed.
    """
    if not risk.check_in_owed or not _is_the_place(plan, perception, risk, memory):
        return plan
    greeted = perception.doing is Doing.SMALL
    first: Part = plan.moves[0] if greeted and plan.moves else Find(Move.SRF, "happened")
    return Plan((first, fixed(CHECK_IN, plainly(memory))), _WORDS, _BECAUSE)


def with_check_in(risk: RiskState, said: tuple[str, ...]) -> RiskState:
    """Return where a visit stands once its lines were said: what was asked is not owed any more."""
    return replace(risk, check_in_owed=False) if CHECK_IN in said and risk.tier < Tier.R3 else risk


def _is_the_place(plan: Plan, perception: Perception, risk: RiskState, memory: Memory) -> bool:
    """Whether a visit has just begun, nothing of danger was heard in it, and no other thing comes first."""
    calm = risk.tier < Tier.R2 and not risk.fresh_lanes and perception.state is not State.HIGH
    free = perception.doing not in _NOT_TO and not perception.rupture
    moves = {part.line.move if isinstance(part, Fixed) else part.move for part in plan.moves}
    return memory.turns < _BEGINNING and calm and free and not moves & _NOT_BESIDE
