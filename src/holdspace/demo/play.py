"""Plays Wren's sixteen weeks through the real house: both its doors, its engine, its sealed record, a clock that is moved and seeded dice."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import httpx
from starlette.applications import Starlette

from holdspace.app import Engine, build_engine, build_members, build_web
from holdspace.config import Settings
from holdspace.demo.acts import PlayedClock, Sitting, do
from holdspace.demo.book import Book, Entry, HeldBack, Leaf, Turned
from holdspace.demo.fixture import Lived, Who, desk, visits, who
from holdspace.demo.her_desk import HerDesk, facing, sit
from holdspace.demo.margin import held_back
from holdspace.demo.margin.noticed import not_shown
from holdspace.demo.overhearing import Ear, Overheard
from holdspace.domain.people import Role
from holdspace.vault.invitations import invite
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers
from holdspace.work.local import SeededDice

_BASE = "http://localhost"
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """The house she lives in, with what stands in for chance and time."""

    who: Who
    settings: Settings
    engine: Engine
    members: KeptMembers
    clock: PlayedClock
    dice: SeededDice
    desk: HerDesk

    def not_shown(self, cookie: str) -> tuple[HeldBack, ...]:
        """Return what could be noticed in her entries and is not shown."""
        entered = self.members.enter(cookie)
        return not_shown(entered.member) if entered and entered.member else ()

    def door(self, ear: Ear) -> Starlette:
        """Return the front door as it opens for one visit: as after a restart, with what is kept still there."""
        app = build_web(self.settings, self.engine, self.members)
        app.state.house = replace(app.state.house, turn=ear.take)
        return app


def stage(folder: Path, seed: str = "wren") -> Stage:
    """Put a house together in a folder of its own. Raises what opening a record does."""
    told, lived = who(), visits()
    clock, dice = PlayedClock(lived[0].moment), SeededDice(seed)
    settings = Settings(home=folder, country=told.country)
    engine = build_engine(dice, clock=clock)
    engine.read_data()
    engine.load_models()
    members = build_members(settings, engine, FLOOR)
    if members is None:
        raise TypeError
    both_doors = partial(build_web, settings, engine, members)
    hers = HerDesk(desk(), clock, both_doors, partial(invite, members.vault, Role.THERAPIST))
    return Stage(told, settings, engine, members, clock, dice, hers)


def close(stage: Stage) -> None:
    """Let go of the record; its folder may be removed then."""
    stage.members.accounts.vault.close()


async def play(stage: Stage, lived: tuple[Lived, ...] = (), tell: Tell | None = None) -> Book:
    """Live through her visits one after another; return the book of them."""
    lived = lived or visits()
    leaves: list[Leaf] = []
    hers = deque(stage.desk.account.sittings)
    for visit in lived:
        while hers and hers[0].moment < visit.moment:
            await sit(stage.desk, hers.popleft())
        before = leaves[-1].at if leaves else visit.at
        leaf = await _live(stage, visit, (visit.at.date() - before.date()).days)
        leaves.append(leaf)
        if tell:
            tell(visit.number, len(lived))
    letters = [act.of.strip() for visit in lived for act in visit.acts if act.kind == "letter"]
    last = tuple(letters[-1].split("\n\n")) if letters else lived[-1].lines[-1:]
    faced = await facing(stage.desk, stage.who.begins, lived[-1].at.date())
    return Book(tuple(leaves), lived[0].lines, last, faced, tuple(stage.desk.pages))


async def _live(stage: Stage, visit: Lived, days_since: int) -> Leaf:
    """Live through one visit."""
    stage.clock.at = visit.moment
    ear = Ear()
    app = stage.door(ear)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=_BASE) as browser,
    ):
        sitting = Sitting(
            stage.who,
            browser,
            stage.clock,
            ear,
            stage.not_shown,
            card=lambda: stage.desk.card,
            comes_back=visit.number > 1,
        )
        for act in visit.acts:
            await do(sitting, act)
    entries = tuple(_entries(sitting, stage, days_since))
    return Leaf(visit.number, visit.week, visit.at, days_since, entries, tuple(sitting.pages))


def _entries(sitting: Sitting, stage: Stage, days_since: int) -> Iterator[Entry]:
    """Yield what came of a visit in order; what stands beside one turn is not said again beside the next."""
    beside: tuple[HeldBack, ...] = ()
    for entry in sitting.entries:
        if not isinstance(entry, int):
            yield entry
            continue
        turned = _turned(sitting.ear.turns[entry], stage, 0 if entry else days_since)
        new = tuple(each for each in turned.held_back if each not in beside)
        beside = turned.held_back
        yield replace(turned, held_back=new)


def _turned(overheard: Overheard, stage: Stage, days_since: int) -> Turned:
    """Return one exchange as the book shows it."""
    turn, heard = overheard.turn, overheard.heard
    if turn is None:
        raise TypeError
    return Turned(
        at=heard.at.astimezone(stage.who.zone),
        words=heard.words.text,
        tap=heard.tap,
        said=turn.said,
        because=turn.plan.because,
        tier=turn.tier,
        lanes=turn.lanes,
        latched=overheard.after.risk.tier,
        held_back=held_back(overheard, days_since),
    )
