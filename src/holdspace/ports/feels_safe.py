"""What makes it feel safe to somebody, as the front door meets it."""

from collections.abc import Callable
from typing import Protocol

from holdspace.domain.feels_safe import FeelsSafe


class SafePage(Protocol):
    """One page of theirs, kept whole."""

    def kept(self) -> FeelsSafe:
        """Return all of it; empty where nothing is written."""
        ...

    def change(self, how: Callable[[FeelsSafe], FeelsSafe]) -> FeelsSafe:
        """Change it as a function says; emptied, it is gone for good. Raises NothingHere, and VisitFull where it is too long."""
        ...
