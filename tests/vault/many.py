"""Two hundred clients and twenty therapists in one record, whose keys a test holds, made once and copied."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import Table, event, insert, select

from holdspace.domain.errors import SealBroken
from holdspace.domain.people import Role
from holdspace.vault.database import open_database
from holdspace.vault.sealing import ClientKeys, Slot, open_body, unwrap_item_key
from holdspace.vault.tables import metadata, person
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemDice

CLIENTS, THERAPISTS = 200, 20
DAY_ONE = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass
class Days:
    """A clock that goes by whole days."""

    time: datetime = DAY_ONE

    def now(self) -> datetime:
        return self.time

    def wait(self, days: int) -> None:
        self.time += timedelta(days=days)

    @property
    def today(self) -> date:
        return self.time.date()


@dataclass
class Many:
    """Everybody, with their keys."""

    clients: list[ClientKeys] = field(default_factory=list)
    therapists: list[ClientKeys] = field(default_factory=list)


def make(folder: Path) -> Many:
    """Write a record with everybody in it, whose doors need no passphrase here."""
    many = Many(
        [_keys(f"client-{n}") for n in range(CLIENTS)],
        [_keys(f"therapist-{n}") for n in range(THERAPISTS)],
    )
    database = open_database(f"sqlite:///{folder}/holdspace.db")
    with database.writing() as connection:
        for role, everybody in (
            (Role.CLIENT, many.clients),
            (Role.THERAPIST, many.therapists),
        ):
            rows = [_row(keys, role) for keys in everybody]
            connection.execute(insert(person), rows)
    database.tidy()
    database.close()
    return many


def copied(folder: Path, into: Path, clock: Days) -> Vault:
    """Open a copy of that record."""
    into.mkdir(mode=0o700, exist_ok=True)
    shutil.copyfile(folder / "holdspace.db", into / "holdspace.db")
    return open_vault(f"sqlite:///{into}/holdspace.db", into, clock, SystemDice())


@dataclass
class Statements:
    """How many statements a database was asked since the last look, and how each begins."""

    asked: list[str] = field(default_factory=list)

    def of(self, vault: Vault) -> "Statements":
        """Count from now on."""
        event.listen(vault.database.engine, "before_cursor_execute", self._note)
        return self

    def take(self) -> tuple[str, ...]:
        """Return what was asked, and begin anew."""
        asked, self.asked = tuple(self.asked), []
        return asked

    def _note(self, *told: Any) -> None:
        self.asked.append(" ".join(str(told[2]).split()))


def opened_with(vault: Vault, keys: ClientKeys) -> set[bytes]:
    """Return every body in the whole record that somebody's key opens, by whatever wrap and whatever slot there is."""
    with vault.database.reading() as connection:
        rows = {
            table: connection.execute(select(table)).mappings().all()
            for table in metadata.sorted_tables
        }
    wraps = [
        (Slot(table.name, row["id"], row["person"]), row["wrap"])
        for table, found in rows.items()
        for row in found
        if "wrap" in row
    ]
    item_keys = [key for slot, wrap in wraps for key in _tried(unwrap_item_key, wrap, slot, keys)]
    bodies = [
        body for table, found in rows.items() for row in found for body in _sealed(table, row)
    ]
    return {
        opened for slot, body in bodies for key in item_keys for opened in _opened(body, slot, key)
    }


def _sealed(table: Table, row: Any) -> list[tuple[Slot, bytes]]:
    """Return every sealed body of a row with the slot it may be bound to."""
    if "person" not in row:
        return []
    slot = Slot(table.name, row["id"], row["person"])
    names = ("envelope", "between", "offered", "answer")
    return [(slot, row[name]) for name in names if row.get(name)]


def _tried(how: Any, wrap: bytes, slot: Slot, keys: ClientKeys) -> list[bytes]:
    try:
        return [how(wrap, slot, keys.private)]
    except SealBroken:
        return []


def _opened(body: bytes, slot: Slot, key: bytes) -> list[bytes]:
    try:
        return [open_body(body, slot, key)]
    except SealBroken:
        return []


def _keys(who: str) -> ClientKeys:
    return ClientKeys(who, X25519PrivateKey.generate())


def _row(keys: ClientKeys, role: Role) -> dict[str, Any]:
    return {
        "id": keys.client,
        "name": keys.client,
        "folded": keys.client,
        "role": role,
        "public_key": keys.public,
        "made_on": DAY_ONE.date(),
    }
