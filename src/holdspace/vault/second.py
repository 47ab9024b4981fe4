"""The second step of whoever's door asks for one: a code of the moment or a passkey, beside the passphrase.

What makes the codes is sealed under the person's own key. So it can be looked at only once a passphrase has opened that,
and a copy of the database gives no code away. It is no leaf: a leaf may go along in a file, and this never does.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from holdspace.domain.errors import SealBroken
from holdspace.domain.people import Private
from holdspace.domain.refusals import CodeNotTaken, LastStep
from holdspace.ports.opening import Steps
from holdspace.vault.codes import secret_of, step_of
from holdspace.vault.entries import expect_current
from holdspace.vault.sealing import ClientKeys, Sealed, Slot, seal, unseal
from holdspace.vault.tables import passkey, second_factor
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class _Code:
    """What makes somebody's codes, the day it was set up, and the last step of time whose code was taken."""

    secret: str = field(repr=False)
    since: str
    used: int


def is_asked(vault: Vault, keys: ClientKeys) -> bool:
    """Whether somebody's door asks for a second step."""
    role = vault.role_of(keys.client)
    return role is not None and role.asks_second


def steps(vault: Vault, keys: ClientKeys) -> Steps:
    """Return which second steps somebody has set up."""
    with vault.database.reading() as connection:
        return _steps(connection, keys)


def since(vault: Vault, keys: ClientKeys) -> date | None:
    """Return the day since which codes are asked for; None where there are none, or where they cannot be opened."""
    with vault.database.reading() as connection:
        return since_in(connection, keys)


def since_in(connection: Connection, keys: ClientKeys) -> date | None:
    """Return the same, in a transaction that is open."""
    try:
        return date.fromisoformat(_read(connection, keys)[1].since)
    except CodeNotTaken:
        return None


def set_code(vault: Vault, keys: ClientKeys, letters: Private, typed: Private) -> None:
    """Ask for codes of a secret from now on, once a code of it was typed; one from before opens nothing more.

    Raises CodeNotTaken, and NothingHere where the person is gone.
    """
    now = vault.clock.now()
    step = step_of(secret_of(letters), typed, now)
    row = vault.dice.id()
    sealed = _sealed(keys, row, _Code(letters.text.upper(), now.date().isoformat(), step))
    with vault.database.writing() as connection:
        expect_current(connection, keys)
        _let_go(connection, vault, keys)
        made = {"id": row, "person": keys.client, "wrap": sealed.wrap, "envelope": sealed.envelope}
        connection.execute(insert(second_factor).values(made))
    vault.database.tidy()


def use_code(vault: Vault, keys: ClientKeys, typed: Private) -> None:
    """Take a code, which then is used up. Raises CodeNotTaken alike for a wrong one, a used one, and where there is none."""
    with vault.database.writing() as connection:
        row, code = _read(connection, keys, writes=True)
        secret = secret_of(Private(code.secret))
        step = step_of(secret, typed, vault.clock.now(), after=code.used)
        sealed = _sealed(keys, row, replace(code, used=step))
        theirs = update(second_factor).where(second_factor.c.id == row)
        connection.execute(theirs.values(wrap=sealed.wrap, envelope=sealed.envelope))


def let_code_go(vault: Vault, keys: ClientKeys) -> None:
    """Ask for codes no more. Raises LastStep where no passkey would be left."""
    with vault.database.writing() as connection:
        if not _steps(connection, keys).passkeys:
            raise LastStep
        _let_go(connection, vault, keys)
    vault.database.tidy()


def expect_another(vault: Vault, keys: ClientKeys, without: str) -> None:
    """Make sure that a second step is left without one passkey, where the door asks for one. Raises LastStep."""
    theirs = select(passkey.c.id).where(passkey.c.person == keys.client)
    with vault.database.reading() as connection:
        rows, has_code = set(connection.scalars(theirs)), _steps(connection, keys).code
    if without in rows and rows == {without} and not has_code and is_asked(vault, keys):
        raise LastStep


def set_anew(vault: Vault, keys: ClientKeys) -> None:
    """Let every second step go, for it is lost; the next one is set up before anything opens."""
    theirs = select(passkey.c.id).where(passkey.c.person == keys.client)
    with vault.database.writing() as connection:
        if gone := tuple(connection.scalars(theirs)):
            vault.tombstones.add(*gone)
        connection.execute(delete(passkey).where(passkey.c.person == keys.client))
        _let_go(connection, vault, keys)
    vault.database.tidy()


def _steps(connection: Connection, keys: ClientKeys) -> Steps:
    """Return which steps there are; a code that does not open any more is still asked for."""
    theirs = select(passkey.c.credential).where(passkey.c.person == keys.client)
    coded = select(second_factor.c.id).where(second_factor.c.person == keys.client)
    credentials = tuple(connection.scalars(theirs))
    return Steps(connection.scalar(coded) is not None, credentials)


def _read(connection: Connection, keys: ClientKeys, *, writes: bool = False) -> tuple[str, _Code]:
    """Open what makes somebody's codes; `writes` holds the row until the transaction ends. Raises CodeNotTaken."""
    theirs = select(second_factor).where(second_factor.c.person == keys.client)
    row = connection.execute(theirs.with_for_update() if writes else theirs).mappings().first()
    if row is None:
        raise CodeNotTaken
    slot = Slot(second_factor.name, row["id"], keys.client)
    try:
        return row["id"], _Code(
            **json.loads(unseal(Sealed(row["wrap"], row["envelope"]), slot, keys))
        )
    except SealBroken:
        raise CodeNotTaken from None


def _sealed(keys: ClientKeys, row: str, code: _Code) -> Sealed:
    """Seal what makes somebody's codes."""
    body = json.dumps(asdict(code)).encode()
    return seal(body, Slot(second_factor.name, row, keys.client), keys.public)


def _let_go(connection: Connection, vault: Vault, keys: ClientKeys) -> None:
    """Remove what makes somebody's codes, so that no backup brings it back."""
    theirs = second_factor.c.person == keys.client
    if gone := tuple(connection.scalars(select(second_factor.c.id).where(theirs))):
        vault.tombstones.add(*gone)
        connection.execute(delete(second_factor).where(theirs))
