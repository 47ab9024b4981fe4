"""Somebody's own story: what they wrote at length, in passages, and which of their words they asked to keep by themselves."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from holdspace.domain.marks import Mark
from holdspace.domain.people import Private
from holdspace.domain.talk import Spoken

LONGEST_KEEPSAKE = 400  # characters of one keepsake, and of a line that was heard
LONGEST_CHAPTER = 80
MOST_KEEPSAKES = 300
_PARTED = re.compile(r"\n[^\S\n]*\n\s*")


class KeptAs(StrEnum):
    """What some words are to whoever wrote them; nobody else says so."""

    PERSON = "person"
    STRENGTH = "strength"
    VALUE = "value"
    MOMENT = "moment"  # of strength


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a passage, and for whom it is marked."""

    words: Private
    mark: Mark = Mark.ME


@dataclass(frozen=True, slots=True)
class Passage:
    """One piece of long writing, and when it was done; `heard` is what was said back, as they changed and kept it."""

    paragraphs: tuple[Paragraph, ...]
    at: datetime
    chapter: Private = field(default_factory=lambda: Private(""))
    heard: tuple[Private, ...] = ()

    @property
    def on(self) -> date:
        """The day it was written."""
        return self.at.date()

    @property
    def words(self) -> Private:
        """All of it, as one text."""
        return Private("\n\n".join(each.words.text for each in self.paragraphs))

    @property
    def opens(self) -> Private:
        """The first line of it that says anything."""
        return Private(self.words.text.split("\n", 1)[0])

    def revised(self, words: Private) -> "Passage":
        """Return it with other words; a paragraph that stands as it stood keeps its mark, any other is only for them."""
        marks = {each.words: each.mark for each in self.paragraphs}
        fresh = (Paragraph(each, marks.get(each, Mark.ME)) for each in parted(words))
        return replace(self, paragraphs=tuple(fresh))

    def marked(self, for_therapist: frozenset[int]) -> "Passage":
        """Return it with these paragraphs, counted from 0, marked for a therapist, and no other."""
        marks = (Mark.THERAPIST if n in for_therapist else Mark.ME for n in range(len(self.paragraphs)))  # fmt: skip
        pairs = zip(self.paragraphs, marks, strict=True)
        return replace(self, paragraphs=tuple(replace(each, mark=mark) for each, mark in pairs))


@dataclass(frozen=True, slots=True)
class Keepsake:
    """Some words of their own, kept with a yes, as what they are to them."""

    kind: KeptAs
    words: Private
    on: date
    mark: Mark = Mark.ME
    heard: bool = False  # they said yes to it after writing; else they wrote it here


@dataclass(frozen=True, slots=True)
class Held:
    """One part of a long text: as it is said back, the words it is made of as they were written, and where these begin."""

    says: Spoken
    words: Private
    at: int = 0

    def overlaps(self, other: "Held") -> bool:
        """Whether two parts are made of some of the same words."""
        first, second = sorted((self, other), key=lambda each: each.at)
        return second.at < first.at + len(first.words.text)


def parted(words: Private) -> tuple[Private, ...]:
    """Return the paragraphs of a text: what empty lines part."""
    found = (each.strip() for each in _PARTED.split(words.text.replace("\r\n", "\n")))
    return tuple(Private(each) for each in found if each)


def written(words: Private, at: datetime) -> Passage:
    """Return a text as a passage, all of it only for them."""
    return Passage(tuple(Paragraph(each) for each in parted(words)), at)
