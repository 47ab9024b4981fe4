"""Every way into the front door, found by walking its routes, and what is sent by each: who adds a route adds its example."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.routing import Route

from holdspace.practice import library
from holdspace.ui.doors.headers import CSP

SAFE = frozenset({"GET", "HEAD"})
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
Sent = Mapping[str, str | list[str]]

# What each form sends. Every field of every form on every page stands here; a test compares.
EXAMPLES: Mapping[str, Sent] = {
    "/talk": {"words": "the day was long", "word": ["tired"], "tap": "slower", "nonce": "n", "hour": "23"},
    "/talk/unsay": {"number": "1"},
    "/goodbye": {"nonce": "n", "tap": "done", "hour": "23"},
    "/goodbye/known": {"known": ["Wren"], "ticket": "AAAA"},
    "/goodbye/check": {"ticket": "AAAA", "heard": "3", "pace": "8", "useful": ""},
    "/hopes": {
        "what": "goal", "which": "AAAAAAAAAAAAAAAAAAAAAA", "goal": "to ring my sister", "at": "4", "mark": "therapist",
        "wish": "a quiet morning", "way": ["earlier to bed"], "before": "the choir", "sign": "tea, warm",
    },
    "/noticing": {"what": "look", "key": "word:juno", "says": "Juno lightens it", "mark": "therapist"},
    "/keeper/setup": {"country": "IE", "keeper_name": "Ivo", "origin": "https://holdspace.example", "keeping": "open"},
    "/carrying-on": {"what": "letter", "which": "AAAAAAAAAAAAAAAAAAAAAA", "words": "you got through it", "mark": "therapist"},
    "/goodbye/file": {"heard": ["It was long."], "take": "One line."},
    "/plan": {
        "signs": "I go quiet", "alone": "a walk", "away": "the library", "lines": "a number", "staying": "the cat",
        "safer": "the keys", "safer-pick": ["x"], "safer-more": "more", "then": "/plan/edit", "country": "IE",
        "person-name": ["Wren"], "person-reach": ["by phone"], "person-words": ["Can you talk?"],
    },
    "/plan/back": {"number": "1"},
    "/plan/let-go": {},
    "/plan/file": {"signs": "I go quiet", "person-name": ["Wren"]},
    "/gentle/mine": {
        "what": "add", "sense": "touch", "says": "a warm mug", "moment": ["The bus waited."], "practice": "look-around",
        "set": "AAAA", "until": "7", "day": "2026-02-01",
    },
    "/gentle/{id}": {"after": "better", "what": "keep"},
    "/to-bring": {
        "what": "own", "from": "message", "which": "1", "visit": "AAAAAAAAAAAAAAAAAAAAAA", "part": ["0"], "words": "the Sundays",
        "like": ["read-it-first"], "ready": "", "opening": "Could you read this first?",
    },
    "/feels-safe": {"what": "keep", "safe": "the chair by the door", "less": "being asked too fast", "different": "more pauses"},
    "/country": {"country": "IE", "back": "talk", "words": "half a sentence"},
    "/words": {"find": "room"},
    "/settings": {"text": "larger", "theme": "day", "at_once": "1", "quiet": "", "plain": "1", "shared": "", "still": "1", "exit": "https://example.org/"},
    "/settings/manner": {
        "leads": "me", "stays": "feelings", "dwells": "now", "gives": "comfort", "length": "brief", "slower": "1",
        "just_listen": "1", "no_breath": "1", "no_body": "1", "no_touch": "1", "no_imagery": "1", "no_faith": "1", "no_play": "1",
        "called": "Ju", "avoid": "journey", "hard_days": "tea first",
    },
    "/leave": {},
    "/lock": {"words": "not yet sent", "place": "story"},
    "/come-in": {"name": "Ivo", "passphrase": "a quiet river in autumn"},
    "/come-in/words": {"name": "Ivo", "recovery": "ten words", "passphrase": "a quiet river in autumn", "again": ""},
    "/come-in/here": {"how": "open"},
    "/come-in/without": {},
    "/keep": {"how": "until-tomorrow"},
    "/keep/mine": {
        "care": "1", "portion": "summary", "heard": ["It was long."], "take": "One line.", "plan": "1", "name": "Mira", "to_bring": "1",
        "passphrase": "a quiet river in autumn", "again": "a quiet river in autumn", "recovery": "later", "link": "", "known": ["Wren"],
    },
    "/keep/words": {"passphrase": "a quiet river in autumn"},
    "/earlier": {"find": "river"},
    "/earlier/{id}": {"what": "line", "number": "1"},
    "/remembers": {"what": "alone", "which": "brief", "topic": "work", "add": "the move", "word": "Wren"},
    "/been": {
        "what": "keep", "on": "2026-01-01", "was": "2026-01-01", "felt": "heavy", "words": "boxes everywhere", "mind": "loud",
        "heart": "full", "body": "shoulders up", "spirit": "far", "mark": "therapist", "nonce": "n", "hour": "23",
    },
    "/been/words": {"what": "keep", "word": ["the canal"], "which": "AAAA"},
    "/account/passphrase": {"name": "Ivo", "before": "a quiet river in autumn", "passphrase": "another river, later", "again": "another river, later", "anew": ""},
    "/account/devices": {"which": "others"},
    "/account/remove": {"really": "yes"},
    "/bring": {"file": "not a file", "passphrase": "another river, later"},
    "/story/write": {"what": "later", "words": "it began with the move", "place": "story", "hour": "23"},
    "/story/draft": {"words": "it began", "place": "story"},
    "/story/kept": {"what": "add", "line": "I rang my sister", "as": "moment", "mark": "therapist", "which": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/story/{id}": {"what": "words", "words": "it began with the move", "chapter": "The move", "therapist": ["0"], "line": ["It was long."]},
    "/story/{id}/heard": {"line": ["It was long."], "as": ["heard"], "person": ["Wren"]},
    "/showing/danger": {"link": "AAAAAAAAAAAAAAAAAAAAAA", "when": "ask"},
    "/showing/new/{sort}": {
        "what": "look", "link": "", "which": ["AAAAAAAAAAAAAAAAAAAAAA"], "part": ["AAAA/0"], "with": "words", "from": "2026-01-01", "to": "2026-01-28",
        "words": "the Sundays", "ready": "", "key": ["own:AAAA"], "says": ["the Sundays"], "bring": ["own:AAAA"], "begin": ["likes"], "own": "the canal",
        "note": "just read it", "until": "week", "day": "2026-02-01", "seen": "AAAA",
    },
    "/showing/{id}": {"what": "take-back"},
    "/measures": {"which": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/measures/along": {"which": ["AAAAAAAAAAAAAAAAAAAAAA"], "plan": "no"},
    "/measures/{id}": {
        "what": "next", "so_far": "1:1 2:-", "q": "3", "a": "1", "met": "", "nonce": "n", "hour": "23",
        **{f"q{number}": "0" for number in range(1, 10)},
    },
    "/alongside/read": {"code": "0000-0000-0000-0000", "place": "zz"},
    "/alongside/yes": {"code": "0000-0000-0000-0000", "place": "zz", "called": "Ju", "agreed": "yes", "topic": ["the move"], "points": "hard"},
    "/alongside/{id}": {"what": "between", "topic": ["the move"], "points": "hard", "words": "go well"},
    "/along": {"passphrase": "another river, later"},
    "/passkey": {"credential": "{}", "prf": "AAAA"},
    "/passkey/ask": {},
    "/passkey/new": {},
    "/passkey/keep": {"credential": "{}", "prf": "AAAA"},
    "/passkey/remove": {"which": "AAAAAAAAAAAAAAAAAAAAAA"},
}  # fmt: skip
# What each address with a part to fill in is filled with.
PARTS: Mapping[str, Mapping[str, str]] = {
    "/gentle/{id}": {"id": library.practices()[0].id},
    "/words/{theme}": {"theme": "presence"},
    "/invited/{link}": {"link": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/earlier/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/alongside/with/{code}": {"code": "0000-0000-0000-0000"},
    "/alongside/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/measures/{id}": {"id": "phq-9"},
    "/measures/{id}/all": {"id": "phq-9"},
    "/story/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/story/{id}/heard": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/showing/new/{sort}": {"sort": "words"},
    "/showing/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/been/day/{on}": {"on": "2026-01-01"},
    "/been/{span}": {"span": "all"},
    "/static/{edition}/{name:path}": {"edition": "old", "name": "css/frame.css"},
}
CHOOSES = frozenset({"what", "how", "tap", "portion", "really", "sense", "after"})
_PART = re.compile(r"{(\w+)(?::\w+)?}")
_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_FIELD = re.compile(r'<(?:input|textarea|select|button)\b[^>]*?\sname="([^"]+)"')
_HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One address as the door knows it, and one method it takes."""

    method: str
    path: str

    def filled(self, **given: str) -> str:
        """Return an address with its parts filled in: by what is given, else by the example."""
        parts = {**PARTS.get(self.path, {}), **given}
        return _PART.sub(lambda part: parts[part[1]], self.path)

    @property
    def parts(self) -> list[str]:
        """The names of the parts to fill in."""
        return _PART.findall(self.path)


