"""Chooses which people and numbers a page shows, for the country that is known or for none."""

from starlette.requests import Request

from holdspace.safety import helpline
from holdspace.ui.doors.numbers import Help
from holdspace.web.house import house
from holdspace.web.looks import country_code


def help_for(request: Request) -> Help:
    """Return the help a page shows to this person."""
    return help_in(request, country_code(request))


def help_in(request: Request, code: str) -> Help:
    """Return the help for one country, or for none where the code is not known."""
    return Help(helpline.country(code), house(request).clock.now().date())
