"""One-time links: by them therapists and the keeper come in, and clients too where a keeper closed the door."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from holdspace.domain.people import Role
from holdspace.domain.refusals import LinkEnded
from holdspace.vault.tables import invitation
from holdspace.vault.vault import Vault

LASTS = timedelta(days=7)
_TOKEN_BYTES = 16


def invite(vault: Vault, role: Role = Role.CLIENT) -> str:
    """Make a link for one person and return its token, 128 random bits; only their SHA-256 is kept."""
    token, now = token_urlsafe(_TOKEN_BYTES), vault.clock.now()
    row = {"id": _row_of(token), "role": role, "ends_at": now + LASTS}
    with vault.database.writing() as connection:
        connection.execute(delete(invitation).where(_is_over(now)))
        connection.execute(insert(invitation).values(row))
    return token


def role_of(vault: Vault, token: str) -> Role:
    """Return which door a link opens, without using it. Raises LinkEnded alike for one used, over, or never made."""
    with vault.database.reading() as connection:
        return _found(connection, token, vault.clock.now())


def use(connection: Connection, token: str, now: datetime) -> Role:
    """Use a link up, in the transaction that makes whoever came by it, so that both happen or neither. Raises LinkEnded."""
    role = _found(connection, token, now)
    used = connection.execute(delete(invitation).where(invitation.c.id == _row_of(token)))
    if used.rowcount == 0:  # somebody else was quicker
        raise LinkEnded
    return role


def _found(connection: Connection, token: str, now: datetime) -> Role:
    """Return the role of a link that is open. Raises LinkEnded."""
    wanted = select(invitation.c.role).where(invitation.c.id == _row_of(token), ~_is_over(now))
    role = connection.scalar(wanted)
    if role is None:
        raise LinkEnded
    return Role(role)


def _is_over(now: datetime) -> ColumnElement[bool]:
    """Whether a link's days are over, or lie further ahead than any link's: then a clock was set back."""
    return (invitation.c.ends_at <= now) | (invitation.c.ends_at > now + LASTS)


def _row_of(token: str) -> str:
    """Return the id of a row from which nobody can find the token."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
