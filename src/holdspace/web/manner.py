"""How a person likes to be met, kept in their own browser where they say so, and nowhere else."""

from dataclasses import asdict, fields

from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.talk import Manner
from holdspace.web.forms import Form
from holdspace.web.looks import keep_in_browser, kept_in_browser

_COOKIE = "holdspace-manner"
_SWITCHES = tuple(field.name for field in fields(Manner) if field.name != "called")
MOST = 40  # characters of a name


def manner_kept(request: Request) -> Manner:
    """Return how they asked to be met before, in this browser; without that, as usual."""
    return _manner(kept_in_browser(request, _COOKIE))


def manner_in(form: Form) -> Manner:
    """Return how a form asks for them to be met."""
    return _manner({name: form.one(name) for name in (*_SWITCHES, "called")})


def keep_manner(response: Response, request: Request, manner: Manner) -> None:
    """Leave it in the browser for half a year."""
    kept = {name: "1" if value is True else value or "" for name, value in asdict(manner).items()}
    keep_in_browser(response, request, _COOKIE, kept)


def _manner(sent: dict[str, str]) -> Manner:
    """Return a manner made of what is on offer."""
    name = " ".join(sent.get("called", "").split())[:MOST]
    plain = "".join(sign for sign in name if sign.isalpha() or sign in " .'’-")  # noqa: RUF001  a name's apostrophe
    return Manner(**{switch: bool(sent.get(switch)) for switch in _SWITCHES}, called=plain.strip())
