"""Which people and numbers a page shows, for the country that is known or for none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from holdspace.safety import helpline
from holdspace.safety.helpline import Country, Helpline

_FIRST = ("crisis", "listening")


@dataclass(frozen=True, slots=True)
class Help:
    """The numbers a page may show; `country` is None until one is known."""

    country: Country | None
    today: date

    @property
    def first(self) -> tuple[Helpline, ...]:
        """The lines to show first, where only one or two fit."""
        return self.of("crisis")[:2]

    def of(self, *kinds: str) -> tuple[Helpline, ...]:
        """Return the lines of some kinds that are for everyone, best first."""
        if self.country is None:
            return ()
        code = self.country.code
        return tuple(line for kind in kinds for line in helpline.lines_for(code, kind))

    @property
    def young(self) -> tuple[Helpline, ...]:
        """Lines made for people who are not grown up yet."""
        if self.country is None:
            return ()
        return tuple(
            line for line in self.country.lines if line.kind == "youth" or "young" in line.audience
        )

    @property
    def others(self) -> tuple[tuple[str, tuple[Helpline, ...]], ...]:
        """The further lines under their headings."""
        return tuple(self._others())

    def _others(self) -> Iterator[tuple[str, tuple[Helpline, ...]]]:
        lines = self.country.lines if self.country else ()
        for kind, heading in helpline.KIND_NAMES.items():
            group = tuple(line for line in lines if line.kind == kind)
            if kind not in _FIRST and group:
                yield heading, group

    @property
    def more(self) -> tuple[Helpline, ...]:
        """Lines to listen that were made for some people, such as those who cannot hear."""
        lines = self.country.lines if self.country else ()
        return tuple(line for line in lines if line.kind in _FIRST and line.audience)

    def unchecked(self, line: Helpline) -> bool:
        """Whether the emergency number and the directory belong beside this line."""
        return helpline.needs_backup(line, self.today)
