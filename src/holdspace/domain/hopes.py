"""What somebody hopes for, in their own words: up to three wishes with how near each feels, a map of one, and words to themselves."""

from dataclasses import dataclass, field, replace
from datetime import date

from holdspace.domain.marks import Mark
from holdspace.domain.people import Private

MOST_GOALS = 3
MOST_WAYS = 3
MOST_RATINGS = 400  # of one goal; the oldest give way
LONGEST_GOAL = 300  # characters
LONGEST_OF_A_MAP = 400
LONGEST_LETTER = 20_000
MOST_LETTERS = 200
LOWEST, HIGHEST = 0, 10


def _nothing() -> Private:
    """Return no words."""
    return Private("")


@dataclass(frozen=True, slots=True)
class Rating:
    """How near a goal felt once, from 0 to 10."""

    on: date
    at: int = field(repr=False)


@dataclass(frozen=True, slots=True)
class Goal:
    """One thing somebody would like, in their words. Nothing here is reached or missed.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    says: Private
    since: date
    ratings: tuple[Rating, ...] = ()  # oldest first
    mark: Mark = Mark.ME

    @property
    def last(self) -> Rating | None:
        """How near it felt last, where they ever said so."""
        return self.ratings[-1] if self.ratings else None

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        whole = all(LOWEST <= rating.at <= HIGHEST for rating in self.ratings)
        return bool(self.says) and len(self.says.text) <= LONGEST_GOAL and whole

    def rated(self, rating: Rating) -> "Goal":
        """Return it after they said once more how near it feels; of one day, the later word counts."""
        before = tuple(each for each in self.ratings if each.on != rating.on)
        return replace(self, ratings=(*before, rating)[-MOST_RATINGS:])


@dataclass(frozen=True, slots=True)
class HopeMap:
    """One small wish, a few ways towards it, what carried them before, and what would be a first sign; any of it may be empty."""

    on: date
    wish: Private = field(default_factory=_nothing)
    ways: tuple[Private, ...] = ()
    before: Private = field(default_factory=_nothing)
    sign: Private = field(default_factory=_nothing)
    mark: Mark = Mark.ME

    def __bool__(self) -> bool:
        """Whether anything is on it."""
        return any(self.words)

    @property
    def words(self) -> tuple[Private, ...]:
        """Everything on it that was written."""
        return tuple(filter(None, (self.wish, *self.ways, self.before, self.sign)))

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        small = all(len(words.text) <= LONGEST_OF_A_MAP for words in self.words)
        return bool(self) and small and len(self.ways) <= MOST_WAYS


@dataclass(frozen=True, slots=True)
class Letter:
    """Words somebody wrote to themselves, by the day they did."""

    on: date
    says: Private
    mark: Mark = Mark.ME

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        return bool(self.says) and len(self.says.text) <= LONGEST_LETTER
