"""How a day felt, as somebody noted it: one of five words or none, words of their own, and for whom it is marked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from holdspace.domain.marks import Mark
from holdspace.domain.people import Private

LONGEST_NOTE = 2_000  # characters of what is written of a day
LONGEST_PART = 300  # and of each of the four parts
LONGEST_WORD = 60  # of a word they came back to
MOST_WORDS = 40  # of these, kept at once


class Felt(StrEnum):
    """How a day felt, in the five words one can choose from, heaviest first."""

    VERY_HEAVY = "very-heavy"
    HEAVY = "heavy"
    BETWEEN = "between"
    LIGHT = "light"
    VERY_LIGHT = "very-light"


class Part(StrEnum):
    """The four parts one can look into, each in words of one's own."""

    MIND = "mind"
    HEART = "heart"
    BODY = "body"
    SPIRIT = "spirit"


def _nothing() -> Private:
    """Return no words."""
    return Private("")


@dataclass(frozen=True, slots=True)
class Day:
    """One day, as far as it was noted.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    on: date
    felt: Felt | None = None
    note: Private = field(default_factory=_nothing)
    mind: Private = field(default_factory=_nothing)
    heart: Private = field(default_factory=_nothing)
    body: Private = field(default_factory=_nothing)
    spirit: Private = field(default_factory=_nothing)
    mark: Mark = Mark.ME

    @property
    def month(self) -> date:
        """The first day of its month."""
        return self.on.replace(day=1)

    @property
    def parts(self) -> tuple[tuple[Part, Private], ...]:
        """Those of the four parts that something was written of."""
        return tuple((part, words) for part in Part if (words := getattr(self, part)))

    @property
    def written(self) -> Private:
        """All that was written of it, one thing to a line."""
        lines = (self.note, *(words for _, words in self.parts))
        return Private("\n".join(words.text for words in lines if words))

    @property
    def is_open(self) -> bool:
        """Whether nothing was noted of it; a mark alone is nothing."""
        return self.felt is None and not self.written

    @property
    def fits(self) -> bool:
        """Whether nothing in it is longer than a page takes."""
        parts = (getattr(self, part) for part in Part)
        return len(self.note.text) <= LONGEST_NOTE and all(
            len(words.text) <= LONGEST_PART for words in parts
        )

    def with_more(self, more: "Day") -> "Day":
        """Return it with what else was noted of the same day: the later word for it, and all that was written, each once."""
        return Day(
            self.on,
            more.felt or self.felt,
            note=_joined(self.note, more.note),
            mind=_joined(self.mind, more.mind),
            heart=_joined(self.heart, more.heart),
            body=_joined(self.body, more.body),
            spirit=_joined(self.spirit, more.spirit),
            mark=max(self.mark, more.mark, key=[Mark.ME, Mark.THERAPIST].index),
        )


def _joined(before: Private, more: Private) -> Private:
    """Return words with others below them; those that are there already are not there twice."""
    if not more or more.text in before.text:
        return before
    return Private(f"{before.text}\n{more.text}") if before else more


@dataclass(frozen=True, slots=True)
class CameBack:
    """A word they came back to, kept because they said yes to it; and on which day they did."""

    word: Private
    on: date
