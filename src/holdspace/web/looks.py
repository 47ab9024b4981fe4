"""How a person likes pages to look, kept in their own browser and nowhere else."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import Response

from holdspace.safety import helpline
from holdspace.web.forms import Form
from holdspace.web.house import house

LOOKS = "holdspace-looks"
_LONGEST = 200
_WEB_PAGE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w./?=&%+#~-]*)?", re.ASCII)
_HALF_A_YEAR = 182 * 24 * 3600
_CHOICES = {"text": ("normal", "larger"), "theme": ("system", "day", "evening")}
_SWITCHES = ("at_once", "quiet", "plain", "shared", "still")


@dataclass(frozen=True, slots=True)
class Looks:
    """The choices on the settings page, and the country chosen on Help now."""

    text: str = "normal"
    theme: str = "system"
    at_once: str = ""
    quiet: str = ""
    plain: str = ""
    shared: str = ""  # others use this device too: nothing is left on it
    still: str = ""  # nothing moves
    exit: str = ""  # where Leave goes, if not to the keeper's page
    country: str = ""


def looks(request: Request) -> Looks:
    """Return what was chosen in this browser; anything unknown falls back to the plain look."""
    kept = kept_in_browser(request, LOOKS)
    return _looks(kept, kept.get("country", ""))


def chosen(form: Form, before: Looks) -> Looks:
    """Return the looks a settings form asks for; the country stays as it was."""
    sent = {name: form.one(name) for name in (*_CHOICES, *_SWITCHES, "exit")}
    return _looks(sent, before.country)


def country_code(request: Request) -> str:
    """Return the country whose numbers to show: the person's choice, else the keeper's, else ''."""
    for code in (looks(request).country, house(request).country or ""):
        found = helpline.country(code)
        if found:
            return found.code
    return ""


def keep(response: Response, request: Request, looks: Looks) -> None:
    """Leave the choices in the browser for half a year."""
    keep_in_browser(response, request, LOOKS, asdict(looks))


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


def _looks(sent: dict[str, str], country: str) -> Looks:
    """Return looks made of what is on offer."""
    picked = {
        name: sent[name] if sent.get(name) in offered else offered[0]
        for name, offered in _CHOICES.items()
    }
    switched = {name: "1" if sent.get(name) else "" for name in _SWITCHES}
    known = helpline.country(country)
    code = known.code if known else ""
    return Looks(**picked, **switched, exit=_elsewhere(sent.get("exit", "")), country=code)


def _elsewhere(address: str) -> str:
    """Return an address that Leave may go to; anything but a plain web page is none."""
    fits = len(address) <= _LONGEST and _WEB_PAGE.fullmatch(address.strip())
    return address.strip() if fits else ""
