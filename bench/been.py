"""What the page of how it's been costs: five years of days beside 2,000 visits, opened, drawn and sent, in one process.

Beside it stand the page of somebody who keeps nothing, and opening the same days where each has a row of its own.
"""

import time
from collections.abc import Iterator
from datetime import date, timedelta

import anyio
import httpx

from bench.asking import Took, asked, house_with_a_record
from bench.messages import messages
from holdspace.app import build_engine, build_web
from holdspace.domain.days import Day, Felt
from holdspace.domain.people import Private, VisitId
from holdspace.domain.risk import Tier
from holdspace.ports import Exchange
from holdspace.vault import entries
from holdspace.vault.days import mark_place, put_days
from holdspace.vault.entries import ASIDE, Entry
from holdspace.vault.leaves import About, KeptTurn, NotedDays
from holdspace.vault.members import KeptMembers
from holdspace.vault.sealing import ClientKeys

YEARS, VISITS, TURNS = 5, 2_000, 5
AIM_MS, AIM_KB = 150, 40
PATHS = ("/been", "/been/all", "/been/words", "/settings")
_PASSPHRASE = Private("a quiet river in autumn")


def main() -> None:
    """Print what each page takes and weighs."""
    anyio.run(_pages)


async def _pages() -> None:
    """Ask for each page as somebody who keeps much, and as somebody who keeps nothing."""
    with house_with_a_record() as (settings, members):
        much, nothing = _fill(members), members.accounts.make(Private("nothing"), _PASSPHRASE)
        app = build_web(settings, build_engine(), members)
        app.state.turns = None
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://localhost"
        ) as client:
            for path in PATHS:
                took = await _asked(client, members, much, path)
                empty = await _asked(client, members, nothing, path)
                fits = took.spent <= AIM_MS and took.weight <= AIM_KB
                print(f"  {path:12} {took}{'' if fits else '  < over'}")
                print(f"  {'':12} {empty}; where nothing is kept")
        _print_days(members, much)
        print(f"  ({YEARS} years of days, {VISITS} visits; aim <= {AIM_MS} ms of the processor, <= {AIM_KB} KB gz)")  # fmt: skip


async def _asked(
    client: httpx.AsyncClient, members: KeptMembers, keys: ClientKeys, path: str
) -> Took:
    """Ask for a page as somebody."""
    client.cookies.set("holdspace-in", members.sign_ins.open(keys, Private("bench")))
    return await asked(client, path)


def _fill(members: KeptMembers) -> ClientKeys:
    """Make somebody with years of days and many visits."""
    vault, keys = members.accounts.vault, members.accounts.make(Private("much"), _PASSPHRASE)
    now, lines = vault.clock.now(), messages()
    days = {day.on: day for day in _days(vault.clock.now().date().toordinal())}
    with vault.database.writing() as connection:
        put_days(connection, vault, keys, days)
        mark_place(connection, vault, keys)
    for begun in range(VISITS):
        visit, at = VisitId(vault.dice.id()), now - timedelta(hours=20 * begun + 2)
        said = [
            KeptTurn(Exchange(n, Private(lines[(begun + n) % len(lines)]), None, (), "", Tier.R0))
            for n in range(1, TURNS + 1)
        ]
        made = [Entry(vault.dice.id(), turn, visit, turn.exchange.number) for turn in said]
        with vault.database.writing() as connection:
            about = entries.visit_row(keys, visit, About(at, at))
            entries.add_rows(connection, [about], [entries.entry_row(keys, one) for one in made])
    return keys


def _days(today: int) -> Iterator[Day]:
    """Yield every day of five years, one in three with a note."""
    lines = messages()
    for ago in range(YEARS * 365):
        height = (ago * 7 + ago // 11) % 5
        words = lines[ago % len(lines)][:120] if ago % 3 == 0 else ""
        on = date.fromordinal(today - ago)
        yield Day(on, tuple(Felt)[height], note=Private(words))


def _print_days(members: KeptMembers, keys: ClientKeys) -> None:
    """Print how long opening all days takes by the month, and where each has a row of its own."""
    vault = members.accounts.vault
    by_month = _opening(members, keys)
    with vault.database.reading() as connection:
        held = [leaf.days for each in entries.aside(connection, keys).opened if isinstance(leaf := each.leaf, NotedDays)]  # fmt: skip
    other = members.accounts.make(Private("day by day"), _PASSPHRASE)
    single = [
        entries.entry_row(other, Entry(vault.dice.id(), NotedDays((day,)), None, ASIDE))
        for month in held
        for day in month
    ]
    with vault.database.writing() as connection:
        entries.add_rows(connection, [], single)
    by_day = _opening(members, other)
    print(f"  opening every day: {by_month:.0f} ms by the month, {by_day:.0f} ms were each a row of its own")  # fmt: skip


def _opening(members: KeptMembers, keys: ClientKeys) -> float:
    """Return the shortest of a few times in which all days open, in milliseconds."""
    took = []
    for _ in range(5):
        began = time.perf_counter()
        with members.accounts.vault.database.reading() as connection:
            entries.aside(connection, keys)
        took.append((time.perf_counter() - began) * 1000)
    return min(took)
