"""What the desk is given: those who come in by it, and what the keeper set."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import HTTPConnection

from holdspace.domain.people import Private
from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Measure
from holdspace.ports import Clock, Dice, Exchange, Grammar
from holdspace.ports.desk import Therapists
from holdspace.ui.doors.challenges import Challenges
from holdspace.ui.doors.cookies import KeyCookie
from holdspace.ui.doors.patience import Patience

# Answers some messages one after another in a visit of their own, and returns the last exchange.
Play = Callable[[Sequence[Private]], Awaitable[Exchange]]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything the desk needs. Built once, at the composition root."""

    therapists: Therapists
    clock: Clock
    dice: Dice
    grammar: Grammar  # reads a piece of writing before it leaves
    play: Play  # what the house itself says to a line
    passkeys_at: str | None = None  # the one address passkeys are made for
    challenges: Challenges = field(default_factory=Challenges)
    patience: Patience = field(
        default_factory=Patience
    )  # the front door's own: tries are one count
    idle_seconds: int = 30 * 60  # of quiet, after which a page locks
    country: str | None = None  # the keeper's, until somebody chooses theirs
    exit_page: str = "https://www.bbc.co.uk/weather"
    origin: str | None = None  # where people reach it, such as https://holdspace.example
    measures: Mapping[str, Measure] = field(default_factory=library.measures)  # by their id

    @property
    def cookie(self) -> KeyCookie:
        """The cookie of a sign-in at the desk, which opens nothing at the other door."""
        secure = (self.origin or "").startswith("https://")
        return KeyCookie("holdspace-desk", secure=secure)


def house(request: HTTPConnection) -> House:
    """Return the house a request came to."""
    return cast("House", request.app.state.house)
