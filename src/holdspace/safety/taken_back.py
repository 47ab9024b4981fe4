"""Hears that a danger which a head alone supposed is none: after it was spoken of, and only then."""

from collections.abc import Mapping

from holdspace.domain.risk import Evidence, Lane, LaneLevel, RiskState, Signs, Tier
from holdspace.domain.talk import Doing, Perception, Spoken
from holdspace.safety.latch import ASKS_PLAINLY
from holdspace.safety.worried import ABOUT_THEM, worry

# Plain questions whether a lane that a head alone supposed is so; an emergency has one of its own, that names the number first.
ASKS_OF_LANE: Mapping[str, Lane] = {
    f"{script}-ask": Lane(script[0].upper())
    for script in ("a1", "a2", "a3", "c", "c3", "e", "e3", "i", "i3", "m", "n", "n3", "p", "p3", "t", "v", "v3")
}  # fmt: skip
# Of an emergency alone: a no says that it is not now, and nothing of the danger behind it.
_OF_NOW = frozenset({"e3-ask", "i3-ask", "n3-ask", "p3-ask", "v3-ask"})
_CERTAIN = 0.9  # from here a head is heard of a lane once more, though it was taken back
_FLOODED = "overwhelm"  # how the ids of the lines for overwhelm begin


def not_so(before: RiskState, signs: Signs, perception: Perception) -> frozenset[Lane]:
    """Name the lanes that the last reply spoke of, that nothing but a head had told of, and that this message says are not so."""
    if before.open in ASKS_OF_LANE.keys() - _OF_NOW and signs.answer == "no":
        return frozenset({ASKS_OF_LANE[before.open]})
    if not means_something_else(signs, perception):
        return frozenset()
    told = {e.lane.lane for e in signs.evidence if e.lane is not None and e.counts}
    if worry(before, perception) == ABOUT_THEM:
        told.add(Lane.THIRD_PARTY)  # "not me, him" takes nothing back
    if before.open in ASKS_OF_LANE and signs.answer == "yes":
        told.add(ASKS_OF_LANE[before.open])
    return frozenset(spoken_of(before) - before.heard_well - told)


def left_standing(before: RiskState, signs: Signs, back: frozenset[Lane]) -> tuple[LaneLevel, ...]:
    """Return the lanes that stand after some were taken back; one of which only an emergency was denied, at its first level."""
    not_now = ASKS_OF_LANE[before.open] if before.open in _OF_NOW and signs.answer == "no" else None
    kept = (each for each in before.lanes if each.lane not in back)
    return tuple(LaneLevel(each.lane, 1) if each.lane is not_now else each for each in kept)


def was_no_wish(before: RiskState, signs: Signs, perception: Perception) -> bool:
    """Whether a wish to die that a head alone supposed is denied here, right after it was asked about plainly.

    A no is one, and so is saying that something else was meant; with a "but" after it neither is.
    """
    asked = before.supposed and before.open in ASKS_PLAINLY and not signs.turns
    denied = signs.answer == "no" or signs.denies
    return asked and (denied or means_something_else(signs, perception))


def means_something_else(signs: Signs, perception: Perception) -> bool:
    """Whether a message says that the last reply took it wrongly."""
    return signs.protests or (perception.doing is Doing.CORRECTING and not perception.rupture)


def spoken_of(risk: RiskState) -> set[Lane]:
    """Name the lanes that the lines of the last reply were for."""
    lanes = {each.lane for each in risk.lanes}
    begun = {step.partition("-")[0] for step in risk.said_last}
    named = {lane for lane in lanes if any(_is_of(name, lane) for name in begun)}
    return named | ({Lane.OVERWHELM} & lanes if _FLOODED in begun else set())


def is_for_a_flood(spoken: Spoken) -> bool:
    """Whether a line is one for overwhelm, which the conversation says and no script."""
    return spoken.line_id.startswith(f"{_FLOODED}-")


def without_what_is_not_so(
    evidence: tuple[Evidence, ...], silent: frozenset[Lane], *, denied: bool
) -> tuple[Evidence, ...]:
    """Return the evidence without what a head hears in what is denied, or of a lane that was taken back.

    A head hears the words "not suicidal" and the thing denied in them; what is told beside that, words or a nearer danger, is heard as ever.
    """
    kept = (e for e in evidence if not (e.by_a_head and _is_silent(e, silent)))
    return tuple(e for e in kept if not (denied and _is_the_thing_denied(e)))


def _is_the_thing_denied(evidence: Evidence) -> bool:
    """Whether it is a wish to die that a head heard, no nearer than thoughts of it."""
    return evidence.by_a_head and evidence.lane is None and evidence.tier <= Tier.R3


def _is_silent(evidence: Evidence, silent: frozenset[Lane]) -> bool:
    """Whether a head tells of a lane that was taken back, and is not certain; of overwhelm it is not heard at all, since a tap or a word is enough."""
    lane = evidence.lane
    if lane is None or lane.lane not in silent:
        return False
    return evidence.likely < _CERTAIN or lane.lane is Lane.OVERWHELM


def _is_of(name: str, lane: Lane) -> bool:
    """Whether a script, like "a2", is that of a lane."""
    return name[:1].upper() == lane.value and (len(name) == 1 or name[1:].isdigit())
