"""How somebody likes pages to look, as their own browser keeps it: the same at both doors."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from holdspace.safety import helpline

COOKIE = "holdspace-looks"
CHOICES = {"text": ("normal", "larger"), "theme": ("system", "day", "evening")}
SWITCHES = ("at_once", "quiet", "plain", "shared", "still")
_LONGEST = 200
_WEB_PAGE = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w./?=&%+#~-]*)?", re.ASCII)


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


def looks_in(cookies: Mapping[str, str]) -> Looks:
    """Return what was chosen in a browser; anything unknown falls back to the plain look."""
    kept = dict(parse_qsl(cookies.get(COOKIE, "")))
    return looks_of(kept, kept.get("country", ""))


def looks_of(sent: Mapping[str, str], country: str) -> Looks:
    """Return looks made of what is on offer."""
    picked = {
        name: sent[name] if sent.get(name) in offered else offered[0]
        for name, offered in CHOICES.items()
    }
    switched = {name: "1" if sent.get(name) else "" for name in SWITCHES}
    known = helpline.country(country)
    code = known.code if known else ""
    return Looks(**picked, **switched, exit=_elsewhere(sent.get("exit", "")), country=code)


def _elsewhere(address: str) -> str:
    """Return an address that Leave may go to; anything but a plain web page is none."""
    fits = len(address) <= _LONGEST and _WEB_PAGE.fullmatch(address.strip())
    return address.strip() if fits else ""
