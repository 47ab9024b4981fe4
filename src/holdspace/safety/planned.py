"""Makes the plan of a tier: no longer than its limit, with its reason in a line a person can read."""

from collections.abc import Iterator

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Fixed, Part, Plan
from holdspace.safety.people import words_of

_BUDGETS = {Tier.R2: 60, Tier.R3: 60, Tier.R4: 40, Tier.R5: 25, Tier.R6: 25}
_BECAUSE = {
    Tier.R2: "Something in what you wrote could be about not wanting to live, so it asks plainly.",
    Tier.R3: "You wrote about ending your life, so it asks one thing at a time and points to people.",
    Tier.R4: "It sounded close, so it asks you to let a person know today.",
    Tier.R5: "It sounded like danger right now, so it says only what may help this minute.",
    Tier.R6: "It sounded like an emergency, so it says only that.",
}


def planned(tier: Tier, *moves: Part) -> Plan:
    """Return a plan of this tier, with its word limit and its reason."""
    return Plan(tuple(_fitting(moves, _BUDGETS[tier])), _BUDGETS[tier], _BECAUSE[tier])


def _fitting(moves: tuple[Part, ...], budget: int) -> Iterator[Part]:
    """Yield the parts there is room for; what comes last is left out first, and never all."""
    room, spoke = budget, False
    for part in moves:
        words = words_of(part)
        if words <= room or (isinstance(part, Fixed) and not spoke):
            room, spoke = room - words, spoke or isinstance(part, Fixed)
            yield part
