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
LISTS = ("source_url", "permission_evidence")
BUILT = ("verdict", "starts", "items", "options", "after_options", "parts", "bands")
BUILT_TOO = ("reliable_change", "caseness", "risk_items", "scoring", "loinc", "checked")
FIELDS = frozenset((*PLAIN, *PLAIN_TOO, *LISTS, *BUILT, *BUILT_TOO))
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
        except (ValueError, TypeError, KeyError, ArithmeticError) as wrong:
            raise BrokenData(f"{file}: {field}: {wrong} does not fit there.") from wrong
    built |= {field: row[field] for field in (*PLAIN, *PLAIN_TOO)}
    built |= {field: tuple(row[field]) for field in LISTS}
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
    items = tuple(_worded(item, text, answers) for item, text in zip(measure.items, texts, strict=True))  # fmt: skip
    found = replace(measure, stem=str(row.get("stem", "")), items=items, licence_ack=ack)
    if not found.has_wording:
        raise BrokenData(f"{file}: items, options: every question and both end answers need text.")
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
    """Refuse a file with a field too many or too few, or a plain one of the wrong kind."""
    wrong = FIELDS ^ row.keys()
    if wrong:
        raise BrokenData(f"{file}: missing or unknown: {', '.join(sorted(wrong))}.")
    for field in (*PLAIN, *PLAIN_TOO):
        kind = {"min_age": int, "standard": bool}.get(field, str)
        if type(row[field]) is not kind:
            raise BrokenData(f"{file}: {field}: {kind.__name__} was expected.")
    for field in LISTS:
        if not isinstance(row[field], list) or not all(isinstance(each, str) for each in row[field]):  # fmt: skip
            raise BrokenData(f"{file}: {field}: a list of texts was expected.")


def _scoring(row: Row) -> Scoring:
    said = row["scoring"]
    ends = tuple(_figure(each) for each in said["range"])
    plain = {key: said[key] for key in ("items", "gate", "after", "times", "missing")}
    method, reverse = Method(said["method"]), tuple(said["reverse"])
    unknown = said.keys() - {*plain, "method", "reverse", "range"}
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
        options = row["after_options" if kind is Place.AFTER else "options"]
        found.append(
            Item(
                number=number,
                place=kind,
                reversed=number in said["reverse"],
                text=texts[place] if texts else "",
                loinc=codes[place] if codes else "",
                options=tuple(Option(**option) for option in options),
            )
        )
    return tuple(found)


def _place(number: int, counted: int) -> Place:
    if number == 0:
        return Place.GATE
    return Place.COUNTED if number <= counted else Place.AFTER


def _parts(row: Row) -> tuple[Part, ...]:
    return tuple(Part(**{**part, "items": tuple(part["items"])}) for part in row["parts"])


def _bands(row: Row) -> tuple[Band, ...]:
    return tuple(Band(**{**band, "starts": _figure(band["starts"])}) for band in row["bands"])


def _change(row: Row) -> ReliableChange | None:
    said = row["reliable_change"]
    if not said:
        return None
    figures: dict[str, Decimal] = {
        key: _figure(said[key]) for key in ("points", "sd", "reliability") if key in said
    }
    if set(figures) not in ({"points"}, {"sd", "reliability"}):
        raise ValueError("points alone, or sd with reliability")
    return ReliableChange(**{**said, **figures})


def _caseness(row: Row) -> tuple[Caseness, ...]:
    return tuple(_one_case(dict(said)) for said in row["caseness"])


def _one_case(said: dict[str, Any]) -> Caseness:
    ends = {key: _figure(said[key]) for key in ("at_least", "at_most") if key in said}
    needs = tuple((str(part), int(count)) for part, count in said.get("needs", ()))
    if len(ends) + bool(needs) != 1:
        raise ValueError("at_least, at_most or needs, one of them")
    return Caseness(**{**said, **ends, "needs": needs, "checked": Checked(said["checked"])})


def _risk_items(row: Row) -> tuple[Raises, ...]:
    return tuple(Raises(**{**said, "tier": Tier(said["tier"])}) for said in row["risk_items"])


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
