"""What the choices of somebody's preference sheet mean for a reply, in numbers: the one place where they become policy."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from holdspace.domain.manner import Dwells, Gives, Leads, Manner
from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Memory

SLOW, BRIEF, FULL = 20, 18, 70  # words in a reply once slower, shorter or longer was asked for
ROOM_TO_NUDGE = 2  # turns of being heard before a question may look for a small step


@dataclass(frozen=True, slots=True)
class Policy:
    """How a reply is put together for one person.

    Numbers of turns; None stands for never.
    """

    words: int | None = None  # the most a reply has; None: as many as their state has room for
    lines: int = 2  # the most a reply has
    rest: int | None = 2  # without a question, before it asks another by itself
    joining: int | None = 3  # told, before something is joined to what was told before
    gathering: int | None = 9  # told, before what was told is gathered
    comforts: bool = False  # any pain is met with validation, before a question
    nudges: bool = False  # a question may look for a small step


_LED: Mapping[Leads, Policy] = {
    Leads.EITHER: Policy(),
    Leads.ME: Policy(rest=None, joining=None, gathering=None),
    Leads.IT: Policy(rest=1, joining=2, gathering=4),
}


def policy_of(manner: Manner) -> Policy:
    """Return what a sheet asks for. Shorter and slower outrank longer; who leads outranks where it dwells."""
    policy = replace(
        _LED[manner.leads],
        words=_words(manner),
        lines=3 if manner.fuller and not manner.terse else 2,
        comforts=manner.gives is Gives.COMFORT,
        nudges=manner.gives is Gives.NUDGES,
    )
    if manner.dwells is Dwells.NOW:
        return replace(policy, joining=None, gathering=None)
    if manner.dwells is Dwells.BACK and policy.joining is not None:
        return replace(policy, joining=1)
    return policy


def as_met(memory: Memory, risk: RiskState) -> Memory:
    """Return a memory as this turn may use it: where safety watches, nothing leans."""
    return memory if risk.tier < Tier.R2 else replace(memory, manner=memory.manner.level)


def _words(manner: Manner) -> int | None:
    """Return the words of a reply that was asked for."""
    if manner.slower:
        return SLOW
    if manner.brief:
        return BRIEF
    return FULL if manner.fuller else None