def ways(app: Starlette) -> tuple[Way, ...]:
    """Return every way into a door, HEAD beside GET left out."""
    found = (
        Way(method, route.path)
        for route in app.routes
        if isinstance(route, Route)
        for method in sorted(route.methods or ())
        if method != "HEAD"
    )
    return tuple(dict.fromkeys(found))


def sending(path: str, value: str) -> dict[str, str | list[str]]:
    """Return an example with another value in each of its fields but those that choose what is done."""
    return {name: was if name in CHOOSES else value for name, was in EXAMPLES[path].items()}


def forms_in(page: str) -> Iterable[tuple[str, frozenset[str]]]:
    """Yield where each form of a page goes, and the fields it has."""
    for opening, inside in _FORM.findall(page):
        goes = re.search(r'action="([^"]+)"', opening)
        if goes and 'method="get"' not in opening:  # what that sends stands in the address
            yield goes[1], frozenset(_FIELD.findall(inside))


def way_of(address: str, among: Iterable[Way]) -> str:
    """Return the path, as the door knows it, that a form's address leads to."""
    for way in among:
        shape = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(way.path))
        if way.method == "POST" and re.fullmatch(shape, address):
            return way.path
    return address


def expect_ours(answer: httpx.Response) -> None:
    """Make sure that an answer is one of ours: every header, no slip, no trace, and the way to people and out on a page."""
    assert answer.status_code < 500, answer.status_code
    for name, value in _HEADERS.items():
        assert answer.headers[name] == value, name
    assert (
        answer.headers["cache-control"] == "no-store"
        or "immutable" in answer.headers["cache-control"]
    )
    assert "camera=()" in answer.headers["permissions-policy"]
    for trace in ("Traceback", 'File "', "sqlalchemy", "sqlite3", "site-packages"):
        assert trace not in answer.text, trace
    if _is_page(answer):
        assert 'href="/help"' in answer.text
        assert 'id="leave"' in answer.text


def _is_page(answer: httpx.Response) -> bool:
    """Whether a browser shows this as a page of the house; a file to keep is none."""
    kept = "attachment" in answer.headers.get("content-disposition", "")
    return (
        answer.headers.get("content-type", "").startswith("text/html")
        and not kept
        and bool(answer.text)
    )
