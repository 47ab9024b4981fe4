"""The shelves of written lines, a keeper's own among them, from which lines come in an order the dice choose."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from holdspace.domain.talk import Said, Spoken, Told
from holdspace.ports import Dice
from holdspace.voice.lines import Bank, OtherLine, speak
from holdspace.voice.overlay import keepers_bank

T = TypeVar("T")
_BEST = 3  # lines that readers put before the others, so that the first is not the same each time


class Shelves:
    """Hands out the lines about one thing that suit a state and an hour."""

    def __init__(self, dice: Dice, language: str = "en", words: Path | None = None) -> None:
        """Take the dice, the language, and the keeper's folder of words, if there is one."""
        self._dice = dice
        self.language = language
        self._words = words

    @property
    def bank(self) -> Bank:
        """Read when first needed, so that opening the door waits for nothing."""
        return keepers_bank(self._words, self.language)

    def lines(self, about: str, told: Told) -> Iterator[Spoken]:
        """Yield the lines about one thing that suit their state and the hour, in any order."""
        yield from map(speak, self.shuffled(self._suiting(about, told)))

    def best_first(self, about: str, told: Told) -> Iterator[Spoken]:
        """Yield the same lines as they are written: the best few in any order, then the others."""
        suiting = self._suiting(about, told)
        yield from map(speak, self.shuffled(suiting[:_BEST]))
        yield from map(speak, suiting[_BEST:])

    def _suiting(self, about: str, told: Told) -> tuple[OtherLine, ...]:
        """Return the lines about one thing that suit their state and the hour."""
        state, night = told.perception.state, told.heard.night
        lines = self.bank.others.get(about, ())
        return tuple(line for line in lines if state in line.states and (night or not line.night))

    def unsaid_first(self, items: Iterable[T], said: Said, name: Callable[[T], str]) -> list[T]:
        """Return items that have ids in an order the dice chose, those that were not said of late first."""
        lately = {spoken.line_id for spoken in said.recent}
        return sorted(self.shuffled(items), key=lambda item: name(item) in lately)

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """Return items in an order the dice chose."""
        left, order = list(items), []
        while left:
            order.append(left.pop(self._dice.pick(len(left))))
        return order
