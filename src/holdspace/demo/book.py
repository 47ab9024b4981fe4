"""The book of a play, in values: a leaf for each visit, and on it what was said, done and seen, with what was held back beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Spoken, Tap
from holdspace.ui.showing import Faced


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Something the house could have said or shown and did not, with why; `says` is its very words, where it has any."""

    kind: str
    why: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Turned:
    """One exchange of a visit as it really went."""

    at: datetime
    words: str
    tap: Tap | None
    said: tuple[Spoken, ...]
    because: str
    tier: Tier
    lanes: tuple[str, ...]
    latched: Tier  # where the visit stands after it
    held_back: tuple[HeldBack, ...] = ()

    @property
    def reply(self) -> str:
        """The whole reply."""
        return " ".join(spoken.text for spoken in self.said)


@dataclass(frozen=True, slots=True)
class Did:
    """Something she did that is no message: what kind of thing, and her words in it."""

    kind: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the front door as it stood when she looked: where, and the still picture of it."""

    where: str
    still: str
    held_back: tuple[HeldBack, ...] = ()


Entry = Turned | Did | Seen


@dataclass(frozen=True, slots=True)
class Leaf:
    """One visit: which week, when by her own clock, how long after the one before, and all of it in order."""

    number: int
    week: int
    at: datetime
    days_since: int
    entries: tuple[Entry, ...]
    pages: tuple[str, ...] = ()  # every page that came back, whole, for whoever looks through them

    @property
    def turns(self) -> tuple[Turned, ...]:
        """The exchanges of it."""
        return tuple(entry for entry in self.entries if isinstance(entry, Turned))


@dataclass(frozen=True, slots=True)
class Book:
    """All of it, from her first words to her last."""

    leaves: tuple[Leaf, ...]
    first_words: tuple[str, ...]  # all she wrote in the first visit
    last_words: tuple[str, ...]  # her last letter to herself
    facing: tuple[Faced, ...] = ()  # each week as Amara sees it, also those in which nobody came
    desk_pages: tuple[str, ...] = ()  # every page Amara's desk gave her, whole

    @property
    def turns(self) -> Iterator[tuple[Leaf, Turned]]:
        """Yield every exchange with the leaf it stands on."""
        for leaf in self.leaves:
            for turned in leaf.turns:
                yield leaf, turned
