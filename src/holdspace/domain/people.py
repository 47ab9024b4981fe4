"""Who is here, by id alone, and the words that are theirs."""

from dataclasses import dataclass, field
from typing import NewType

VisitId = NewType("VisitId", str)


@dataclass(frozen=True, slots=True)
class Private:
    """Words that belong to a client: they never show in a log, a repr or a traceback."""

    text: str = field(repr=False)

    def __str__(self) -> str:
        """Hide the words from every rendering that did not ask for `.text`."""
        return "<private>"

    def __bool__(self) -> bool:
        """Whether there is anything but white space."""
        return bool(self.text.strip())
