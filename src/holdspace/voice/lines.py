"""The authored bank: every line a person can be told by the voice, read and checked once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace.domain.cues import CueBook
from holdspace.domain.errors import BrokenData
from holdspace.domain.manner import Brings
from holdspace.domain.talk import Move, Spoken, State, Tone
from holdspace.shelf import read, read_all

FEWEST_FITS = 5
SLOT = "{name}"  # where a line has the name they want to be called by
_ALL_STATES = frozenset(State)


@dataclass(frozen=True, slots=True)
class Fields:
    """What a row of a file must have, what it may have, and what it is called where it has no id."""

    needed: frozenset[str]
    more: frozenset[str] = frozenset()
    called: str = "a line"


_MEANING = Fields(
    frozenset({"id", "move", "says", "fits", "feelings", "intensity", "states"}),
    frozenset({"unlike", "presumes", "brings"}),
)
_OTHER = Fields(
    frozenset({"id", "about", "move", "says"}),
    frozenset({"states", "night", "second", "brings"}),
)


@dataclass(frozen=True, slots=True)
class MeaningLine:
    """A line that says what something may mean to someone, and when that may be said."""

    id: str
    move: Move
    says: str
    appraisal: str
    tone: Tone
    fits: tuple[str, ...]
    unlike: tuple[str, ...]
    presumes: frozenset[str]
    feelings: frozenset[str]
    intensity: tuple[int, int]
    states: frozenset[State]
    brings: frozenset[Brings] = frozenset()


@dataclass(frozen=True, slots=True)
class OtherLine:
    """A line asked for by what it is about: a greeting, presence, a repair, a goodbye."""

    id: str
    about: str
    move: Move
    says: str
    states: frozenset[State]
    night: bool
    second: str
    brings: frozenset[Brings] = frozenset()


@dataclass(frozen=True, slots=True)
class Bank:
    """All the lines, by what they are asked for; and how presumptions are proved."""

    meaning: Mapping[str, tuple[MeaningLine, ...]]  # by appraisal
    means: Mapping[str, str]  # appraisal -> how "Why these words?" says it
    others: Mapping[str, tuple[OtherLine, ...]]  # by what they are about
    evidence: CueBook  # tells which presumptions the person's words prove

    def line_count(self) -> int:
        """Return how many lines there are."""
        held = (*self.meaning.values(), *self.others.values())
        return sum(len(lines) for lines in held)


@cache
def bank(language: str = "en") -> Bank:
    """Read the bank of one language. Raises BrokenData, naming file and line, where it is broken."""
    files = dict(read_all("voice", "bank", language))
    meaning = {name: tuple(_of_meaning(name, content)) for name, content in files.items()}
    others = [
        line
        for name, content in read_all("voice", "bank", language, "others")
        for line in other_lines(f"voice/bank/others/{name}.toml", content)
    ]
    proofs = tuple(_proofs(language))
    check_ids(
        (*(line.id for lines in meaning.values() for line in lines), *(line.id for line in others))
    )
    _check_tags(meaning, {tag for tag, _ in proofs})
    return Bank(
        meaning=meaning,
        means={name: content["means"] for name, content in files.items()},
        others=_by_about(others),
        evidence=CueBook(proofs),
    )


def _of_meaning(name: str, content: Mapping[str, Any]) -> Iterator[MeaningLine]:
    """Read one appraisal's file."""
    where = f"voice/bank/{name}.toml"
    if content.get("appraisal") != name or not content.get("means"):
        raise BrokenData(f"{where}: `appraisal` must be its name, and `means` be there.")
    return meaning_lines(where, name, content)


