"""What the pages of the desk cost with a caseload of 200: the list, one person, and Reflect, opened, drawn and sent, in one process.

Everybody on the list has 25 notes, 3 scores and 2 psychotherapy notes; the list opens none of them.
"""

from datetime import timedelta
from decimal import Decimal

import anyio
import httpx

from bench.asking import asked, house_with_a_record
from bench.messages import messages
from holdspace.app import build_engine, build_web
from holdspace.domain.caseload import ApartNote, PaperClient, SessionNote, Shape, TypedScore
from holdspace.domain.people import Private, Role
from holdspace.vault import entries
from holdspace.vault.entries import CASE, OF_A_CASE, Entry
from holdspace.vault.leaves import Case, Leaf
from holdspace.vault.members import KeptMembers
from holdspace.vault.sealing import ClientKeys

CASES, NOTES, SCORES, APART = 200, 25, 3, 2
AIM_MS, AIM_KB = 200, 40
_PASSPHRASE = Private("a quiet river in autumn")


def main() -> None:
    """Print what each page takes and weighs."""
    anyio.run(_pages)


async def _pages() -> None:
    """Ask for each page as a therapist with a full caseload."""
    with house_with_a_record() as (settings, members):
        keys = members.accounts.make(Private("Amara"), _PASSPHRASE, role=Role.THERAPIST)
        one, *_ = [_fill(members, keys, number) for number in range(CASES)]
        app = build_web(settings, build_engine(), members)
        app.state.turns = None
        cookie = members.sign_ins.open(keys, Private("bench"))
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            client.cookies.set("holdspace-desk", cookie)
            for path in ("/desk/people", f"/desk/people/{one}", f"/desk/people/{one}/apart", "/desk/reflect"):  # fmt: skip
                await _ask(client, path)
        print(f"  ({CASES} people, each with {NOTES} notes, {SCORES} scores and {APART} kept apart; aim <= {AIM_MS} ms, <= {AIM_KB} KB gz)")  # fmt: skip


async def _ask(client: httpx.AsyncClient, path: str) -> None:
    """Ask for a page some times, and print the median."""
    took = await asked(client, path)
    fits = took.spent <= AIM_MS and took.weight <= AIM_KB
    shown = "/".join("{id}" if len(part) > 20 else part for part in path.split("/"))  # noqa: PLR2004  ids are longer
    print(f"  {shown:26} {took}{'' if fits else '  < over'}")


def _fill(members: KeptMembers, keys: ClientKeys, number: int) -> str:
    """Put somebody on the list, with notes and scores; return their row."""
    vault, lines = members.accounts.vault, messages()
    now = vault.clock.now()
    said = [Private(lines[(number + at) % len(lines)]) for at in range(NOTES)]
    days = [(now - timedelta(days=7 * at)).date() for at in range(NOTES)]
    notes: list[Leaf] = [SessionNote(on, Shape.SOAP, (words,) * 4, now) for on, words in zip(days, said, strict=True)]  # fmt: skip
    notes += [TypedScore("phq-9", "1", days[at], Decimal(10 + at), now) for at in range(SCORES)]
    apart: list[Leaf] = [ApartNote(days[at], said[at], now) for at in range(APART)]
    rows = {vault.dice.id(): leaf for leaf in notes}
    rows_apart = {vault.dice.id(): leaf for leaf in apart}
    case, who = vault.dice.id(), PaperClient(Private(f"Label {number:03}"), now.date())
    made = [Entry(case, Case(who, tuple(rows), tuple(rows_apart)), None, CASE)]
    made += [Entry(row, leaf, None, OF_A_CASE) for row, leaf in (rows | rows_apart).items()]
    with vault.database.writing() as connection:
        entries.add_rows(connection, [], [entries.entry_row(keys, each) for each in made])
    return case


if __name__ == "__main__":
    main()
