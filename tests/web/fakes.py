"""Hand-made stand-ins for what the front door is given."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass, field, replace

import anyio

from holdspace.domain.care import Care
from holdspace.domain.errors import HouseFull
from holdspace.domain.language import Parse
from holdspace.domain.manner import Manner
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.domain.spoken_of import SpokenOf
from holdspace.domain.story import Held
from holdspace.domain.talk import (
    Find,
    Heard,
    Memory,
    Move,
    Perception,
    Said,
    Spoken,
    Tap,
    Thread,
    Told,
    Turn,
)
from holdspace.domain.to_bring import ToBring
from holdspace.ports import Exchange, Room, Version, VisitPage
from holdspace.web import House
from tests.fakes import FakeClock, FakeDice

_AS_USUAL = Manner()


class Nothing:
    """A grammar, senses, meaning, voice, record and lock that do nothing: the fake turn needs none."""

    async def parse(self, words: Private) -> Parse:
        return Parse()

    async def perceive(self, heard: Heard, parse: Parse) -> Perception:
        return Perception.unknown()

    async def closeness(self, words: Private) -> Mapping[str, float]:
        return {}

    async def find(self, find: Find, told: Told, said: Said) -> Spoken | None:
        return None

    async def thread(self, told: Told) -> Thread | None:
        return None

    async def spoken_of(self, told: Told) -> SpokenOf:
        return SpokenOf()

    async def held(self, told: Told) -> tuple[Held, ...]:
        return ()

    async def note(self, heard: Heard) -> None:
        return None

    async def recall(self, visit: VisitId) -> Memory:
        return Memory()

    async def keep(self, turn: Turn, memory: Memory) -> None:
        return None

    def hold(self, key: str) -> AbstractAsyncContextManager[None]:
        return nullcontext()


@dataclass
class FakeGuests:
    """Guests' visits in a dict, which the fake turn writes into."""

    waits = False
    places: int = 100
    ended: dict[str, VisitPage] = field(default_factory=dict)
    open_visits: dict[str, VisitPage] = field(default_factory=dict)
    kept: dict[VisitId, tuple[Version, ...]] = field(default_factory=dict)
    cared: dict[VisitId, Care] = field(default_factory=dict)
    brought: dict[VisitId, ToBring] = field(default_factory=dict)

    def open(self, manner: Manner = _AS_USUAL) -> tuple[str, VisitId]:
        if len(self.open_visits) >= self.places:
            raise HouseFull
        visit = VisitId(f"visit-{len(self.open_visits)}")
        self.open_visits[f"key-{visit}"] = VisitPage(visit, (), Tier.R0, manner)
        return f"key-{visit}", visit

    def meet(self, visit: VisitId, manner: Manner) -> None:
        self.put(replace(self.page(visit), manner=manner))

    def find(self, key: str) -> VisitId | None:
        page = self.open_visits.get(key)
        return page.visit if page else None

    def page(self, visit: VisitId) -> VisitPage:
        return next(page for page in self.open_visits.values() if page.visit == visit)

    def unsay(self, visit: VisitId, number: int) -> bool:
        page = self.page(visit)
        kept = tuple(
            replace(e, words=None, said=(), because="") if e.number == number else e
            for e in page.exchanges
        )
        self.put(replace(page, exchanges=kept))
        return kept != page.exchanges

    def plans(self, visit: VisitId) -> tuple[Version, ...]:
        return self.kept.get(visit, ())

    def keep_plan(self, visit: VisitId, safety_plan: SafetyPlan) -> None:
        before = self.plans(visit)
        if not before or before[0].safety_plan != safety_plan:
            self.kept[visit] = (Version(len(before) + 1, safety_plan), *before)

    def let_plan_go(self, visit: VisitId) -> None:
        self.kept.pop(visit, None)

    def care(self, visit: VisitId) -> Care:
        return self.cared.get(visit, Care())

    def change_care(self, visit: VisitId, how: Callable[[Care], Care]) -> Care:
        self.cared[visit] = how(self.care(visit))
        return self.cared[visit]

    def to_bring(self, visit: VisitId) -> ToBring:
        return self.brought.get(visit, ToBring())

    def change_to_bring(self, visit: VisitId, how: Callable[[ToBring], ToBring]) -> ToBring:
        self.brought[visit] = how(self.to_bring(visit))
        return self.brought[visit]

    def close(self, key: str) -> None:
        page = self.open_visits.pop(key, None) or self.ended.pop(key, None)
        if page:
            self.kept.pop(page.visit, None)
            self.cared.pop(page.visit, None)
            self.brought.pop(page.visit, None)

    def part(self, key: str) -> None:
        self.ended[key] = self.open_visits.pop(key)

    def parted(self, key: str) -> VisitId | None:
        page = self.ended.get(key)
        return page.visit if page else None

    def put(self, page: VisitPage) -> None:
        key = next(k for k, p in self.open_visits.items() if p.visit == page.visit)
        self.open_visits[key] = page


