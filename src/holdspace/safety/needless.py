"""Names the questions and steps that what was told or answered before made needless."""

from holdspace.domain.risk import Lane, RiskState
from holdspace.safety.latch import was_asked_plainly
from holdspace.safety.meet import has_reached_someone

_BELIEVES = ("a1-a", "a2-a")  # steps that say "I believe you"
# Steps that met somebody being named.
_NAMED = ("reached-has-someone-", "reached-might-tell-", "reached-will-tell-")
_ABOUT_THEM = "t-not-me-"  # and those that took it as told that it is somebody else's life
_ALONE = frozenset(  # what asks them to reach someone: needless once they did
    f"{tier}-{name}"
    for tier, names in (
        ("r4", ("near", "words", "barrier")),
        ("r5", ("now", "near", "text", "barrier", "door")),
        ("r6", ("call", "near")),
    )
    for name in names
)


def needless(risk: RiskState) -> tuple[str, ...]:
    """Name the questions that earlier answers made needless."""
    no = {step for step, answer in risk.answered.items() if answer == "no"}
    steps = {"r3-hand", "r3-when"} if {"r3-plan", "r3-intent"} <= no else set()
    if was_asked_plainly(risk) or any(step.startswith(_ABOUT_THEM) for step in risk.asked):
        steps |= {"n1-c", "n2-b", "n3-c", "t-d"}
    if "r3-hand" in risk.answered:
        steps.add("r4-hand")
    if "r3-when" in risk.answered:
        steps.add("r4-when")
    if any(step.startswith("reached-") for step in risk.asked):
        steps |= {"r3-barrier", "r4-barrier"}  # what is in the way was told and met
    if any(step.startswith(_NAMED) for step in risk.asked):
        steps.add("r3-person")  # they have named one
    if has_reached_someone(risk):
        steps |= _ALONE
    if has_psychosis(risk):
        steps.update(_BELIEVES)
    return tuple(steps)


def has_psychosis(risk: RiskState) -> bool:
    """Whether this visit has heard what may be psychosis or mania."""
    return any(lane.lane is Lane.PSYCHOSIS for lane in risk.lanes)
