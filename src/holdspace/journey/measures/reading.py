"""Reads a measure from its file; whatever does not fit names the file and the field."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from holdspace.domain.errors import BrokenData
from holdspace.domain.risk import Tier
from holdspace.journey import loinc
from holdspace.journey.measures.measure import (
    Acknowledged,
    Band,
    Caseness,
    Checked,
    Item,
    Measure,
    Method,
    Option,
    Part,
    Place,
    Raises,
    ReliableChange,
    Scoring,
    Starts,
    Verdict,
)

PLAIN = ("id", "version", "title", "about", "copyright", "licence", "recall_period", "min_age")
PLAIN_TOO = ("caution", "standard", "higher_is", "stem", "fhir_canonical")
TEXTS = ("source_url", "permission_evidence", "items")  # lists of them
ROWS = ("options", "after_options", "parts", "bands", "caseness", "risk_items")  # lists of tables
TABLES = ("reliable_change", "scoring", "loinc", "checked")
FIELDS = frozenset((*PLAIN, *PLAIN_TOO, "verdict", "starts", *TEXTS, *ROWS, *TABLES))
HIGHER_IS = frozenset({"harder", "lighter", "neither"})
MARKED = ("parts", "bands", "reliable_change", "risk_items")  # where they hold anything

Row = Mapping[str, Any]


def measure_of(file: str, row: Row) -> Measure:
    """Return the measure that a file holds. Raises BrokenData, naming the file and the field."""
    _fields_fit(file, row)
    built: dict[str, Any] = {}
    for field, build in _BUILDERS.items():
        try:
            built[field] = build(row)
        except (ValueError, TypeError, KeyError, ArithmeticError, IndexError) as wrong:
            raise BrokenData(f"{file}: {field}: {wrong} does not fit there.") from wrong
    built |= {field: row[field] for field in (*PLAIN, *PLAIN_TOO)}
    built |= {field: tuple(row[field]) for field in ("source_url", "permission_evidence")}
    measure = Measure(**built)
    for field, fault in _faults(measure):
        raise BrokenData(f"{file}: {field}: {fault}.")
    return measure


def worded(measure: Measure, file: str, row: Row) -> Measure:
    """Return a measure with wording a keeper put in, and their word that they may.

    `row` holds `stem`, `items`, `options`, perhaps `after_options`, and `licence_ack` with name, date and reference.
    Raises BrokenData, naming the file and the field, where one is missing, empty, or does not fit in number.
    """
    try:
        ack = Acknowledged(**row["licence_ack"])
        texts = [str(text) for text in row["items"]]
        answers = {
            place: [str(text) for text in row.get(field, ())] for place, field in _ANSWERS.items()
        }
    except (TypeError, KeyError) as wrong:
        raise BrokenData(f"{file}: {wrong} is missing or does not fit.") from wrong
    if not all((ack.name.strip(), ack.date.strip(), ack.reference.strip())):
        raise BrokenData(f"{file}: licence_ack: name, date and reference are all needed.")
    if len(texts) != len(measure.items):
        raise BrokenData(f"{file}: items: there are {len(measure.items)} of them.")
    items = tuple(
        _worded(item, text, answers) for item, text in zip(measure.items, texts, strict=True)
    )
    found = replace(measure, stem=str(row.get("stem", "")), items=items, licence_ack=ack)
    if not found.has_wording:
        raise BrokenData(
            f"{file}: items, options: every question that counts and both end answers need text."
        )
    return found


_ANSWERS = {Place.GATE: "options", Place.COUNTED: "options", Place.AFTER: "after_options"}


def _worded(item: Item, text: str, answers: Mapping[Place, Sequence[str]]) -> Item:
    """Return one question with its text and the texts of its answers, where there is one for each."""
    says = answers[item.place]
    if len(says) != len(item.options):
        return replace(item, text=text)
    options = (replace(option, text=each) for option, each in zip(item.options, says, strict=True))
    return replace(item, text=text, options=tuple(options))


def _fields_fit(file: str, row: Row) -> None:
    """Refuse a file with a field too many or too few, or one of the wrong kind."""
    wrong = FIELDS ^ row.keys()
    if wrong:
        raise BrokenData(f"{file}: missing or unknown: {', '.join(sorted(wrong))}.")
    for field, value in row.items():
        kind, inner = _kind(field)
        held = value if isinstance(value, list) and inner else ()
        if type(value) is not kind or any(type(each) is not inner for each in held):
            of = f" of {inner.__name__}" if inner else ""
            raise BrokenData(f"{file}: {field}: a {kind.__name__}{of} was expected.")


def _kind(field: str) -> tuple[type, type | None]:
    """Return what a field is, and what is in it where it is a list."""
    if field in TABLES:
        return dict, None
    if field in TEXTS:
        return list, str
    if field in ROWS:
        return list, dict
    return {"min_age": int, "standard": bool}.get(field, str), None


def _scoring(row: Row) -> Scoring:
    said = row["scoring"]
    ends = tuple(_figure(each) for each in said["range"])
    plain = {key: said[key] for key in ("items", "gate", "after", "times", "missing")}
    method, reverse = Method(said["method"]), tuple(said["reverse"])
    kinds = {key: bool if key == "gate" else int for key in plain}
    unknown = said.keys() - {*plain, "method", "reverse", "range"}
    unknown |= {key for key, value in plain.items() if type(value) is not kinds[key]}
    if unknown or (len(ends) != 2) != (method is Method.NONE):  # noqa: PLR2004 - a range has two ends
        raise ValueError(", ".join(sorted(unknown)) or "range")
    return Scoring(**plain, method=method, reverse=reverse, range=ends)


def _items(row: Row) -> tuple[Item, ...]:
    """Return the questions in the order they are asked: gate, counted, after."""
    said, texts = row["scoring"], row["items"]
    numbers = range(0 if said["gate"] else 1, said["items"] + said["after"] + 1)
    codes = row["loinc"].get("items", [])
    if len(texts) not in {0, len(numbers)} or len(codes) not in {0, len(numbers)}:
        raise ValueError(f"{len(texts)} texts or {len(codes)} codes for {len(numbers)} questions")
    found = []
    for place, number in enumerate(numbers):
        kind = _place(number, said["items"])
        found.append(
            Item(
                number=number,
                place=kind,
                reversed=number in said["reverse"],
                text=texts[place] if texts else "",
                loinc=codes[place] if codes else "",
                options=_options(row, "after_options" if kind is Place.AFTER else "options"),
            )
        )
    return tuple(found)


def _options(row: Row, field: str) -> tuple[Option, ...]:
    """Return the answers to choose from. Raises ValueError naming the field, since it is not the one being built."""
    try:
        return tuple(Option(**option) for option in row[field])
    except TypeError as wrong:
        raise ValueError(f"{field}: {wrong}") from wrong


def _place(number: int, counted: int) -> Place:
    if number == 0:
        return Place.GATE
    return Place.COUNTED if number <= counted else Place.AFTER


def _parts(row: Row) -> tuple[Part, ...]:
    return tuple(Part(**(part | {"items": tuple(part["items"])})) for part in row["parts"])


def _bands(row: Row) -> tuple[Band, ...]:
    return tuple(Band(**(band | {"starts": _figure(band["starts"])})) for band in row["bands"])


def _change(row: Row) -> ReliableChange | None:
    said = row["reliable_change"]
    if not said:
        return None
    figures: dict[str, Decimal] = {
        key: _figure(said[key]) for key in ("points", "sd", "reliability") if key in said
    }
    if set(figures) not in ({"points"}, {"sd", "reliability"}):
        raise ValueError("points alone, or sd with reliability")
    return ReliableChange(**(said | figures))


def _caseness(row: Row) -> tuple[Caseness, ...]:
    return tuple(_one_case(dict(said)) for said in row["caseness"])


def _one_case(said: dict[str, Any]) -> Caseness:
    ends: dict[str, Any] = {
        key: _figure(said[key]) for key in ("at_least", "at_most") if key in said
    }
    needs = tuple((str(part), int(count)) for part, count in said.get("needs", ()))
    if len(ends) + bool(needs) != 1:
        raise ValueError("at_least, at_most or needs, one of them")
    return Caseness(**(said | ends | {"needs": needs, "checked": Checked(said["checked"])}))


def _risk_items(row: Row) -> tuple[Raises, ...]:
    return tuple(Raises(**(said | {"tier": Tier(said["tier"])})) for said in row["risk_items"])


def _loinc(row: Row) -> Mapping[str, str]:
    """Return the codes of the whole; those of questions stand with the questions."""
    return {what: str(code) for what, code in row["loinc"].items() if what != "items"}


def _checked(row: Row) -> Mapping[str, Checked]:
    return {field: Checked(mark) for field, mark in row["checked"].items()}


_BUILDERS: Mapping[str, Callable[[Row], Any]] = {
    "verdict": lambda row: Verdict(row["verdict"]),
    "starts": lambda row: Starts(row["starts"]),
    "scoring": _scoring,
    "items": _items,
    "parts": _parts,
    "bands": _bands,
    "reliable_change": _change,
    "caseness": _caseness,
    "risk_items": _risk_items,
    "loinc": _loinc,
    "checked": _checked,
}


def _faults(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield what does not fit together, each with the field it is in."""
    numbers = {item.number for item in measure.counted}
    if measure.higher_is not in HIGHER_IS:
        yield "higher_is", f"one of {', '.join(sorted(HIGHER_IS))}"
    if not all(item.options[1:] for item in measure.items):
        yield "options", "every question has two answers or more"
    for field, named in _named(measure):
        if not set(named) <= numbers:
            yield field, f"there are questions {min(numbers)} to {max(numbers)}"
    if not all(map(_rises, _starts(measure).values())):
        yield "bands", "they rise, each from another score"
    for field in MARKED:
        if getattr(measure, field) and field not in measure.checked:
            yield "checked", f"{field} has no mark"
    for field in sorted(measure.checked.keys() - FIELDS - {"missing"}):
        yield "checked", f"there is no field {field}"
    yield from _faults_of_codes(measure)


