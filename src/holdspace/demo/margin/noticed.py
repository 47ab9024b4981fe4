"""What could have been noticed in her own entries and is not shown: since she let it go, or had not said that it may look."""

from collections.abc import Callable

from holdspace.demo.book import HeldBack
from holdspace.demo.margin import held
from holdspace.domain.people import VisitId
from holdspace.journey.patterns import noticings
from holdspace.ports.keeping import Member
from holdspace.web.noticing import eased, looked_through

NotShown = Callable[[str], tuple[HeldBack, ...]]


def not_shown(member: Member) -> tuple[HeldBack, ...]:
    """Return what the same finders find without her answers, and with them do not show."""
    noticed = member.hopes.noticed()
    entries, tried = looked_through(member), tuple(eased(member.care(VisitId(""))))
    found = noticings(entries, tried)
    if noticed.looks is not True:
        return tuple(held("noticing", "looking", each.says.text) for each in found[:1])
    gone = [each for each in found if each.key in noticed.let_go]
    return tuple(held("dismissed", "dismissed", each.says.text) for each in gone)
