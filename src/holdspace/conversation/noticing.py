"""Chooses which of somebody's entries may be looked through: nothing that tells of danger, nothing they asked to leave alone."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from holdspace.conversation.written import hints_at_danger
from holdspace.domain.people import Private, VisitId
from holdspace.domain.spoken_of import is_left_alone, names_in
from holdspace.domain.talk import Heard
from holdspace.journey.patterns import MOST_LOOKED_AT, Entry

_NO_VISIT = VisitId("")


def calm(entries: Iterable[Entry], left_alone: Collection[Private]) -> tuple[Entry, ...]:
    """Return the latest entries that may be looked through; how a day felt stays out with what was written of it."""
    topics = frozenset().union(*(names_in(topic.text) for topic in left_alone))
    latest = sorted(entries, key=lambda entry: entry.on)[-MOST_LOOKED_AT:]
    return tuple(entry for entry in latest if not _is_kept_out(entry, topics))


def _is_kept_out(entry: Entry, topics: frozenset[str]) -> bool:
    """Whether an entry names a topic that is left alone, or tells of danger."""
    if not entry.says:
        return False
    if is_left_alone(names_in(entry.says.text), topics):
        return True
    midnight = datetime(entry.on.year, entry.on.month, entry.on.day, tzinfo=UTC)
    return hints_at_danger(Heard(_NO_VISIT, entry.says, midnight))
