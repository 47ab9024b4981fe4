"""What is taken back where it was said or written is no longer among the things to bring either."""

from starlette.requests import Request

from holdspace.domain.people import VisitId
from holdspace.domain.to_bring import Origin, ToBring
from holdspace.web.coming import came
from holdspace.web.turns import Visitor
from holdspace.web.visitor import anyway, aside, visitor

PLACE = "to-bring"  # of the page, among those of somebody's own
SAID = (Origin.MESSAGE, Origin.REPLY)


def holds_something(request: Request) -> bool:
    """Whether anything is kept of what this person wants to bring; nothing is opened to find that out."""
    who, known = came(request), visitor(request)
    if who.member:
        return PLACE in who.places
    return known is not None and bool(known.visits.to_bring(known.visit))


async def bring_no_longer(request: Request, of: str, *origins: Origin) -> None:
    """Take what came from one place off the page of things to bring; where that fails, it is still on the page to be seen."""
    if not holds_something(request):
        return
    member, known = came(request).member, visitor(request)
    nowhere = VisitId("")
    who = Visitor(nowhere, nowhere, member) if member else known
    if who:

        def without(to_bring: ToBring) -> ToBring:
            return to_bring.no_longer(of, *origins)

        await anyway(aside(who.visits, who.visits.change_to_bring, who.visit, without))
