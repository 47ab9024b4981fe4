"""When a measure may be asked at all (clinical ground truth 1.5, M1 to M6). The house never asks by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from holdspace.domain.risk import Tier
from holdspace.journey.measures.measure import Measure, Starts

AFTER_DANGER = timedelta(hours=24)
A_WEEK = timedelta(days=7)


class Asker(StrEnum):
    """Who wants it asked."""

    CLIENT = "client"
    THERAPIST = "therapist"
    HOUSE = "house"


class NotNow(StrEnum):
    """Why a measure is not asked."""

    NEVER_BY_ITSELF = "never-by-itself"
    NO_WORDING = "no-wording"
    DANGER = "danger"
    OVERWHELM = "overwhelm"
    SOON_AFTER_DANGER = "soon-after-danger"
    FIRST_LANDING = "first-landing"
    THERAPIST_ALONE = "therapist-alone"
    NOT_LINKED = "not-linked"
    NOT_ACCEPTED = "not-accepted"
    ONE_THIS_WEEK = "one-this-week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody wants a measure asked; what a therapist gives, a client takes or not."""

    measure: Measure
    by: Asker
    linked: bool = False  # the client has linked with this therapist
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where somebody stands; `None` where there was nothing of the kind."""

    now: datetime
    tier: Tier = Tier.R0
    overwhelmed: bool = False
    first_landing: bool = False
    last_r4: datetime | None = None  # when the tier last stood at R4 or above
    last_standard: datetime | None = None  # when a standard measure was last filled in


def why_not(ask: Ask, moment: Moment) -> NotNow | None:
    """Return why a measure is not asked now, or None where it may be. Safety speaks first."""
    return _of_the_moment(moment) or _of_the_asker(ask) or _of_the_week(ask, moment)


def _of_the_moment(moment: Moment) -> NotNow | None:
    """M2: nothing is asked in danger, in overwhelm, within a day after R4, or at first landing."""
    if moment.tier >= Tier.R2:
        return NotNow.DANGER
    if moment.overwhelmed:
        return NotNow.OVERWHELM
    if moment.last_r4 is not None and moment.now - moment.last_r4 < AFTER_DANGER:
        return NotNow.SOON_AFTER_DANGER
    return NotNow.FIRST_LANDING if moment.first_landing else None


def _of_the_asker(ask: Ask) -> NotNow | None:
    """M3: what a therapist gives needs a link and a yes; some are theirs alone to give."""
    if ask.by is Asker.HOUSE:
        return NotNow.NEVER_BY_ITSELF
    if ask.by is Asker.CLIENT and ask.measure.starts is Starts.THERAPIST:
        return NotNow.THERAPIST_ALONE
    if not ask.measure.has_wording:
        return NotNow.NO_WORDING
    if ask.by is Asker.CLIENT:
        return None
    if not ask.linked:
        return NotNow.NOT_LINKED
    return None if ask.accepted else NotNow.NOT_ACCEPTED


def _of_the_week(ask: Ask, moment: Moment) -> NotNow | None:
    """M6: one standard measure a week at most, unless the client asks."""
    if ask.by is Asker.CLIENT or not ask.measure.standard or moment.last_standard is None:
        return None
    recent = moment.now - moment.last_standard < A_WEEK
    return NotNow.ONE_THIS_WEEK if recent else None
