"""How visits were: left sealed at a goodbye, when nobody is signed in any more, and taken up when the next visit begins."""

from collections.abc import Iterable
from dataclasses import fields, replace

from sqlalchemy import Connection

from holdspace.domain.visit_checks import Checked, Checks
from holdspace.journey.measures.visit_check import VisitCheck, to_repair
from holdspace.vault import entries, loose
from holdspace.vault.entries import ASIDE, Entry
from holdspace.vault.leaves import Standing
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault

_NAMES = tuple(each.name for each in fields(VisitCheck))


def take_up(connection: Connection, vault: Vault, keys: ClientKeys) -> Standing:
    """Return what outlives visits as the next one begins with it: with what is to be mended, where answers were left since.

    The answers then lie with the earlier ones, out of the way of every other page.
    """
    standing = loose.standing(connection, keys)
    found = entries.loose(connection, keys).opened
    waiting = [(each.id, each.leaf) for each in found if isinstance(each.leaf, Checked)]
    if not waiting:
        return standing
    rows = [
        each for each in entries.aside(connection, keys).opened if isinstance(each.leaf, Checks)
    ]
    earlier = checks_among(rows).all
    checks = Checks(earlier).with_more(tuple(leaf for _, leaf in waiting))
    _put(connection, vault, keys, checks)
    gone = (*(each.id for each in rows), *(row for row, _ in waiting))
    vault.tombstones.add(*gone)  # sent once more, an answer is not there again
    for row in gone:
        entries.remove(connection, keys, row)
    latest = checks.all[-1]
    mended = replace(standing, mend=_to_mend(standing, latest, checks.all[-2:-1]))
    loose.put(connection, keys, vault.dice.id(), mended)
    return mended


def checks_among(found: Iterable[Entry]) -> Checks:
    """Return all that was said of visits, among opened rows."""
    checks = Checks()
    for each in found:
        if isinstance(each.leaf, Checks):
            checks = checks.with_more(each.leaf.all)
        elif isinstance(each.leaf, Checked):
            checks = checks.with_more((each.leaf,))
    return checks


def remove_waiting(vault: Vault, keys: ClientKeys) -> None:
    """Remove answers that wait for the next visit, for good."""
    with vault.database.reading() as connection:
        found = entries.loose(connection, keys).opened
    rows = [each.id for each in found if isinstance(each.leaf, Checked)]
    if not rows:
        return
    vault.tombstones.add(*rows)
    with vault.database.writing() as connection:
        for row in rows:
            entries.remove(connection, keys, row)
    vault.database.tidy()


def _put(connection: Connection, vault: Vault, keys: ClientKeys, checks: Checks) -> None:
    """Seal all of it into a row of its own."""
    entries.add(connection, keys, Entry(vault.dice.id(), checks, number=ASIDE))


def _to_mend(standing: Standing, latest: Checked, before: tuple[Checked, ...]) -> tuple[str, ...]:
    """Return what the next visit begins with owning: by the latest answers, and what was owed before where they left it out."""
    missing = set(to_repair(_check(latest), _check(before[0]) if before else None))
    missing.update(name for name in standing.mend if getattr(latest, name) is None)
    return tuple(name for name in _NAMES if name in missing)


def _check(checked: Checked) -> VisitCheck:
    """Return answers as they are reckoned with."""
    return VisitCheck(heard=checked.heard, pace=checked.pace, useful=checked.useful)