def _starts(measure: Measure) -> Mapping[str, list[Decimal]]:
    """Return where the bands of each part start, in the order of the file."""
    found: dict[str, list[Decimal]] = {}
    for band in measure.bands:
        found.setdefault(band.part, []).append(band.starts)
    return found


def _rises(figures: Sequence[Decimal]) -> bool:
    return all(below < above for below, above in pairwise(figures))


def _named(measure: Measure) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield every field that names questions, with their numbers."""
    yield "scoring", measure.scoring.reverse
    yield from (("parts", part.items) for part in measure.parts)
    yield "risk_items", [raises.item for raises in measure.risk_items]


def _faults_of_codes(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield every code that the pinned table doesn't hold for just this thing."""
    for code, what in used_codes(measure):
        fault = loinc.why_not(code, measure.id, what)
        if fault is not None:
            yield "loinc", fault


def used_codes(measure: Measure) -> Iterator[tuple[str, str]]:
    """Yield every LOINC code of a measure, with what it stands for."""
    yield from ((code, what) for what, code in measure.loinc.items())
    for item in measure.items:
        kind = "after" if item.place is Place.AFTER else "answer"
        if item.loinc:
            yield item.loinc, f"item-{item.number}"
        yield from ((o.loinc, f"{kind}-{o.value}") for o in item.options if o.loinc)


def _figure(value: float) -> Decimal:
    """Return a figure as it was written, without the dust of binary fractions."""
    return Decimal(str(value))
