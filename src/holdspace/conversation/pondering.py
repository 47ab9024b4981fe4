"""What a message comes to once the visit before it is remembered: how it is understood, where danger stands, and what is decided."""

from dataclasses import dataclass, replace

from holdspace.conversation.asked_back import about_its_own_words
from holdspace.conversation.danger import signs
from holdspace.conversation.decide import decide
from holdspace.conversation.known import in_sight_of_what_is_known
from holdspace.conversation.leaning import as_met
from holdspace.conversation.remember import in_its_light
from holdspace.conversation.ways import on_the_way
from holdspace.domain.risk import RiskState
from holdspace.domain.talk import Memory, Plan, Told
from holdspace.safety.judge import judge


@dataclass(frozen=True, slots=True)
class Pondered:
    """One turn between hearing and speaking, in values."""

    told: Told
    lit: Told  # the same in the light of the visit: what words are found for
    risk: RiskState
    met: Memory  # what is remembered, met as they asked to be
    plan: Plan


def ponder(told: Told, memory: Memory) -> Pondered:
    """Decide what to do about a message, purely: the same message in the same visit comes to the same."""
    told = replace(told, perception=on_the_way(told, memory))
    told = replace(told, perception=about_its_own_words(told, memory))
    risk = judge(memory.risk, signs(told.heard, told.parse), told.perception)
    lit = replace(told, perception=in_its_light(told.perception, memory))
    lit = in_sight_of_what_is_known(lit, memory, risk)
    met = as_met(memory, risk)
    return Pondered(told, lit, risk, met, decide(lit.perception, risk, met))
