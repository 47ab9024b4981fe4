"""Things to bring: one page for somebody to take to a session or to anyone who listens, and what they want to remember from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from holdspace.domain.people import Private

MOST_THINGS = 40  # on one page
MOST_AFTERWORDS = 200  # the oldest give way
LONGEST_THING = 20_000  # characters; a whole message, or a whole passage
LONGEST_OPENING = 400
LONGEST_AFTERWORD = 4_000
_LONGEST_ID = 120  # letters of what says which thing it is, or where it came from


def _nothing() -> Private:
    """Return no words."""
    return Private("")


class Origin(StrEnum):
    """Where a thing was before it was put on the page."""

    MESSAGE = "message"  # they said it here
    REPLY = "reply"  # it was said to them here
    PASSAGE = "passage"  # of their story
    PRACTICE = "practice"
    PART = "part"  # of their plan for hard moments
    AFTERWORD = "afterword"  # what they wrote after the last time
    SAFE = "feels-safe"
    LESS_SAFE = "feels-less-safe"
    DIFFERENT = "to-be-different"  # what would make it feel safer
    OWN = "own"  # written on the page itself


# Of what feels safe: which origin each of its parts has, by the part's name.
OF_FEELING_SAFE: Mapping[str, Origin] = {
    "safe": Origin.SAFE,
    "less": Origin.LESS_SAFE,
    "different": Origin.DIFFERENT,
}


class Like(StrEnum):
    """How somebody would like whoever reads the page to begin."""

    JUST_LISTEN = "just-listen"
    HELP_ME_SAY_IT = "help-me-say-it"
    READ_IT_FIRST = "read-it-first"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the page: a copy of the words, which they may change; `which` says where it was, and is no word of theirs."""

    id: str
    words: Private
    origin: Origin = Origin.OWN
    which: str = ""
    on: date | None = None  # the day it was said or written, where that is known

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        named = 0 < len(self.id) <= _LONGEST_ID and len(self.which) <= _LONGEST_ID
        return bool(self.words) and named and len(self.words.text) <= LONGEST_THING

    def is_of(self, other: "Thing") -> bool:
        """Whether it is the same thing from the same place, however its words were changed since."""
        if self.which or other.which:
            return (self.origin, self.which) == (other.origin, other.which)
        return (self.origin, self.words) == (other.origin, other.words)


@dataclass(frozen=True, slots=True)
class Afterword:
    """What somebody wants to remember from a day, in their words."""

    id: str
    on: date
    says: Private

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        named = 0 < len(self.id) <= _LONGEST_ID
        return bool(self.says) and named and len(self.says.text) <= LONGEST_AFTERWORD


@dataclass(frozen=True, slots=True)
class ToBring:
    """All of the page, and what is remembered beside it.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    things: tuple[Thing, ...] = ()
    likes: tuple[Like, ...] = ()
    opening: Private = field(default_factory=_nothing)  # for a hard start
    afterwords: tuple[Afterword, ...] = ()  # oldest first

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return self.on_page or bool(self.afterwords)

    @property
    def on_page(self) -> bool:
        """Whether there is anything on the page itself."""
        return bool(self.things or self.likes or self.opening)

    @property
    def words(self) -> tuple[Private, ...]:
        """Everything in it that is in somebody's words."""
        things = (thing.words for thing in self.things)
        afterwords = (afterword.says for afterword in self.afterwords)
        return tuple(filter(None, (self.opening, *things, *afterwords)))

    @property
    def size(self) -> int:
        """How many bytes its words take."""
        return sum(len(words.text.encode()) for words in self.words)

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        few = len(self.things) <= MOST_THINGS and len(self.afterwords) <= MOST_AFTERWORDS
        small = len(self.opening.text) <= LONGEST_OPENING
        things = all(thing.fits for thing in self.things)
        said = all(afterword.fits for afterword in self.afterwords)
        return few and small and things and said and self.likes == _in_order(self.likes)

    def having(self, thing: Thing) -> "ToBring":
        """Return it with one more thing, at the end; one that is there already stays as it is."""
        full = len(self.things) >= MOST_THINGS
        if not thing.fits or full or any(thing.is_of(there) for there in self.things):
            return self
        return replace(self, things=(*self.things, thing))

    def reworded(self, which: str, words: Private) -> "ToBring":
        """Return it with other words for one thing; a thing that was emptied is off the page."""
        if not words:
            return self.without(which)
        changed = (replace(each, words=words) if each.id == which else each for each in self.things)
        after = replace(self, things=tuple(changed))
        return after if after.fits else self

    def without(self, which: str) -> "ToBring":
        """Return it without one thing."""
        return replace(self, things=tuple(each for each in self.things if each.id != which))

    def further_up(self, which: str) -> "ToBring":
        """Return it with one thing before the one above it."""
        things = list(self.things)
        at = next((at for at, each in enumerate(things) if each.id == which), 0)
        if at > 0:
            things[at - 1], things[at] = things[at], things[at - 1]
        return replace(self, things=tuple(things))

    def no_longer(self, of: str, *origins: Origin) -> "ToBring":
        """Return it without what came from one place, or from within it, because it was taken back there; from any, where `of` is empty."""
        gone = (each for each in self.things if not _is_from(each, of, origins))
        return replace(self, things=tuple(gone))

    def beginning(self, likes: Iterable[Like], opening: Private) -> "ToBring":
        """Return it with another beginning."""
        short = Private(opening.text.strip()[:LONGEST_OPENING])
        return replace(self, likes=_in_order(likes), opening=short)

    def remembering(self, afterword: Afterword) -> "ToBring":
        """Return it with one more thing to remember; sent twice, it is there once."""
        said = {(each.on, each.says) for each in self.afterwords}
        if not afterword.fits or (afterword.on, afterword.says) in said:
            return self
        return replace(self, afterwords=(*self.afterwords, afterword)[-MOST_AFTERWORDS:])

    def forgetting(self, which: str) -> "ToBring":
        """Return it without one thing to remember."""
        left = tuple(each for each in self.afterwords if each.id != which)
        return replace(self, afterwords=left)

    @property
    def emptied(self) -> "ToBring":
        """The same with nothing on the page; what is remembered stays."""
        return ToBring(afterwords=self.afterwords)

    def beside(self, other: "ToBring") -> "ToBring":
        """Return it with what another holds and it does not; how this one begins, it begins."""
        both = self if self.on_page else self.beginning(other.likes, other.opening)
        for thing in other.things:
            both = both.having(thing)
        for afterword in other.afterwords:
            both = both.remembering(afterword)
        return replace(both, afterwords=tuple(sorted(both.afterwords, key=_day)))


def _day(afterword: Afterword) -> date:
    """Return the day somebody wrote it."""
    return afterword.on


def _is_from(thing: Thing, of: str, origins: tuple[Origin, ...]) -> bool:
    """Whether a thing came from a place of one of these kinds."""
    within = not of or thing.which == of or thing.which.startswith(f"{of}/")
    return thing.origin in origins and within


def _in_order(likes: Iterable[Like]) -> tuple[Like, ...]:
    """Return wishes each once, in the order a page has them."""
    asked = set(likes)
    return tuple(like for like in Like if like in asked)
