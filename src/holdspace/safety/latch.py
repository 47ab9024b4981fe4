"""Holds where a visit stands: up at once, down one step at a time, and only when it was asked about."""

from holdspace.domain.risk import RiskState, Tier
from holdspace.domain.talk import Perception

ASKS_NOW = "r5-ask"  # asks whether it is so now, with the number first
WAS_HIGH = "was-r4"  # a visit that stood at R4 never falls below R2
ASKS_PLAINLY = frozenset(
    {"r2-ask", "r2-ask-again", "n1-c", "n2-b", "n3-c", "t-d", "minimised-1", ASKS_NOW}
)
_OUTRIGHT = frozenset(
    {"ending", "death-wish", "method", "joining"}
)  # themes of words that tell of a wish to die
_BEYOND = ("r3-", "r4-", "r5-", "r6-")  # steps of tiers in which it is no longer a question
CALM_TURNS = 3  # further turns without new evidence before a tier may fall one step
CALM_TURNS_SUPPOSED = 2  # the same, where nothing but one hearing of a head told of it
CALM_TURNS_UNWORDED = (
    4  # the same, where heads heard it surely or again, no word told of it, and nobody denied it
)


def held(before: RiskState, calm: int, perception: Perception) -> Tier:
    """Return the tier at which a visit stands after so many calm turns, where nothing new is heard.

    It falls when what was told was denied. What heads alone heard was never told in words: it falls when it was asked about
    and they went on with something else, to unclear first, however near it seemed; denied as well, what one hearing
    supposed is let go with the next turn. Source: risk protocol 2.2, DT2.
    """
    if before.tier < Tier.R2:
        return before.tier if perception.themes & {"hopeless"} else Tier.R0
    if calm < _enough(before) or not (before.denied or _was_let_go(before)):
        return before.tier
    if before.by_heads and before.tier > Tier.R2:
        return Tier.R2
    floor = Tier.R2 if before.tier >= Tier.R4 or WAS_HIGH in before.themes else Tier.R0
    return max(Tier(before.tier - 1), floor)


def _enough(before: RiskState) -> int:
    """Say how many calm turns it takes before a tier may fall."""
    if before.supposed:
        return 1 if before.denied else CALM_TURNS_SUPPOSED
    return CALM_TURNS_UNWORDED if before.by_heads and not before.denied else CALM_TURNS


def _was_let_go(before: RiskState) -> bool:
    """Whether what no word told of was asked about plainly."""
    return (before.supposed or before.by_heads) and was_asked_plainly(before)


def was_asked_plainly(risk: RiskState) -> bool:
    """Whether suicide was asked about in this visit, in any lane."""
    return any(step in ASKS_PLAINLY or step.startswith(_BEYOND) for step in risk.asked)


def was_told_outright(risk: RiskState) -> bool:
    """Whether a wish to die was told in words that can mean nothing else, or said yes to; and not only summed up, or supposed by a head."""
    return bool(risk.themes & _OUTRIGHT) or "yes" in risk.answered.values()


def was_only_supposed(risk: RiskState) -> bool:
    """Whether nobody told of a wish to die in so many words, it was asked about plainly, and all of it was denied."""
    return risk.denied_all and risk.tier is Tier.R3 and not was_told_outright(risk)
