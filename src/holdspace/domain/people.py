"""Who is here, by id alone, and the words that are theirs."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NewType

from holdspace.domain.words import Word, split

VisitId = NewType("VisitId", str)


class Role(StrEnum):
    """Which door somebody comes in by."""

    CLIENT = "client"
    THERAPIST = "therapist"
    KEEPER = "keeper"

    @property
    def asks_second(self) -> bool:
        """Whether a passphrase alone lets nobody in by this door: what is behind it will be other people's too."""
        return self is Role.THERAPIST


@dataclass(frozen=True)  # without slots, so that the split below can live and die with the words
class Private:
    """Words that belong to a client: they never show in a log, a repr or a traceback."""

    text: str = field(repr=False)

    @cached_property
    def split(self) -> tuple[Word, ...]:
        """The single words, read once however many listen for something in them."""
        return split(self.text)

    def __str__(self) -> str:
        """Hide the words from every rendering that did not ask for `.text`."""
        return "<private>"

    def __bool__(self) -> bool:
        """Whether there is anything but white space."""
        return bool(self.text.strip())


def folded(name: Private) -> str:
    """Return a name as it is compared: without case, width, or more than one space in a row."""
    return " ".join(unicodedata.normalize("NFKC", name.text).casefold().split())
