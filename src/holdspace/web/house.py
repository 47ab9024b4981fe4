"""What the client's front door is given: the room, the guests, and what the keeper set."""

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from starlette.requests import HTTPConnection

from holdspace.domain.sayable import Sayable
from holdspace.domain.talk import Heard, Spoken
from holdspace.journey.measures import library
from holdspace.journey.measures.measure import Measure
from holdspace.ports import Clock, Dice, Exchange, Guests, Room
from holdspace.ports.keeping import Members
from holdspace.ports.setup import SeesSetup
from holdspace.ui.doors.challenges import Challenges
from holdspace.ui.doors.patience import Patience
from holdspace.web.turns import Turns

Take = Callable[[Heard, Room], AsyncIterator[Spoken]]


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything the front door needs. Built once, at the composition root."""

    room: Room
    guests: Guests
    members: Members | None = None  # nobody keeps anything here without them
    passkeys_at: str | None = None  # the one address passkeys are made for
    challenges: Challenges = field(default_factory=Challenges)
    idle_seconds: int = 30 * 60  # of quiet, after which a page of somebody signed in locks
    patience: Patience = field(default_factory=Patience)
    clock: Clock
    dice: Dice
    turn: Take
    country: str | None = None  # the keeper's, until a person chooses theirs
    profile: str | None = None  # of the law where the keeper is, by its code
    keeper_name: str | None = None
    exit_page: str = "https://www.bbc.co.uk/weather"
    origin: str | None = None  # where people reach it, such as https://holdspace.example
    on_this_computer: bool = True
    ready: Callable[[], bool] = lambda: True
    sayables: Callable[[], tuple[Sayable, ...]] = tuple
    source: Callable[[str], str] = lambda _: ""  # of the facts of a line, by its id
    measures: Mapping[str, Measure] = field(default_factory=library.measures)  # by their id

    def source_of(self, exchange: Exchange) -> str:
        """Return where the facts of a reply were seen; nothing where it states none."""
        return next(filter(None, (self.source(spoken.line_id) for spoken in exchange.said)), "")

    setup: SeesSetup | None = None  # for its keeper's page

    @property
    def secure(self) -> bool:
        """Whether people reach it by https, so that cookies may insist on it."""
        return (self.origin or "").startswith("https://")


def house(request: HTTPConnection) -> House:
    """Return the house a request came to."""
    return cast("House", request.app.state.house)


def turns(request: HTTPConnection) -> Turns:
    """Return the turns under way in this process."""
    return cast("Turns", request.app.state.turns)
