"""Which dangers besides a wish to die stand in a visit, and how far along each is. Source: risk protocol 2.4."""

from collections.abc import Iterable

from holdspace.domain.risk import Evidence, Experiencer, Lane, LaneLevel, Register, Time

_GRAVEST = 3
_TOLD_OF_THE_PAST = frozenset({Lane.ABUSE, Lane.GRIEF, Lane.OVERWHELM})  # "back in the war" is now
_MET_OF_ANOTHER = frozenset({Lane.THIRD_PARTY, Lane.GRIEF, Lane.MEDICAL, Lane.ABUSE})


def joined(before: tuple[LaneLevel, ...], evidence: Iterable[Evidence]) -> tuple[LaneLevel, ...]:
    """Join the lanes heard to those of the visit, the highest level of each, urgent first."""
    counted = [(e, e.lane) for e in evidence if e.lane is not None and counts(e)]
    told = {lane.lane: _level(e, lane) for e, lane in counted if not e.unsure}
    levels = {lane.lane: lane.level for lane in before}
    for piece, lane in counted:
        level = _level(piece, lane)
        if piece.unsure and lane.lane in told:
            level = _lesser(level, told[lane.lane])  # words told how far along it is
        levels[lane.lane] = _greater(levels.get(lane.lane, level), level)
    return urgent_first(LaneLevel(lane, level) for lane, level in levels.items())


def _greater(one: int | None, other: int | None) -> int | None:
    """Return the higher of two levels; none at all outranks them, since it is the whole lane."""
    return None if one is None or other is None else max(one, other)


def _lesser(one: int | None, other: int | None) -> int | None:
    """Return the lower of two levels."""
    return one if other is None else other if one is None else min(one, other)


def urgent_first(lanes: Iterable[LaneLevel]) -> tuple[LaneLevel, ...]:
    """Return lanes in order, the most urgent first."""
    return tuple(sorted(lanes, key=lambda each: (-(each.level or 1), each.lane)))


def _level(evidence: Evidence, lane: LaneLevel) -> int | None:
    """Say how far along a lane is; abuse that is over stands at the first level."""
    is_over = evidence.time is Time.PAST and lane.lane is Lane.ABUSE
    return min(lane.level or 1, 1) if is_over else lane.level


def counts(evidence: Evidence) -> bool:
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
