"""Tells of a wish to die that a head alone supposed: asked about before it is believed, and let be where nothing bears it out."""

from dataclasses import replace

from holdspace.domain.risk import Evidence, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Perception
from holdspace.safety.answered import is_troubled
from holdspace.safety.latch import ASKS_NOW, was_asked_plainly

CERTAIN = 0.9  # the curve is in decision 55
CERTAIN_OF_AN_ATTEMPT = (
    0.75  # nobody waits for a question there; below it "I used it all" may be petrol
)


def is_supposed(risk: RiskState, before: RiskState, told: tuple[Evidence, ...]) -> bool:
    """Whether nothing but a head told of it, of which it was not asked yet whether it is so near.

    What somebody says first of all, and what is nearer than a hint, is believed of a head that is certain; an attempt of one that is less so.
    """
    if not risk.fresh:
        return before.supposed and risk.tier is Tier.R2
    near = risk.tier > Tier.R2
    began = before.calm_turns == 0 and not before.supposed
    enough = CERTAIN_OF_AN_ATTEMPT if risk.tier is Tier.R6 else CERTAIN
    certain = (near or began) and max((e.likely for e in told), default=0.0) >= enough
    alone = bool(told) and all(e.by_a_head for e in told)
    return alone and not certain and not (near and _was_asked(before, risk.tier))


def no_nearer(before: RiskState, signs: Signs, perception: Perception) -> RiskState:
    """Return where a visit stands once it was asked whether near danger is so, and they say no or speak of something else: still unclear, and no nearer.

    A refusal, or whatever stands in the way of a person, bears it out; and nobody who is leaving is told that it was nothing.
    """
    near = before.supposed and before.tier > Tier.R2 and _was_asked(before, before.tier)
    answers = signs.answer not in {"", "no"} or is_troubled(signs)
    if not near or answers or perception.doing is Doing.LEAVING:
        return before
    return replace(before, tier=Tier.R2)


def _was_asked(risk: RiskState, tier: Tier) -> bool:
    """Whether it was asked about as near as this: from R5 whether it is so now."""
    return ASKS_NOW in risk.asked if tier >= Tier.R5 else was_asked_plainly(risk)
