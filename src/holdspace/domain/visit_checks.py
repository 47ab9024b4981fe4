"""How visits were for somebody, as they said afterwards, where they did: each answer from 0 to 10, or left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

MOST_CHECKS = 200  # that are kept; the oldest give way
LOWEST, HIGHEST = 0, 10


@dataclass(frozen=True, slots=True)
class Checked:
    """What was said after one visit."""

    at: datetime
    heard: int | None = field(default=None, repr=False)
    pace: int | None = field(default=None, repr=False)
    useful: int | None = field(default=None, repr=False)

    def __bool__(self) -> bool:
        """Whether anything was answered."""
        return any(answer is not None for answer in self.answers)

    @property
    def answers(self) -> tuple[int | None, ...]:
        """The three answers, in the order they are asked."""
        return (self.heard, self.pace, self.useful)

    @property
    def fits(self) -> bool:
        """Whether it is such as a page makes it."""
        return bool(self) and all(
            answer is None or LOWEST <= answer <= HIGHEST for answer in self.answers
        )


@dataclass(frozen=True, slots=True)
class Checks:
    """All that was said of visits, oldest first."""

    all: tuple[Checked, ...] = ()

    def __iter__(self) -> Iterator[Checked]:
        """Yield each, oldest first."""
        return iter(self.all)

    def with_more(self, more: tuple[Checked, ...]) -> "Checks":
        """Return it with others, each once."""
        ordered = sorted({*self.all, *more}, key=lambda checked: checked.at)
        return Checks(tuple(ordered)[-MOST_CHECKS:])
