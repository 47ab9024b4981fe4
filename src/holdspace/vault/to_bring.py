"""Things to bring, sealed: one leaf that only its own page opens; what is taken off it stays off, in backups too."""

from collections.abc import Callable

from sqlalchemy import Connection

from holdspace.domain.errors import VisitFull
from holdspace.domain.to_bring import ToBring
from holdspace.vault import entries
from holdspace.vault.guest import MOST_TO_BRING_BYTES
from holdspace.vault.journey import keep_places, of_kind
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnToBring:
    """One person's page, with their keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys

    def kept(self) -> ToBring:
        """Return all of it; empty where there is nothing."""
        with self._vault.database.reading() as connection:
            return self._held(connection)[1]

    def change(self, how: Callable[[ToBring], ToBring]) -> ToBring:
        """Change it as a function says, and seal it. Raises VisitFull where its words are too many.

        Where words go, so does their row, and what stays is sealed into another: no old backup brings them back.
        """
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            rows, before = self._held(connection)
            after = how(before)
            if after.size > max(MOST_TO_BRING_BYTES, before.size):
                raise VisitFull
            if after == before and len(rows) <= 1:
                return after
            stays = len(rows) == 1 and set(before.words) <= set(after.words)
            gone = () if stays else rows
            if stays:
                entries.rewrite(connection, self._keys, rows[0], after)
            else:
                self._anew(connection, gone, after)
        if gone:
            self._vault.tombstones.add(*gone)
            self._vault.database.tidy()
        return after

    def put_beside(self, connection: Connection, brought: ToBring) -> None:
        """Put a page that comes from elsewhere beside what is here; where both are too much together, what is here stays alone."""
        rows, here = self._held(connection)
        both = here.beside(brought)
        if both.size <= MOST_TO_BRING_BYTES and both != here:
            self._anew(connection, rows, both)

    def _anew(self, connection: Connection, rows: tuple[str, ...], after: ToBring) -> None:
        """Seal it into a row of its own, in place of those before."""
        for row in rows:
            entries.remove(connection, self._keys, row)
        if after:
            made = entries.beside(after, self._vault.dice.id())
            entries.add(connection, self._keys, made)
        keep_places(connection, self._vault, self._keys)

    def _held(self, connection: Connection) -> tuple[tuple[str, ...], ToBring]:
        """Return it with the rows it lies in: one, unless two were written at once."""
        found = of_kind(entries.aside(connection, self._keys).opened, ToBring)
        whole = ToBring()
        for _, leaf in found:
            whole = whole.beside(leaf)
        return tuple(row for row, _ in found), whole
