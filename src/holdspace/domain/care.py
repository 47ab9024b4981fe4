"""What somebody keeps of gentle things: which suit them, which do not, and how each one left them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from holdspace.domain.people import Private

MOST_TRIED = 200  # answers that are kept; the oldest give way
MOST_AT_HAND = 60  # practices kept, and as many put away
MOST_IN_KIT = 60
MOST_MOMENTS = 90  # the oldest give way
MOST_SET_DOWN = 20
MOST_OF_A_SOOTHING = 120  # letters of one thing of a list
MOST_OF_A_MOMENT = 300
MOST_OF_WHAT_IS_SET_DOWN = 2_000
LONGEST_AWAY = 400  # days something may be put away for
TOO_MANY_WORSE = 2  # in a row on one day; after them nothing that looks inward is offered that day


class After(StrEnum):
    """How somebody says it is after a practice."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NOT_SURE = "not-sure"


class Sense(StrEnum):
    """By which sense a thing of somebody's own list soothes."""

    SEE = "see"
    HEAR = "hear"
    SMELL = "smell"
    TASTE = "taste"
    TOUCH = "touch"


@dataclass(frozen=True, slots=True)
class Tried:
    """That a practice was led once, and how it was afterwards."""

    practice: str
    after: After
    on: date


@dataclass(frozen=True, slots=True)
class Soothing:
    """One thing of somebody's own list, in their words."""

    sense: Sense
    says: Private


@dataclass(frozen=True, slots=True)
class SetDown:
    """Something that was set down until a day, in their words; nobody is shown it before."""

    id: str
    says: Private
    until: date


@dataclass(frozen=True, slots=True)
class Care:
    """All of it, for one person.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    kept: tuple[str, ...] = ()  # practices they want at hand, by id
    hidden: tuple[str, ...] = ()  # and those that are not for them
    tried: tuple[Tried, ...] = ()  # oldest first
    kit: tuple[Soothing, ...] = ()
    moments: tuple[Private, ...] = ()  # ordinary good moments, as they wrote them, newest last
    set_down: tuple[SetDown, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything in it."""
        return self != _NOTHING

    @property
    def words(self) -> tuple[Private, ...]:
        """Everything in it that is in their own words."""
        kit = (each.says for each in self.kit)
        return (*kit, *(each.says for each in self.set_down), *self.moments)

    @property
    def size(self) -> int:
        """How many bytes its words take."""
        return sum(len(words.text.encode()) for words in self.words)

    @property
    def wordless(self) -> "Care":
        """The same without a word of theirs: which practices, how they were, and when."""
        return replace(self, kit=(), moments=(), set_down=())

    @property
    def fitting(self) -> "Care":
        """The same with no more of anything than is kept; the oldest give way."""
        return Care(
            self.kept[-MOST_AT_HAND:],
            self.hidden[-MOST_AT_HAND:],
            self.tried[-MOST_TRIED:],
            self.kit[-MOST_IN_KIT:],
            self.moments[-MOST_MOMENTS:],
            self.set_down[-MOST_SET_DOWN:],
        )

    def with_words_of(self, other: "Care") -> "Care":
        """Return it with the words of another."""
        return replace(self, kit=other.kit, moments=other.moments, set_down=other.set_down)

    def beside(self, other: "Care") -> "Care":
        """Return it with what another holds and it does not; where they differ, this one rules."""
        judged = {*self.kept, *self.hidden}
        return Care(
            _joined(self.kept, (each for each in other.kept if each not in judged)),
            _joined(self.hidden, (each for each in other.hidden if each not in judged)),
            _all_answers(self.tried, other.tried),
            _joined(self.kit, other.kit),
            _joined(self.moments, other.moments),
            _joined(self.set_down, other.set_down),
        ).fitting

    def having_tried(self, tried: Tried) -> "Care":
        """Return it after one more answer; what made things harder is put away."""
        answers = (*self.tried, tried)[-MOST_TRIED:]
        care = replace(self, tried=answers)
        return care.hiding(tried.practice) if tried.after is After.WORSE else care

    def keeping(self, practice: str) -> "Care":
        """Return it with a practice at hand, and no longer hidden."""
        kept = (*_without(self.kept, practice), practice)
        return replace(self, kept=kept, hidden=_without(self.hidden, practice))

    def hiding(self, practice: str) -> "Care":
        """Return it with a practice hidden, and no longer at hand."""
        hidden = (*_without(self.hidden, practice), practice)
        return replace(self, kept=_without(self.kept, practice), hidden=hidden)

    def leaving_open(self, practice: str) -> "Care":
        """Return it with a practice neither at hand nor hidden."""
        return replace(
            self, kept=_without(self.kept, practice), hidden=_without(self.hidden, practice)
        )

    def times(self, practice: str, after: After) -> int:
        """Return how often a practice left them so."""
        return sum(tried.practice == practice and tried.after is after for tried in self.tried)

    def rests_inward(self, on: date) -> bool:
        """Whether two practices in a row made things harder on a day; nothing inward is offered then."""
        return _longest_run(tried.after for tried in self.tried if tried.on == on) >= TOO_MANY_WORSE


_NOTHING = Care()
T = TypeVar("T")


def _joined(first: tuple[T, ...], then: Iterable[T]) -> tuple[T, ...]:
    """Return both, each thing as often as the one that has it oftener; what is first comes last, where the newest stand."""
    then = tuple(then)
    missing, more = Counter(then) - Counter(first), []
    for each in then:
        if missing[each]:
            missing[each] -= 1
            more.append(each)
    return (*more, *first)


def _all_answers(mine: tuple[Tried, ...], others: tuple[Tried, ...]) -> tuple[Tried, ...]:
    """Return the answers of both, by their day."""
    return tuple(sorted(_joined(mine, others), key=lambda tried: tried.on))


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(each for each in names if each != name)


def _longest_run(answers: Iterator[After]) -> int:
    """Return how many times in a row it was worse, at the most."""
    longest = run = 0
    for answer in answers:
        run = run + 1 if answer is After.WORSE else 0
        longest = max(longest, run)
    return longest