@dataclass
class FakeTurn:
    """Answers by what was said: hope for a fault, a wait, or a tier, by saying so."""

    guests: FakeGuests
    takes: int = 0
    heard: list[Heard] = field(default_factory=list)

    async def __call__(self, heard: Heard, room: Room) -> AsyncIterator[Spoken]:
        self.takes += 1
        self.heard.append(heard)
        tier = _tier(heard)
        said = _reply(heard, tier)
        for spoken in said:
            yield spoken
            if "wait for me" in heard.words.text:
                await anyio.sleep_forever()
            if "break" in heard.words.text:
                raise RuntimeError
        self._keep(heard, said, tier)

    def _keep(self, heard: Heard, said: tuple[Spoken, ...], tier: Tier) -> None:
        page = self.guests.page(heard.visit)
        exchange = Exchange(
            len(page.exchanges) + 1,
            heard.words,
            heard.tap,
            said,
            "You named being tired, so the reply stays with that.",
            tier,
        )
        self.guests.put(
            replace(
                page,
                exchanges=(*page.exchanges, exchange),
                tier=max(page.tier, tier),
                manner=replace(
                    page.manner,
                    slower=page.manner.slower != (heard.tap is Tap.SLOWER),
                    just_listen=page.manner.just_listen != (heard.tap is Tap.LISTEN),
                ),
                lanes=("A3",) if "lane A3" in heard.words.text else page.lanes,
            )
        )


def _tier(heard: Heard) -> Tier:
    if heard.tap is Tap.NOT_SAFE:
        return Tier.R4
    found = [tier for tier in Tier if f"tier {tier.name}" in heard.words.text]
    return found[0] if found else Tier.R0


def _reply(heard: Heard, tier: Tier) -> tuple[Spoken, ...]:
    if heard.tap is Tap.DONE:
        return (Spoken("Thank you for coming. Go gently.", Move.CLS),)
    if tier >= Tier.R2:
        return (
            Spoken("That sounds like such a dark place.", Move.SRF),
            Spoken("Are you having thoughts of ending your life?", Move.SAF),
        )
    return (
        Spoken(
            "You've been holding everything together since the move.", Move.SRF, "", ((12, 54),)
        ),
        Spoken("All of that, done where nobody looks.", Move.CRF, "effort-01"),
        Spoken("What has been the most tiring of it?", Move.OQ, "oq-01"),
    )


def make_house(guests: FakeGuests | None = None, **given: object) -> tuple[House, FakeTurn]:
    """Return a house of fakes, and the turn it takes."""
    here = guests or FakeGuests()
    turn = FakeTurn(here)
    nothing = Nothing()
    room = Room(nothing, nothing, nothing, nothing, nothing, nothing)
    made = House(room=room, guests=here, clock=FakeClock(), dice=FakeDice(), turn=turn)
    return replace(made, **given), turn  # type: ignore[arg-type]
