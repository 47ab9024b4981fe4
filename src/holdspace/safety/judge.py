"""Judges where a visit stands: what this message adds, and the latch that holds it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from holdspace.domain.risk import (
    Evidence,
    Experiencer,
    Lane,
    LaneLevel,
    Register,
    RiskState,
    Signs,
    Tier,
    Time,
)
from holdspace.domain.talk import Perception, Tone

_WAS_HIGH = "was-r4"  # a visit that stood at R4 never falls below R2
CALM_TURNS = 3  # further turns without new evidence before a tier may fall one step
_SEPARATE = (  # themes that are benign alone and not together (DT4)
    (frozenset({"hopeless", "burden"}), Tier.R3),
    (frozenset({"loss", "method"}), Tier.R3),
    (frozenset({"hopeless", "method"}), Tier.R3),
)
_ANSWERS: Mapping[str, Mapping[str, Tier]] = {  # what an answer to a direct question raises to
    "r2-ask": {"yes": Tier.R3},
    "r3-plan": {"yes": Tier.R4},
    "r3-intent": {"yes": Tier.R4, "unsure": Tier.R4},
    "r3-hand": {"yes": Tier.R4},
    "r3-when": {"yes": Tier.R5},
    "r4-hand": {"yes": Tier.R5},
    "r4-when": {"yes": Tier.R5},
    "r2-ask-again": {"yes": Tier.R3},
    "minimised-1": {"yes": Tier.R3, "unsure": Tier.R2},
    "n1-c": {"yes": Tier.R3, "unsure": Tier.R2},
    "n2-b": {"yes": Tier.R3, "unsure": Tier.R2},
}
_GRAVEST = 3
_TOLD_OF_THE_PAST = frozenset({Lane.ABUSE, Lane.GRIEF, Lane.OVERWHELM})  # "back in the war" is now
_MET_OF_ANOTHER = frozenset({Lane.THIRD_PARTY, Lane.GRIEF, Lane.MEDICAL, Lane.ABUSE})


def judge(before: RiskState, signs: Signs, perception: Perception) -> RiskState:
    """Return where the visit stands after this message.

    The tier rises at once. It falls one step only after an explicit answer and three calm turns;
    R4 and above never fall below R2 in the same visit (DT2). Trained heads may only raise it.
    """
    evidence = _sure(before, (*signs.evidence, *perception.evidence), perception)
    heard = max((_tier(e) for e in evidence), default=Tier.R0)
    themes = before.themes | {e.theme for e in evidence if e.theme and e.counts}
    answered = _answered(before, signs)
    raised = max(heard, _together(themes, before), _by_answer(before, answered))
    fresh = raised >= Tier.R2 and (raised > Tier.R2 or heard >= Tier.R2)
    says_no = answered.get(before.open) == "no" and not fresh
    calm = 0 if fresh or says_no else before.calm_turns + 1
    denied = says_no or (before.denied and not fresh)
    tier = max(raised, _held(replace(before, denied=denied), calm, perception))
    fell = tier < before.tier
    return replace(
        before,
        tier=tier,
        lanes=_lanes(before.lanes, evidence),
        themes=themes | ({_WAS_HIGH} if tier >= Tier.R4 else set()),
        answered=answered,
        open="",
        denied=denied and not fell,  # the next step down waits for the next answer
        reached=signs.reached,
        calm_turns=0 if fell else calm,
        fresh=fresh,
        fresh_lanes=_lanes((), evidence),
        minimised=signs.minimises and before.tier >= Tier.R2,
    )


def _sure(
    before: RiskState, evidence: tuple[Evidence, ...], perception: Perception
) -> tuple[Evidence, ...]:
    """Take what is said every day of lesser things no higher than R1, unless distress goes with it.

    Source: no probe unless distress is also present (DT5).
    """
    told = {e.rule for e in evidence if e.counts and e.tier >= Tier.R1 and e.time is not Time.PAST}
    distress = (
        len(told) > 1
        or before.tier >= Tier.R1
        or perception.self_attack
        or perception.tone is Tone.PAINFUL
    )
    if distress:
        return evidence
    return tuple(replace(e, tier=min(e.tier, Tier.R1)) if e.unsure else e for e in evidence)


def _tier(evidence: Evidence) -> Tier:
    """Say which tier one piece of evidence calls for."""
    if evidence.experiencer is not Experiencer.SELF or evidence.register is Register.QUOTE:
        return Tier.R0
    if evidence.negated:
        return min(evidence.tier, Tier.R1)
    if evidence.time is Time.PAST:
        return min(evidence.tier, Tier.R1)
    if evidence.time is Time.RECENT:
        return min(evidence.tier, Tier.R4)  # behaviour of the last months, and not of this minute
    if evidence.register is Register.JOKE and evidence.tier <= Tier.R3:
        return min(evidence.tier, Tier.R2)
    return evidence.tier


def _together(themes: frozenset[str], before: RiskState) -> Tier:
    """Say what themes heard in different messages add up to."""
    if themes == before.themes:
        return Tier.R0
    return max((tier for both, tier in _SEPARATE if both <= themes), default=Tier.R0)


def _answered(before: RiskState, signs: Signs) -> Mapping[str, str]:
    """Note the answer to the question that was left open, if this message gives one."""
    if not before.open or not signs.answer:
        return before.answered
    answer = signs.answer
    if answer == "no-plan":  # denies a plan, and says nothing of thoughts
        answer = "no" if before.open == "r3-plan" else "unsure"
    return {**before.answered, before.open: answer}


def question_in(said: Iterable[str]) -> str:
    """Return the direct question among the lines of one reply, or an empty string."""
    return next((step for step in said if step in _ANSWERS), "")


def _by_answer(before: RiskState, answered: Mapping[str, str]) -> Tier:
    """Say what the answer to the open question raises the visit to."""
    return _ANSWERS.get(before.open, {}).get(answered.get(before.open, ""), Tier.R0)


def _held(before: RiskState, calm: int, perception: Perception) -> Tier:
    """Return the tier the latch holds."""
    if before.tier < Tier.R2:
        return before.tier if perception.themes & {"hopeless"} else Tier.R0
    if calm < CALM_TURNS or not before.denied:
        return before.tier
    floor = Tier.R2 if before.tier >= Tier.R4 or _WAS_HIGH in before.themes else Tier.R0
    return max(Tier(before.tier - 1), floor)


def _lanes(before: tuple[LaneLevel, ...], evidence: Iterable[Evidence]) -> tuple[LaneLevel, ...]:
    """Join the lanes heard to those of the visit, the highest level of each, urgent first."""
    levels = {lane.lane: lane.level for lane in before}
    for piece in evidence:
        if piece.lane is not None and _lane_counts(piece):
            level = levels.get(piece.lane.lane) or 0
            levels[piece.lane.lane] = max(level, _level(piece)) or None
    joined = (LaneLevel(lane, level) for lane, level in levels.items())
    return tuple(sorted(joined, key=lambda each: (-(each.level or 1), each.lane)))


def _level(evidence: Evidence) -> int:
    """Say how far along a lane is; abuse that is over stands at the first level."""
    level = evidence.lane.level or 0 if evidence.lane else 0
    over = evidence.time is Time.PAST and evidence.lane and evidence.lane.lane is Lane.ABUSE
    return min(level, 1) if over else level


def _lane_counts(evidence: Evidence) -> bool:
    """Whether a lane's cue speaks of something real and not denied."""
    if evidence.lane is None or evidence.negated or evidence.register is Register.QUOTE:
        return False
    if evidence.experiencer is Experiencer.FICTION:
        return False
    if evidence.time is Time.PAST and evidence.lane.lane not in _TOLD_OF_THE_PAST:
        return False  # it is over
    if evidence.lane.lane is Lane.MEDICAL and evidence.time is Time.RECENT:
        return False
    return evidence.experiencer is Experiencer.SELF or _counts_of_another(evidence.lane)


def _counts_of_another(lane: LaneLevel) -> bool:
    """Whether a lane is met too where it is somebody else's: a child at risk, a friend gone blue."""
    if lane.lane is Lane.CHILD:
        return lane.level != 1  # "my son is in year 9"
    if lane.lane is Lane.INTOXICATION:
        return lane.level == _GRAVEST  # "he was so drunk" is a story, "he won't wake" is not
    return lane.lane in _MET_OF_ANOTHER
