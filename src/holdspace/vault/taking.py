"""From guest to kept: what somebody takes over from a guest's visit, written in the transaction that makes them."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from holdspace.domain.care import Care
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import Known
from holdspace.domain.talk import Memory
from holdspace.ports import Version, VisitPage
from holdspace.vault import entries, loose
from holdspace.vault.entries import OPEN, Entry
from holdspace.vault.leaves import About, KeptTurn, KnownWord, OpenVisit, Standing, Summary
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Taken:
    """What a guest asked to keep of a visit: all of it, only what was heard, or an empty place."""

    page: VisitPage
    memory: Memory
    versions: tuple[Version, ...] = ()
    summary: tuple[Private, ...] = ()
    ended: bool = False  # they said goodbye before: it is kept as an earlier visit
    known: tuple[Known, ...] = ()  # whom and what they asked to have known next time
    asked: bool = False  # they were asked about these


def take_over(connection: Connection, vault: Vault, keys: ClientKeys, taken: Taken) -> None:
    """Seal a guest's visit under its own id, open to be gone on with, or ended."""
    if taken.page.exchanges or taken.summary or not taken.ended:
        _add_visit(connection, vault, keys, taken)
    if taken.versions:
        plans = loose.plans_with(connection, keys, taken.versions)
        loose.put(connection, keys, vault.dice.id(), plans)
    for known in taken.known:
        word = KnownWord(known, vault.clock.now().date())
        entries.add(connection, keys, Entry(vault.dice.id(), word))
    memory = replace(
        taken.memory, known=taken.known, care=Care()
    )  # which lies in a leaf of its own
    held = OpenVisit(memory, vault.clock.now())
    if taken.ended:
        stand(connection, vault, keys, held)
    else:
        made = Entry(vault.dice.id(), held, taken.page.visit, OPEN)
        entries.add(connection, keys, made)


def _add_visit(connection: Connection, vault: Vault, keys: ClientKeys, taken: Taken) -> None:
    """Seal the visit with its turns, or with what was heard in it."""
    visit, now, dice = taken.page.visit, vault.clock.now(), vault.dice
    about = About(now, now if taken.ended else None, asked=taken.asked)
    entries.add_visit(connection, keys, visit, about)
    for exchange in taken.page.exchanges:
        kept = Entry(dice.id(), KeptTurn(exchange), visit, exchange.number)
        entries.add(connection, keys, kept)
    if taken.summary:
        entries.add(connection, keys, Entry(dice.id(), Summary(taken.summary), visit))


def stand(connection: Connection, vault: Vault, keys: ClientKeys, ended: OpenVisit) -> None:
    """Write what outlives a visit: manner, what to leave alone, and one bit and a day for the check-in."""
    before = loose.standing(connection, keys)
    owed = ended.memory.risk.check_in_owed
    after = replace(
        before,
        manner=ended.memory.manner,
        not_now=ended.memory.not_now,
        mend=ended.memory.mend,
        check_in_since=ended.seen_at.date() if owed else None,
    )
    loose.put(connection, keys, vault.dice.id(), after)


def held_or_new(standing: Standing, known: tuple[Known, ...] = ()) -> Memory:
    """Return what a new visit begins with: how they asked to be met, what to leave alone and to know, if a check-in is owed."""
    begun = Memory(
        manner=standing.manner, not_now=standing.not_now, known=known, mend=standing.mend
    )
    owed = standing.check_in_since is not None
    return replace(begun, risk=replace(begun.risk, check_in_owed=owed))
