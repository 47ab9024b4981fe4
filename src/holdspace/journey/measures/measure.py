"""What a measure is made of, in values: its questions, its reckoning, and what may be said of a result."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from holdspace.domain.risk import Tier


class Checked(StrEnum):
    """How sure a figure is: seen in its source, seen elsewhere, only known, or unsettled."""

    SOURCE = "V"
    ELSEWHERE = "V2"
    KNOWN = "K"
    UNSETTLED = "U"

    @property
    def stands(self) -> bool:
        """Whether it was seen in a source, so that it may be told as a fact."""
        return self in {Checked.SOURCE, Checked.ELSEWHERE}


class Verdict(StrEnum):
    """What its licence lets an open project do with the wording."""

    VERBATIM = "A"
    WITH_NOTICE = "B"
    PACK = "C"
    ADAPTER = "D"


class Method(StrEnum):
    """How counted answers become one number; without one there are only parts."""

    SUM = "sum"
    MEAN = "mean"
    NONE = "none"


class Starts(StrEnum):
    """Who may begin it: anybody for themselves, or a therapist who gives it and a client who takes it."""

    ANYBODY = "anybody"
    THERAPIST = "therapist"


class Place(StrEnum):
    """Where a question stands: a gate comes first, what comes after is never counted."""

    GATE = "gate"
    COUNTED = "counted"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen; its text stays empty until wording may be shipped."""

    value: int
    text: str = ""
    loinc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question by its number; the gate is 0."""

    number: int
    place: Place = Place.COUNTED
    reversed: bool = False
    text: str = ""
    loinc: str = ""
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the questions, summed by themselves."""

    id: str
    title: str
    items: tuple[int, ...]
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """What its makers call a score from here up to the next band; of a part, or of the whole."""

    starts: Decimal
    says: str
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseness:
    """A line some service draws; each with how sure it is, and whose it is."""

    checked: Checked
    by: str
    part: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    answered_from: int = 0  # with `needs`: an answer from here on counts as one
    needs: tuple[tuple[str, int], ...] = ()  # how many such answers each part needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Raises:
    """An answer that has to be met at once, and the tier it stands for at least."""

    item: int
    at_least: int
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliableChange:
    """How far two scores must lie apart: published points, or spread and reliability to reckon them from."""

    source: str = ""
    points: Decimal | None = None
    sd: Decimal | None = None
    reliability: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How answers are reckoned."""

    items: int
    gate: bool
    after: int
    method: Method
    times: int  # what the sum or the mean is multiplied with
    missing: int  # how many answers may be missing and the rest still be reckoned with
    reverse: tuple[int, ...]
    range: tuple[Decimal, ...]  # lowest and highest; nothing where there is no number for the whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A keeper's word that they hold a licence for wording they put in themselves."""

    name: str
    date: str
    reference: str


@dataclass(frozen=True, kw_only=True)  # without slots, so that questions are looked up once
class Measure:
    """One questionnaire, whole, as its file says it."""

    id: str
    version: str
    title: str
    about: str  # what it asks about, in plain words that name no illness
    copyright: str
    licence: str
    verdict: Verdict
    source_url: tuple[str, ...]
    permission_evidence: tuple[str, ...]
    recall_period: str
    min_age: int
    caution: str
    starts: Starts
    standard: bool  # counts towards one a week; rulers and goals of one's own do not
    higher_is: str  # harder | lighter | neither
    stem: str
    items: tuple[Item, ...]
    scoring: Scoring
    parts: tuple[Part, ...]
    bands: tuple[Band, ...]
    reliable_change: ReliableChange | None
    caseness: tuple[Caseness, ...]
    risk_items: tuple[Raises, ...]
    loinc: Mapping[str, str]  # panel, total
    fhir_canonical: str
    checked: Mapping[str, Checked]  # by field
    licence_ack: Acknowledged | None = None

    @cached_property
    def by_number(self) -> Mapping[int, Item]:
        """Return the questions by their number."""
        return {item.number: item for item in self.items}

    @cached_property
    def counted(self) -> tuple[Item, ...]:
        """Return the questions that enter the score, in order."""
        return tuple(item for item in self.items if item.place is Place.COUNTED)

    @property
    def has_wording(self) -> bool:
        """Whether every question that enters the score, and the gate, has its text, and so have the answers at both ends."""
        needed = [item for item in self.items if item.place is not Place.AFTER]
        ends = (option for item in needed for option in (item.options[0], item.options[-1]))
        return all(item.text for item in needed) and all(option.text for option in ends)

    def is_left_out(self, item: Item) -> bool:
        """Whether a question is not asked because it alone has no wording, which only one that is never counted may lack."""
        return item.place is Place.AFTER and not item.text and self.has_wording

    def stands(self, field: str) -> bool:
        """Whether the figures of a field were seen in a source; what is not marked does not stand."""
        mark = self.checked.get(field)
        return mark is not None and mark.stands

    def bands_of(self, part: str = "") -> tuple[Band, ...]:
        """Return the bands of a part, or of the whole, from the lowest."""
        return tuple(band for band in self.bands if band.part == part)
