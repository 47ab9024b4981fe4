"""Taking everything along: one zip with all that is kept of a person, as JSON for programs and as a page to read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from holdspace.domain.days import Felt
from holdspace.domain.safety_plan import PlanPart
from holdspace.domain.story import KeptAs
from holdspace.domain.talk import Move, Spoken
from holdspace.journey.to_bring import in_a_sentence
from holdspace.practice import library
from holdspace.ui.letters import pieces, rows
from holdspace.vault.leaves import About, KeptTurn, Leaf, shown
from holdspace.vault.leaving import export
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from holdspace.vault.vault import Vault

Document = dict[str, Any]

FORMAT = "holdspace-parcel"
SCHEMA = 1  # docs/export.md says what it looks like; who changes that counts on here
INSIDE = "holdspace.json"
TO_READ = "what-you-kept.html"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # of the files in the zip: when exactly it was made is nobody's
_BESIDE_ROWS = ("id", "visit", "number")  # how a row lies here, which means nothing elsewhere
_HEADINGS: Mapping[PlanPart, str] = {
    PlanPart.SIGNS: "Signs it's getting harder",
    PlanPart.ALONE: "Things I can do on my own for a while",
    PlanPart.AWAY: "People or places that take my mind off it",
    PlanPart.PEOPLE: "People I can tell",
    PlanPart.LINES: "Professionals and lines",
    PlanPart.SAFER: "Making things safer around me",
    PlanPart.STAYING: "What I want to stay for",
}
_KEEPSAKES = (
    (KeptAs.PERSON, "People"),
    (KeptAs.STRENGTH, "Strengths"),
    (KeptAs.VALUE, "What matters to me"),
    (KeptAs.MOMENT, "Moments of strength"),
)
_MANNER = (  # each setting that is not the usual, as the page says it
    ("leads", "me", "You lead"),
    ("leads", "it", "It leads a little"),
    ("brief", True, "Shorter replies"),
    ("fuller", True, "Longer replies"),
    ("slower", True, "Slower"),
    ("just_listen", True, "No questions, just listening"),
    ("stays", "feelings", "Closer to feelings"),
    ("stays", "thoughts", "Closer to thoughts"),
    ("dwells", "now", "With how it is now"),
    ("dwells", "back", "With how it came about"),
    ("gives", "comfort", "Comfort first"),
    ("gives", "nudges", "A nudge now and then"),
    ("no_breath", True, "Nothing about breathing"),
    ("no_body", True, "Nothing with the body"),
    ("no_touch", True, "Nothing to touch or hold"),
    ("no_closed_eyes", True, "Nothing with eyes closed"),
    ("no_imagery", True, "Nothing to imagine"),
    ("no_faith", True, "No words of faith"),
    ("no_play", True, "Nothing playful"),
)
_AFTER = {"better": "easier", "same": "the same", "worse": "harder", "not-sure": "not sure"}


_FELT: Mapping[Felt, str] = {
    Felt.VERY_HEAVY: "very heavy",
    Felt.HEAVY: "heavy",
    Felt.BETWEEN: "in between",
    Felt.LIGHT: "light",
    Felt.VERY_LIGHT: "very light",
}


def document(vault: Vault, keys: ClientKeys) -> Document:
    """Return all that is kept of a person, in the shape that docs/export.md describes.

    The same things always come out in the same order, whatever rows they lie in. What could not be opened is counted.
    """
    taken = export(vault, keys)
    entries = [row for row in taken["entry"] if "kind" in row]
    (person,) = taken["person"] or [{}]
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "made_on": vault.clock.now().date().isoformat(),
        "person": {name: value for name, value in person.items() if name != "id"},
        "opens_with": sorted(row["kind"] for row in taken["key_wrap"]),
        "devices": sorted(_devices(taken), key=canonical),
        "visits": in_order(_visits(taken["visit"], entries)),
        "beside": sorted((_leaf(row) for row in entries if row["visit"] is None), key=canonical),
        "alongside": _alongside(vault, keys, taken),
        "unopened": sum(
            "broken" in row for rows in taken.values() if _is_rows(rows) for row in rows
        ),
    }


def _alongside(vault: Vault, keys: ClientKeys, taken: Document) -> Document:
    """Return whom they are linked with, what they showed, what was opened of it, and what was written to them."""
    replies = (shown(reply)["holds"] for _, reply in OwnSharing(vault, keys).replies())
    return {
        "links": _holds(taken["link"]),
        "shown": _holds(taken["share"]),
        "opened": _holds(taken["disclosure"]),
        "replies": sorted(replies, key=canonical),
    }


def _holds(rows: Sequence[Document]) -> list[Document]:
    """Return what lies in rows, in one order, without how these lie here."""
    found = (row["holds"] | _state(row) for row in rows if "holds" in row)
    return sorted(found, key=canonical)


def _state(row: Document) -> Document:
    """Return how far a link is; nothing of any other row."""
    return {"state": row["state"]} if "state" in row else {}


def packed(taken: Document) -> bytes:
    """Return the zip: the document, and the page to read."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as file:
        for name, text in ((INSIDE, as_json(taken)), (TO_READ, page(taken))):
            file.writestr(ZipInfo(name, LONG_AGO), text.encode(), ZIP_DEFLATED)
    return whole.getvalue()


