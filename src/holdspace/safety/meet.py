"""Meets how a question was answered or not, what stands in the way of a person, and a goodbye."""

from collections.abc import Mapping

from holdspace.domain.risk import Lane, RiskState, Tier
from holdspace.domain.talk import Doing, Fixed, Memory, Perception
from holdspace.safety.answers import SOMEBODY_THERE
from holdspace.safety.script import Manner, next_step, stay_step

_TO_A_QUESTION = frozenset({"no", "unsure", "skip"})  # means something only after a question
_ALWAYS_MET = frozenset({"why", "stop", "angry", "quiet"})
_UNASKING = frozenset({"stop", "angry", "quiet"})  # after these, this reply asks nothing
_WITH = ("reached-called", "reached-with-someone")
_AS: Mapping[str, str] = {"no-plan": "no"}
_NO_QUESTIONS = "no-questions"
_QUIETLY = frozenset({"stay", "overwhelm"})  # taps that ask for company and no questions


def manner(risk: RiskState, memory: Memory, *, asking: bool = True) -> Manner:
    """Return how this visit is spoken to; who asked not to be asked is not asked."""
    return Manner(memory.country, memory.way, asking and not risk.hushed)


def plainly(memory: Memory) -> Manner:
    """Return how what must be said is said, whoever asked not to be asked."""
    return Manner(memory.country, memory.way)


def kind_of_answer(perception: Perception, risk: RiskState, memory: Memory) -> str:
    """Name how this message answered what was asked, or would not; nothing where it simply tells."""
    kind = _AS.get(risk.answer, risk.answer)
    if kind in _ALWAYS_MET:
        return kind
    if perception.doing is Doing.SILENT or perception.about in _QUIETLY:
        return "quiet"
    if perception.about == _NO_QUESTIONS:
        return "stop"
    if perception.rupture:
        return "angry"
    asked = memory.asked_last and memory.scripted and not risk.fresh
    return kind if kind in _TO_A_QUESTION and asked else ""


def met(kind: str, risk: RiskState, memory: Memory) -> Fixed | None:
    """Return the few words that meet an answer, as long as some are left that were not said."""
    return next_step(f"met-{kind}", risk.asked, manner(risk, memory)) if kind else None


def may_ask(kind: str, risk: RiskState) -> bool:
    """Whether a question may follow in this reply: not right after a first refusal, nor into silence."""
    first_refusal = kind == "skip" and "met-skip-1" not in risk.asked
    return kind not in _UNASKING and not first_refusal


def barrier(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return what meets the first thing in the way that has not been met; never the same line again.

    Source: risk protocol 2.3, "remove one barrier".
    """
    shortly = "-now" if risk.tier >= Tier.R5 else ""
    options = (f"reached-{kind}{shortly}" for kind in risk.reached)
    lines = (next_step(name, risk.asked, plainly(memory)) for name in options)
    return next((line for line in lines if line is not None), None)


def goodbye(perception: Perception, risk: RiskState, memory: Memory) -> Fixed | None:
    """Return what goes along with someone who leaves in danger; nothing holds them, nothing ends."""
    if perception.doing is not Doing.LEAVING or risk.fresh:
        return None
    name = "leaving-now" if risk.tier >= Tier.R5 else "leaving"
    return next_step(name, risk.asked, manner(risk, memory))


def unseen(risk: RiskState, memory: Memory) -> Fixed | None:
    """Return how to close the page, where they leave and somebody who hurts them may come and see it: told in words, or more than once. Nothing more stands on it then."""
    hurt = any(lane.lane is Lane.ABUSE and lane.level != 1 for lane in risk.lanes)
    if not hurt or Lane.ABUSE not in risk.heard_well or risk.tier >= Tier.R4:
        return None
    return stay_step("A-leaving", risk.asked, plainly(memory))


def has_reached_someone(risk: RiskState) -> bool:
    """Whether they said, in this visit and in danger, that somebody is on the line or with them."""
    return any(step.startswith(_WITH) for step in risk.asked)


def is_with_someone(risk: RiskState) -> bool:
    """Whether, in an emergency, somebody is on the line or there: by this message or an earlier one."""
    told = SOMEBODY_THERE & set(risk.reached)
    met_before = any(step.startswith("now-with-") for step in risk.asked)
    return bool(told) or met_before or has_reached_someone(risk)
