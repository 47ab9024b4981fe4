"""Brings words to the one form that danger is listened for in, and reads the cue tables."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from holdspace.domain.cues import CueBook
from holdspace.domain.people import Private
from holdspace.domain.risk import Lane, LaneLevel, Tier
from holdspace.domain.words import Word, fold, split
from holdspace.shelf import read

_TABLES = (
    *("suicide", "passive", "together"),
    *("lanes-harm", "lanes-abuse", "lanes-mind", "lanes-body", "lanes-others"),
)
_SPACED = re.compile(r"\b[a-z](?:([ .*_-])[a-z])(?:\1[a-z]){2,}\b")
_ALIKE = str.maketrans("аеіорсухкԁѕո", "aeiopcyxkdsn")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the cue table."""

    id: str
    tier: Tier
    lane: LaneLevel | None
    theme: str
    past: bool
    other: bool
    whole: bool
    ends: bool
    unsure: bool


@dataclass(frozen=True, slots=True)
class Together:
    """What two themes say when both are heard, in one sentence or anywhere in a message."""

    id: str
    themes: frozenset[str]
    in_sentence: bool
    tier: Tier
    lane: LaneLevel | None


@dataclass(frozen=True, slots=True)
class Table:
    """All that is listened for."""

    rules: Mapping[str, Rule]
    together: tuple[Together, ...]
    book: CueBook
    idioms: CueBook
    figures: CueBook


@cache
def table() -> Table:
    """Read the cue tables, once."""
    files = [read("safety", "cues", f"{name}.toml") for name in _TABLES]
    idioms = read("safety", "cues", "idioms.toml")
    rows = [row for file in files for row in file["rule"]]
    return Table(
        rules={row["id"]: _rule(row) for row in rows},
        together=tuple(_together(row) for file in files for row in file.get("together", ())),
        book=book((row["id"], cue) for row in rows for cue in row["cues"]),
        idioms=book(("idiom", cue) for cue in idioms["cues"]),
        figures=book(("figure", cue) for cue in idioms["tense"]),
    )


@cache
def context() -> Mapping[str, Any]:
    """Read how the words around a cue bear on it, once."""
    return read("safety", "cues", "context.toml")


@cache
def _normal() -> Mapping[str, Any]:
    """Read the one form that texts are brought to, once."""
    return read("safety", "cues", "normal.toml")


def book(cues: Iterable[tuple[str, str]]) -> CueBook:
    """Make a cue book whose cues may name this room's lists. Raises BrokenData at an unknown one."""
    return CueBook(cues, read("safety", "cues", "lists.toml")["lists"])


def _rule(row: Mapping[str, Any]) -> Rule:
    """Make a rule of one row."""
    return Rule(
        id=row["id"],
        tier=Tier(row.get("tier", 0)),
        lane=_lane(row.get("lane", "")),
        theme=row.get("theme", ""),
        past=row.get("past", False),
        other=row.get("other", False),
        whole=row.get("whole", False),
        ends=row.get("ends", False),
        unsure=row.get("unsure", False),
    )


def _together(row: Mapping[str, Any]) -> Together:
    """Make what two themes say together of one row."""
    return Together(
        id=row["id"],
        themes=frozenset(row["themes"]),
        in_sentence=row["within"] == "sentence",
        tier=Tier(row.get("tier", 0)),
        lane=_lane(row.get("lane", "")),
    )


def _lane(code: str) -> LaneLevel | None:
    """Read "A3", or "T", or nothing."""
    return LaneLevel(Lane(code[0]), int(code[1:]) if code[1:] else None) if code else None


def plainly(words: Private) -> tuple[Word, ...]:
    """Return the words as cues are written: spelt out, unmasked, and in one form (DT1)."""
    shown = _unmasked(fold(words.text))
    written = words.split if shown is None else split(shown)
    return tuple(_joined(_spelt(written)))


def _unmasked(folded: str) -> str | None:
    """Return a text of the same length with hidden letters shown, or None where none was hidden."""
    shown = folded.translate(_ALIKE)
    shown = _SPACED.sub(_closed_up, shown)
    for seen, meant in _masks():
        shown = seen.sub(lambda found, meant=meant: meant.ljust(len(found.group())), shown)  # type: ignore[misc]
    return shown if shown != folded else None


def _closed_up(found: re.Match[str]) -> str:
    """Close up letters that were spelt out one by one, keeping the length."""
    return found.group().replace(found.group(1), "").ljust(len(found.group()))


@cache
def _masks() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what hidden words look like and what they are."""
    return tuple((re.compile(seen), meant) for seen, meant in _normal()["masked"].items())


def _spelt(written: Iterable[Word]) -> Iterator[Word]:
    """Spell common slips as cues do."""
    spelt = _normal()["spelt"]
    for word in written:
        meant = spelt.get(word.text)
        yield replace(word, text=meant, also="") if meant else word


def _joined(written: Iterable[Word]) -> Iterator[Word]:
    """Join "i am" into "i'm", "want to" into "wanna", and their like."""
    pairs = _normal()["joined"]
    before: Word | None = None
    for word in written:
        one = pairs.get(f"{before.text} {word.text}") if before else None
        if before and one:
            before = Word(one, before.start, word.end)
            continue
        if before:
            yield before
        before = word
    if before:
        yield before
