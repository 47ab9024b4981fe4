"""Leaving with everything: each table's rows as their owner may take them along, opened, in plain values."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select

from holdspace.domain.errors import SealBroken
from holdspace.vault.leaves import read, shown
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, unseal
from holdspace.vault.second import since_in
from holdspace.vault.tables import (
    disclosure,
    entry,
    key_wrap,
    link,
    offer,
    passkey,
    person,
    second_factor,
    share,
    share_key,
    sign_in,
    visit,
)
from holdspace.vault.vault import Vault

Rows = list[dict[str, Any]]
SCHEMA = 1  # of what an export looks like


def export(vault: Vault, keys: ClientKeys) -> dict[str, Any]:
    """Return all that is kept of a person, table by table, as JSON can hold it.

    Keys and wraps stay behind: they open nothing elsewhere. A row that does not open any more is there as
    `{"id": …, "broken": true}`, so that nothing is left out in silence.
    """
    with vault.database.reading() as connection:
        tables = {name: rows(connection, keys) for name, rows in EXPORTS.items()}
    return {"schema": SCHEMA, **tables}


def _people(connection: Connection, keys: ClientKeys) -> Rows:
    """Export who they are here."""
    shows = (person.c.id, person.c.name, person.c.role, person.c.made_on, person.c.expires_at)
    return [_plain(dict(row)) for row in _rows(connection, person, keys, shows)]


def _key_wraps(connection: Connection, keys: ClientKeys) -> Rows:
    """Export what opens their record, by kind."""
    return [_plain(dict(row)) for row in _rows(connection, key_wrap, keys, (key_wrap.c.kind,))]


def _passkeys(connection: Connection, keys: ClientKeys) -> Rows:
    """Export their passkeys, by what they call them."""
    return _opened(connection, passkey, keys, (passkey.c.count,))


def _second_factors(connection: Connection, keys: ClientKeys) -> Rows:
    """Export since when codes are asked for; what makes them is a key, and stays behind."""
    rows = _rows(connection, second_factor, keys, (second_factor.c.id,))
    day = since_in(connection, keys)
    says = {"since": day.isoformat()} if day else {"broken": True}
    return [dict(row) | says for row in rows]


def _sign_ins(connection: Connection, keys: ClientKeys) -> Rows:
    """Export where they are signed in."""
    return _opened(connection, sign_in, keys, (sign_in.c.opened_at, sign_in.c.seen_at))


def _visits(connection: Connection, keys: ClientKeys) -> Rows:
    """Export when they were here."""
    return _opened(connection, visit, keys, ())


def _entries(connection: Connection, keys: ClientKeys) -> Rows:
    """Export everything that was said and understood."""
    return _opened(connection, entry, keys, (entry.c.visit, entry.c.number))


def _links(connection: Connection, keys: ClientKeys) -> Rows:
    """Export whom they are linked with; the keys of it open nothing elsewhere, and stay behind."""
    return [_without_keys(row) for row in _opened(connection, link, keys, (link.c.state,))]


def _offers(connection: Connection, keys: ClientKeys) -> Rows:
    """Export the offers they made; the code of one is a key, and stays behind."""
    return [_without_keys(row) for row in _opened(connection, offer, keys, (offer.c.ends_at,))]


def _shares(connection: Connection, keys: ClientKeys) -> Rows:
    """Export what they showed."""
    return _opened(connection, share, keys, (share.c.ends_at,))


def _share_keys(connection: Connection, keys: ClientKeys) -> Rows:
    """Export which shares of others they may open; what those hold is whoever's who showed it."""
    return [dict(row) for row in _rows(connection, share_key, keys, (share_key.c.share,))]


def _disclosures(connection: Connection, keys: ClientKeys) -> Rows:
    """Export the log of what was opened."""
    return _opened(connection, disclosure, keys, ())


# Who adds a table adds its export here and its place in `SHREDDED`; a test holds both against the tables there are.
EXPORTS: Mapping[str, Callable[[Connection, ClientKeys], Rows]] = {
    "person": _people,
    "key_wrap": _key_wraps,
    "passkey": _passkeys,
    "second_factor": _second_factors,
    "sign_in": _sign_ins,
    "visit": _visits,
    "entry": _entries,
    "link": _links,
    "offer": _offers,
    "share": _shares,
    "share_key": _share_keys,
    "disclosure": _disclosures,
}
_KEYS = ("public", "common", "code")


def _rows(
    connection: Connection, table: Table, keys: ClientKeys, columns: tuple[Column[Any], ...]
) -> list[RowMapping]:
    """Return some columns of a person's rows."""
    owner = table.c.id if table is person else table.c.person
    return list(connection.execute(select(*columns).where(owner == keys.client)).mappings())


def _opened(
    connection: Connection, table: Table, keys: ClientKeys, beside: tuple[Column[Any], ...]
) -> Rows:
    """Return a person's sealed rows, opened, with what stands beside the envelope."""
    names = [column.name for column in (table.c.id, *beside)]
    rows = _rows(connection, table, keys, (table.c.id, *beside, table.c.wrap, table.c.envelope))
    return [_plain({name: row[name] for name in names}) | _shown(table, row, keys) for row in rows]


def _without_keys(row: dict[str, Any]) -> dict[str, Any]:
    """Return an opened row without what is a key."""
    holds = {name: value for name, value in row.get("holds", {}).items() if name not in _KEYS}
    return row | {"holds": holds} if "holds" in row else row


def _shown(table: Table, row: RowMapping, keys: ClientKeys) -> dict[str, Any]:
    """Return what lies in a row's envelope, or that it is broken."""
    slot = Slot(table.name, row["id"], keys.client)
    try:
        return shown(read(unseal(Sealed(row["wrap"], row["envelope"]), slot, keys)))
    except SealBroken:
        return {"broken": True}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as JSON can hold it: dates in ISO 8601."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }
