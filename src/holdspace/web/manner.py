"""How a person likes to be met, as a form and a cookie say it. A cookie holds choices and a name, never words of their own."""

import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from holdspace.domain.manner import MOST_AVOIDED, Dwells, Gives, Leads, Manner, Stays
from holdspace.domain.people import Private
from holdspace.web.forms import Form
from holdspace.web.looks import keep_in_browser, kept_in_browser

_COOKIE = "holdspace-manner"
NOT_YET = frozenset({"no_closed_eyes"})  # nothing brings these in, so no page asks about them
CHOICES: Mapping[str, type[StrEnum]] = {
    "leads": Leads,
    "stays": Stays,
    "dwells": Dwells,
    "gives": Gives,
}
SWITCHES = tuple(
    each.name for each in fields(Manner) if each.default is False and each.name not in NOT_YET
)
MOST = 40  # characters of a name, and of words to leave out
MOST_HARD_DAYS = 400


def manner_kept(request: Request) -> Manner:
    """Return how they asked to be met before, in this browser; without that, as usual."""
    return _manner(kept_in_browser(request, _COOKIE), Manner())


def manner_in(form: Form, before: Manner) -> Manner:
    """Return how a form asks for them to be met; what it has no field for stays as it was."""
    sent = {name: form.one(name) for name in (*SWITCHES, *CHOICES, "called")}
    return _manner(sent | {form.one("length"): "1"}, before)


def own_words_in(form: Form, manner: Manner) -> Manner:
    """Return a manner with the words of their own that a form sends: what to leave out, and what helps on hard days."""
    if "avoid" in form.fields:
        manner = replace(manner, avoid=_avoided(form.one("avoid")))
    if "hard_days" in form.fields:
        said = form.one("hard_days").replace("\r\n", "\n").strip()
        manner = replace(manner, hard_days=Private(said[:MOST_HARD_DAYS]))
    return manner


def keep_manner(response: Response, request: Request, manner: Manner) -> None:
    """Leave the choices in the browser for half a year."""
    held = asdict(manner)
    kept = {name: "1" for name in SWITCHES if held[name]}
    kept |= {name: held[name] for name in (*CHOICES, "called")}
    keep_in_browser(response, request, _COOKIE, kept)


def _manner(sent: Mapping[str, str], before: Manner) -> Manner:
    """Return a manner made of what is on offer."""
    name = " ".join(sent.get("called", "").split())[:MOST]
    plain = "".join(sign for sign in name if sign.isalpha() or sign in " .'’-")  # noqa: RUF001  a name's apostrophe
    switched = {switch: bool(sent.get(switch)) for switch in SWITCHES}
    chosen = {name: _choice(kind, sent.get(name, "")) for name, kind in CHOICES.items()}
    fuller = switched["fuller"] and not switched["brief"]
    named = {**switched, **chosen, "fuller": fuller, "called": plain.strip()}
    return replace(before, **named)  # type: ignore[arg-type]  # names and kinds are the fields' own


def _choice(kind: type[StrEnum], sent: str) -> StrEnum:
    """Return what was chosen; anything that is not on offer is no choice."""
    return kind(sent) if sent in set(kind) else kind("")


def _avoided(written: str) -> tuple[Private, ...]:
    """Return the words to leave out, one to a line or after a comma, each once."""
    said = (" ".join(each.split())[:MOST] for each in re.split(r"[\n,;]", written))
    return tuple(Private(each) for each in dict.fromkeys(filter(None, said)))[:MOST_AVOIDED]
