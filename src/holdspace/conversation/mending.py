"""Begins a visit by owning what somebody said was missing in the one before: one line, once, and only in a calm talk."""

from dataclasses import replace

from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Doing, Find, Memory, Move, Part, Perception, Plan, Spoken, State

BEGINNING = 3  # turns in which a visit still begins; later it would come out of the blue, and waits for the next
_WORDS = 26  # of the line, beside what a reply has room for
_LINES = "mend-"  # how the ids of its lines begin, and what they are about
_NOT_BESIDE = frozenset({Move.SAF, Move.CLS, Move.PRC, Move.PRM, Move.RPR, Move.BRG})
_NOT_TO = frozenset({Doing.LEAVING, Doing.REFUSING, Doing.CORRECTING})


def mend_first(plan: Plan, perception: Perception, risk: RiskState, memory: Memory) -> Plan:
    """Return a plan that begins with what was missing last time, where something was and this is the place for it.

    Source: rupture and repair; a low answer of a visit check begins it (docs/safety.md).
    """
    if not memory.mend or not _is_the_place(plan, perception, risk, memory):
        return plan
    line = Find(Move.RPR, f"{_LINES}{memory.mend[0]}")
    greets = perception.doing is Doing.SMALL  # a hello is answered first
    moves: tuple[Part, ...] = (*plan.moves, line) if greets else (line, *plan.moves)
    because = "After the last visit you said what was missing, so it begins with that."
    return replace(
        plan, moves=moves, budget=plan.budget + _WORDS, because=because, lines=plan.lines + 1
    )


def is_mending(spoken: Spoken) -> bool:
    """Whether a line owned what was missing last time."""
    return spoken.line_id.startswith(_LINES)


def _is_the_place(plan: Plan, perception: Perception, risk: RiskState, memory: Memory) -> bool:
    """Whether a talk has just begun, is calm, and the reply has room for a word about last time."""
    begins = memory.turns < BEGINNING
    calm = risk.tier < Tier.R2 and not risk.fresh_lanes and perception.state is not State.HIGH
    free = perception.doing not in _NOT_TO and not perception.rupture
    return begins and calm and free and not any(_move(part) in _NOT_BESIDE for part in plan.moves)


def _move(part: Part) -> Move:
    """Return the move a part makes."""
    return part.move if isinstance(part, Find) else part.line.move
