"""Every way into the desk, and what is sent by each: who adds a route under /desk adds its example here."""

from collections.abc import Mapping

from holdspace import desk
from holdspace.desk.house import House
from tests.web.walking import Sent, Way, ways

EXAMPLES: Mapping[str, Sent] = {
    "/desk/people": {"what": "add", "label": "Harbour", "find": "har"},
    "/desk/people/{id}": {"what": "label", "label": "Winter", "really": "yes"},
    "/desk/people/{id}/note": {
        "what": "keep", "shape": "soap", "on": "2025-12-04", "free": "a line", "subjective": "a line", "objective": "a line",
        "assessment": "a line", "plan": "a line", "behaviour": "a line", "intervention": "a line", "response": "a line", "data": "a line",
    },
    "/desk/people/{id}/note/{note}": {
        "what": "keep", "shape": "free", "on": "2025-12-04", "free": "a line", "subjective": "a line", "objective": "a line",
        "assessment": "a line", "plan": "a line", "behaviour": "a line", "intervention": "a line", "response": "a line", "data": "a line",
    },
    "/desk/people/{id}/apart": {"what": "keep", "on": "2025-12-04", "words": "a thought", "which": ""},
    "/desk/people/{id}/scores": {"what": "keep", "measure": "phq-9", "value": "12", "on": "2025-12-04", "which": ""},
    "/desk/alongside/offer": {
        "limits": "a line", "hours": "a line", "answers": "a line", "emergency": "a line", "place": "zz", "called": "Bela", "label": "Harbour",
    },
    "/desk/alongside/offers/{id}": {"what": "confirm"},
    "/desk/alongside/{id}": {"what": "goodbye", "words": "go well"},
    "/desk/alongside/{id}/notes": {"label": "Winter", "share": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/shared/{id}": {"what": "reply", "words": "I read it", "signed": "Bela"},
    "/desk/come-in": {"name": "Bela", "passphrase": "a quiet river in autumn"},
    "/desk/come-in/words": {"name": "Bela", "recovery": "one two three", "passphrase": "another river, later", "again": "another river, later"},
    "/desk/come-in/without": {},
    "/desk/invited": {"link": "AAAAAAAAAAAAAAAAAAAAAA", "name": "Mira", "passphrase": "a quiet river in autumn", "again": "a quiet river in autumn"},
    "/desk/second": {"how": "code", "code": "123456"},
    "/desk/second/code": {"secret": "AAAA", "code": "123456"},
    "/desk/second/let-go": {},
    "/desk/passkey": {"credential": "{}", "prf": "AAAA"},
    "/desk/passkey/ask": {},
    "/desk/passkey/new": {},
    "/desk/passkey/keep": {"credential": "{}", "prf": "AAAA"},
    "/desk/passkey/remove": {"which": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/words": {"passphrase": "a quiet river in autumn"},
    "/desk/account/passphrase": {"name": "Bela", "before": "a quiet river in autumn", "passphrase": "another river, later", "again": "another river, later", "anew": ""},
    "/desk/account/devices": {"which": "others"},
    "/desk/account/remove": {"really": "no"},
    "/desk/along": {"passphrase": "another river, later", "apart": "1"},
    "/desk/reflect/today": {"picked": "1", "words": "short night"},
    "/desk/reflect/let-go": {"place": "/desk/reflect/moved"},
    "/desk/reflect/after": {**dict.fromkeys(("stayed", "felt", "pace", "silence", "missed", "safe", "power", "next", "own"), "a line"), "listed": "1"},
    "/desk/reflect/moved": {"words": "she laughed"},
    "/desk/reflect/written/{row}": {
        **dict.fromkeys(("stayed", "felt", "pace", "silence", "missed", "safe", "power", "next", "own"), "a line"),
        "do": "change", "back": "supervision", "words": "a line", "yours": "a line", "house": "a line", "note": "a line",
    },
    "/desk/reflect/supervision": {"words": "my fees", "about": "frame"},
    "/desk/reflect/mine/{stance}": {"much": "2", "shows": "a line", "otherwise": "a line", "different": "a line", "then": "next"},
    "/desk/reflect/safe/{principle}/{moment}": {
        "does": "a line", "would_know": "a line", "evidence": ["exit"], "reviewed": "2025-12-04", "again": "2026-12-04", "looked": "1",
    },
    "/desk/reflect/chair/{scene}": {"do": "keep", "yours": "a line", "house": "a line", "note": "a line"},
    "/desk/reflect/leaving": {
        "text": "with Amina", "kept": ["leeds"], "point": ["amina"], "do-0": "put", "put-0": "someone", "read": "1", "to": "print",
        **{f"{what}-{at}": "keep" for what in ("do", "put") for at in range(1, 9)},
    },
    "/desk/lock": {"words": "half a line", "place": "/desk/people/AAAA/note"},
    "/desk/leave": {},
}  # fmt: skip
PARTS: Mapping[str, Mapping[str, str]] = {
    "/desk/people/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/people/{id}/print": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/people/{id}/note": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/people/{id}/note/{note}": {
        "id": "AAAAAAAAAAAAAAAAAAAAAA",
        "note": "AAAAAAAAAAAAAAAAAAAAAA",
    },
    "/desk/reflect/written/{row}": {"row": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/reflect/mine/{stance}": {"stance": "softness"},
    "/desk/reflect/safe/{principle}/{moment}": {"principle": "trust", "moment": "first"},
    "/desk/reflect/chair/{scene}": {"scene": "wall"},
    "/desk/reflect/leaving/{what}": {"what": "mine"},
    "/desk/people/{id}/apart": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/people/{id}/scores": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/offers/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}/shown": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}/days": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}/measures": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}/plan": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/alongside/{id}/notes": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/shared/{id}": {"id": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/invited/{link}": {"link": "AAAAAAAAAAAAAAAAAAAAAA"},
    "/desk/print/{form}": {"form": "agreement"},
}
CHOOSES = frozenset({"what", "how", "really", "shape", "do", "to"})
OPEN = ("/desk/come-in", "/desk/invited", "/desk/unsafe", "/desk/sw.js")  # to anybody


def desk_ways(house: House) -> tuple[Way, ...]:
    """Return every way into the desk."""
    return ways(desk.build(house))


def filled(way: Way, **given: str) -> str:
    """Return an address with its parts filled in: by what is given, else by the example."""
    known = {part: value for part, value in given.items() if part in way.parts}
    return way.filled(**{**PARTS.get(way.path, {}), **known})


def sending(path: str, value: str) -> dict[str, str | list[str]]:
    """Return an example with another value in each of its fields but those that choose what is done."""
    return {name: was if name in CHOOSES else value for name, was in EXAMPLES[path].items()}
