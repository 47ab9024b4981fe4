"""The plain log: each opening of a share is written into the client's own record before anything is shown.

A line's id is a digest made with the share's key, so that the same day is written once, and nobody without that key can tell
from the rows what was opened or when.
"""

import hmac
from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, insert, select

from holdspace.domain.errors import NothingHere
from holdspace.domain.shared import Disclosure
from holdspace.vault.leaves import written
from holdspace.vault.sealing import Slot, framed, seal
from holdspace.vault.shares import Received
from holdspace.vault.tables import disclosure, person

_FIRST = b"first"


def disclose(connection: Connection, found: Received, today: date) -> None:
    """Write that a share was opened today, unless it is written already. Raises NothingHere where the client is gone."""
    theirs = select(person.c.public_key).where(person.c.id == found.giver)
    public = connection.scalar(theirs.with_for_update())  # one opening after another
    if public is None:
        raise NothingHere
    first, again = _row_of(found, _FIRST), _row_of(found, today.isoformat().encode())
    written_before = select(disclosure.c.id).where(disclosure.c.id.in_((first, again)))
    there = set(connection.scalars(written_before))
    if again in there:
        return
    line = Disclosure(found.id, found.shared.sort, found.shared.on, found.shared.to, today)
    for row in {first, again} - there:
        sealed = seal(written(line), Slot(disclosure.name, row, found.giver), public)
        values = {"id": row, "person": found.giver}
        connection.execute(
            insert(disclosure).values(**values, wrap=sealed.wrap, envelope=sealed.envelope)
        )


def opened_before(connection: Connection, found: Iterable[Received]) -> frozenset[str]:
    """Return which of some shares were opened at some time."""
    rows = {_row_of(each, _FIRST): each.id for each in found}
    theirs = select(disclosure.c.id).where(disclosure.c.id.in_(rows))
    return frozenset(rows[row] for row in connection.scalars(theirs))


def _row_of(found: Received, what: bytes) -> str:
    """Return the id of a line of the log."""
    return hmac.new(found.item_key, framed(b"holdspace opened", what), sha256).hexdigest()