def meaning_lines(where: str, appraisal: str, content: Mapping[str, Any]) -> Iterator[MeaningLine]:
    """Yield the lines of a file about one meaning; `where` names the file to whoever has to mend it.

    Raises BrokenData, naming file and line, where one is broken.
    """
    for row in content["line"]:
        check_row(where, row, _MEANING)
        if len(row["fits"]) < FEWEST_FITS:
            raise BrokenData(f"{where}: {row['id']} has fewer than {FEWEST_FITS} fits.")
        low, high = row["intensity"]
        yield MeaningLine(
            id=row["id"],
            move=Move(row["move"]),
            says=row["says"],
            appraisal=appraisal,
            tone=Tone(content["tone"]),
            fits=tuple(row["fits"]),
            unlike=tuple(row.get("unlike", ())),
            presumes=frozenset(row.get("presumes", ())),
            feelings=frozenset(row["feelings"]),
            intensity=(low, high),
            states=frozenset(State(state) for state in row["states"]),
            brings=_brings(row),
        )


def other_lines(where: str, content: Mapping[str, Any]) -> Iterator[OtherLine]:
    """Yield the lines of a file of others. Raises BrokenData, naming file and line, where one is broken."""
    for row in content["line"]:
        check_row(where, row, _OTHER)
        yield OtherLine(
            id=row["id"],
            about=row["about"],
            move=Move(row["move"]),
            says=row["says"],
            states=frozenset(State(s) for s in row["states"]) if "states" in row else _ALL_STATES,
            night=row.get("night", False),
            second=row.get("second", ""),
            brings=_brings(row),
        )


def _brings(row: Mapping[str, Any]) -> frozenset[Brings]:
    """Return what a line brings in that somebody may want left out."""
    return frozenset(Brings(each) for each in row.get("brings", ()))


def _proofs(language: str) -> Iterator[tuple[str, str]]:
    """Yield each presumption with each cue that proves it; a presumption has one file."""
    homes: dict[str, str] = {}
    for name, content in read_all("voice", "presumes", language):
        for tag, cues in content.items():
            if homes.setdefault(tag, name) != name:
                raise BrokenData(
                    f"voice/presumes/{name}.toml: '{tag}' is also in {homes[tag]}.toml."
                )
            yield from ((tag, cue) for cue in cues)


@cache
def frames_in(file: str, kind: str = "", language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return the written frames of a file, each with its id; of one kind, where one is named. Raises BrokenData when they cannot be read."""
    rows = read("voice", "bank", language, "frames", f"{file}.toml")["frame"]
    return tuple((row["id"], row["says"]) for row in rows if row.get("kind", "") == kind)


def check_row(where: str, row: Mapping[str, Any], fields: Fields) -> None:
    """Refuse a row of a file with a field missing or unknown, with BrokenData."""
    wrong = (row.keys() - fields.needed - fields.more) | (fields.needed - row.keys())
    if wrong:
        name = row.get("id", fields.called)
        raise BrokenData(f"{where}: {name}: check {', '.join(sorted(wrong))}.")


def check_ids(ids: Iterable[str]) -> None:
    """Refuse two lines of one id, with BrokenData."""
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise BrokenData(f"The voice's bank holds two lines called {one}.")
        seen.add(one)


def _check_tags(meaning: Mapping[str, tuple[MeaningLine, ...]], tags: set[str]) -> None:
    """Refuse a line that presumes what nothing can prove."""
    for lines in meaning.values():
        for line in lines:
            if line.presumes - tags:
                unknown = ", ".join(sorted(line.presumes - tags))
                raise BrokenData(
                    f"voice/bank/{line.appraisal}.toml: {line.id} presumes {unknown}, which no cue proves."
                )


def _by_about(lines: Iterable[OtherLine]) -> Mapping[str, tuple[OtherLine, ...]]:
    """Group lines by what they are about."""
    groups: defaultdict[str, list[OtherLine]] = defaultdict(list)
    for line in lines:
        groups[line.about].append(line)
    return {about: tuple(group) for about, group in groups.items()}


def speak(line: MeaningLine | OtherLine) -> Spoken:
    """Speak a written line."""
    return Spoken(line.says, line.move, line.id)
