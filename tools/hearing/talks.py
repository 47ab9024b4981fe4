"""Reads the talks to learn from: what one person said, line by line, with what is true of each and what went before it."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from holdspace.domain.just_before import just_before, told_so_far
from holdspace.models.senses.kinds import NONE

TALKS = Path(__file__).parents[2] / "corpora" / "learn" / "talks"
_MARKED = re.compile(r"\[([\w -]+)\]\s*")
_OTHERWISE = frozenset({"ask"})  # what is asked otherwise, of which nothing is learnt as a wish
_ASKED = ">"  # begins what was said here, which the line after it answers


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a talk, its marks, what went before it, and whose talk it is."""

    says: str
    marks: frozenset[str]
    before: str
    who: str

    @property
    def danger(self) -> tuple[str, ...]:
        """The tiers and lanes that are meant: marks in capitals; "-" only says that it sounds otherwise by itself."""
        return tuple(sorted(mark for mark in self.marks if mark[0].isupper()))

    @property
    def wishes(self) -> tuple[str, ...]:
        """What is said to the companion itself: marks in small letters."""
        return tuple(sorted(mark for mark in self.marks if mark[0].islower()))


def wishes_of(line: Line) -> tuple[str, ...]:
    """Return what a line asks of the companion itself, as a head learns it: `NONE` where it asks nothing."""
    return tuple(kind for kind in line.wishes or (NONE,) if kind not in _OTHERWISE)


def lines(begins: str = "") -> Iterator[Line]:
    """Yield every line of every talk, or of the files whose names begin so, where that ends in a dash; else of the one so called."""
    for _, _, said in talks(begins):
        yield from said


def talks(begins: str = "") -> Iterator[tuple[str, int, tuple[Line, ...]]]:
    """Yield every talk, or those of the files meant, as `lines` takes them: its file, its place there, and its lines."""
    several = "*" if begins.endswith("-") or not begins else ""
    for file in sorted(TALKS.glob(f"{begins}{several}.toml")):
        told = tomllib.loads(file.read_text(encoding="utf-8"))["talk"]
        for at, talk in enumerate(told):
            yield file.stem, at, tuple(_lines_of(talk["who"], talk["says"]))


def _lines_of(who: str, said: Sequence[str]) -> Iterator[Line]:
    """Yield each line of one talk."""
    asked, told = "", ""
    for line in said:
        if line.startswith(_ASKED):
            asked = line.removeprefix(_ASKED).strip()
            continue
        found = _MARKED.match(line)
        marks, says = (found.group(1), line[found.end() :]) if found else ("", line)
        yield Line(says, frozenset(marks.split()), just_before(told, asked), who)
        asked, told = "", told_so_far(told, says)
