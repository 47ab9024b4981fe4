"""How a person likes pages to look, kept in their own browser and nowhere else."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from holdspace.safety import helpline
from holdspace.ui.doors.looks import CHOICES, COOKIE, SWITCHES, Looks, looks_in, looks_of
from holdspace.web.forms import Form
from holdspace.web.house import house

_HALF_A_YEAR = 182 * 24 * 3600


def looks(request: Request) -> Looks:
    """Return what was chosen in this browser; anything unknown falls back to the plain look."""
    return looks_in(request.cookies)


def chosen(form: Form, before: Looks) -> Looks:
    """Return the looks a settings form asks for; the country stays as it was."""
    sent = {name: form.one(name) for name in (*CHOICES, *SWITCHES, "exit")}
    return looks_of(sent, before.country)


def country_code(request: Request) -> str:
    """Return the country whose numbers to show: the person's choice, else the keeper's, else ''."""
    for code in (looks(request).country, house(request).country or ""):
        found = helpline.country(code)
        if found:
            return found.code
    return ""


def keep(response: Response, request: Request, looks: Looks) -> None:
    """Leave the choices in the browser for half a year."""
    keep_in_browser(response, request, COOKIE, asdict(looks))


def kept_in_browser(request: Request, name: str) -> dict[str, str]:
    """Return choices that were left in the browser before; none where there are none."""
    return dict(parse_qsl(request.cookies.get(name, "")))


def keep_in_browser(
    response: Response, request: Request, name: str, choices: Mapping[str, str]
) -> None:
    """Leave choices in the browser for half a year, where no script and no other site can read them."""
    response.set_cookie(
        name,
        urlencode({choice: value for choice, value in choices.items() if value}),
        max_age=_HALF_A_YEAR,
        path="/",
        secure=house(request).secure,
        httponly=True,
        samesite="strict",
    )


def keep_country(response: Response, request: Request, code: str) -> None:
    """Leave the chosen country in the browser; an unknown one is none."""
    found = helpline.country(code)
    keep(response, request, replace(looks(request), country=found.code if found else ""))
