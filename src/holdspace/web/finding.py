"""The page for finding someone to talk to: the same for everybody but for the country that was chosen."""

from starlette.requests import Request
from starlette.responses import Response

from holdspace.journey import finding
from holdspace.safety import helpline
from holdspace.web.house import house
from holdspace.web.looks import country_code
from holdspace.web.rendering import page


async def find(request: Request) -> Response:
    """Show kinds of help, ways to somebody where they are, and words to begin with."""
    today = house(request).clock.now().date()
    return page(
        request,
        "find.html",
        finding=finding.finding(),
        routes=tuple(
            (route, finding.is_stale(route, today))
            for route in finding.routes(country_code(request))
        ),
        countries=helpline.countries(),
    )
