"""For whom something of their own stands there: a mark alone, which shows nothing to anybody."""

from enum import StrEnum


class Mark(StrEnum):
    """Whom a passage, a day or a goal is for, as its writer marked it. Nothing is shared by a mark."""

    ME = "me"
    THERAPIST = "therapist"


def mark_of(sent: str) -> Mark:
    """Return the mark a form names; only for themselves where it names none."""
    return Mark.THERAPIST if sent == Mark.THERAPIST else Mark.ME
