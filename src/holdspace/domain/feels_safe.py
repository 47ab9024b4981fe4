"""What makes it feel safe to somebody, what makes it feel less safe, and what they would like to be different: in their words."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from holdspace.domain.people import Private

LONGEST_PART = 4_000  # characters of one of the three
PARTS = ("safe", "less", "different")


def _nothing() -> Private:
    """Return no words."""
    return Private("")


@dataclass(frozen=True, slots=True)
class FeelsSafe:
    """The three of them, each of which may be left out.

    Its fields are written into envelopes and files: a new one needs a default.
    """

    safe: Private = field(default_factory=_nothing)
    less: Private = field(default_factory=_nothing)
    different: Private = field(default_factory=_nothing)

    def __bool__(self) -> bool:
        """Whether anything is written."""
        return any(self.words)

    @property
    def words(self) -> tuple[Private, ...]:
        """The three, in their order."""
        return tuple(self.part(name) for name in PARTS)

    @property
    def filled(self) -> tuple[str, ...]:
        """The names of those that hold something."""
        return tuple(name for name in PARTS if self.part(name))

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        return all(len(words.text) <= LONGEST_PART for words in self.words)

    def part(self, name: str) -> Private:
        """Return one of the three, by its name."""
        words: Private = getattr(self, name) if name in PARTS else _nothing()
        return words

    def beside(self, other: "FeelsSafe") -> "FeelsSafe":
        """Return it with what another says and it does not; what would be too long together stays as it is here."""
        both = {name: _joined(self.part(name), other.part(name)) for name in PARTS}
        return replace(self, **both)


def of(words: Iterable[Private]) -> FeelsSafe:
    """Return the three as they were written."""
    return FeelsSafe(*(Private(each.text.replace("\r\n", "\n").strip()) for each in words))


def _joined(here: Private, there: Private) -> Private:
    """Return words with others under them, each once."""
    if not here or not there or there.text in here.text:
        return here or there
    both = Private(f"{here.text}\n\n{there.text}")
    return both if len(both.text) <= LONGEST_PART else here