def page(taken: Document) -> str:
    """Return everything as one page to read or print; it runs nothing and fetches nothing."""
    return (
        pages()
        .get_template("parcel.html")
        .render(
            taken=taken,
            headings=_HEADINGS,
            manner_settings=_MANNER,
            after=_AFTER,
            keepsake_kinds=_KEEPSAKES,
            felt_words=_FELT,
            liked=in_a_sentence,
        )
    )


def visit_shown(
    about: About, turns: Iterable[tuple[int, KeptTurn]], beside: Iterable[Leaf]
) -> Document:
    """Return a visit in values as a document has it."""
    in_turn = sorted(turns, key=lambda each: each[0])
    return {
        **shown(about)["holds"],
        "turns": [{"number": number, "holds": shown(turn)["holds"]} for number, turn in in_turn],
        "beside": sorted(map(shown, beside), key=canonical),
    }


def canonical(value: Any) -> str:
    """Return values as the one text that equal values have."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def in_order(visits: Sequence[Document]) -> list[Document]:
    """Return visits by when they began, those of an unknown day first."""
    return sorted(visits, key=lambda each: (each["opened_at"] or "", canonical(each)))


def _is_rows(value: Any) -> bool:
    """Whether this part of an export is a table's rows."""
    return isinstance(value, list)


def _visits(found: list[Document], entries: list[Document]) -> list[Document]:
    """Return each visit with what belongs to it."""
    inside: dict[str, list[Document]] = {}
    for row in entries:
        inside.setdefault(row["visit"], []).append(row)
    return [_visit(row, inside.get(row["id"], [])) for row in found]


def _visit(row: Document, inside: list[Document]) -> Document:
    """Return one visit; without its day, where that could not be opened."""
    about = row.get("holds", {"opened_at": None, "closed_at": None})
    turns = sorted((each for each in inside if each["kind"] == "turn"), key=lambda e: e["number"])
    beside = [_leaf(each) for each in inside if each["kind"] != "turn"]
    return {
        **about,
        "turns": [{"number": each["number"], "holds": each["holds"]} for each in turns],
        "beside": sorted(beside, key=canonical),
    }


def _leaf(row: Document) -> Document:
    """Return what lay in a row, without the row."""
    return {name: value for name, value in row.items() if name not in _BESIDE_ROWS}


def _devices(taken: Document) -> Iterator[Document]:
    """Yield passkeys and sign-ins by what the person calls them."""
    for table in ("passkey", "sign_in"):
        for row in taken[table]:
            if "holds" in row:
                seen = {name: row[name] for name in ("opened_at", "seen_at") if name in row}
                yield {"kind": table, "label": row["holds"]["says"]["text"], **seen}


def as_json(taken: Document) -> str:
    """Return a document as it stands in the file."""
    return json.dumps(taken, ensure_ascii=False, indent=1) + "\n"


@cache
def pages() -> Environment:
    """Return what renders the page; everything is escaped, and an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("holdspace.vault", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"pieces": _pieces, "rows": rows, "day": _day, "practice": _practice}
    return made


def _pieces(said: Document) -> Iterator[tuple[str, bool]]:
    """Yield a spoken line piece by piece, each with whether it is the person's own words."""
    own = tuple((start, end) for start, end in said["own"])
    return pieces(Spoken(said["text"], Move(said["move"]), own=own))


def _day(moment: str) -> str:
    """Return the day of a moment, the way one says it."""
    day = date.fromisoformat(moment[:10])
    return f"{day.day} {day:%B} {day.year}"


def _practice(id: str) -> str:  # noqa: A002  the field's own name
    """Return what a practice is called; by its id, where there is none of that name any more."""
    found = library.practice(id)
    return found.title if found else id
