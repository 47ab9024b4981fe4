"""What makes it feel safe to somebody, sealed: one leaf that only its own page opens; words that go stay gone, in backups too."""

from collections.abc import Callable

from sqlalchemy import Connection

from holdspace.domain.errors import VisitFull
from holdspace.domain.feels_safe import FeelsSafe
from holdspace.vault import entries
from holdspace.vault.journey import keep_places, of_kind
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnFeelsSafe:
    """The SafePage of the ports, with one person's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._vault, self._keys = vault, keys

    def kept(self) -> FeelsSafe:
        """Return all of it; empty where nothing is written."""
        with self._vault.database.reading() as connection:
            return self._held(connection)[1]

    def change(self, how: Callable[[FeelsSafe], FeelsSafe]) -> FeelsSafe:
        """Change it as a function says, in a row of its own; the one before goes for good. Raises NothingHere and VisitFull."""
        with self._vault.database.writing() as connection:
            entries.expect_current(connection, self._keys, alone=True)
            rows, before = self._held(connection)
            after = how(before)
            if not after.fits:
                raise VisitFull
            if after == before and len(rows) <= 1:
                return after
            self._anew(connection, rows, after)
        if rows:
            self._vault.tombstones.add(*rows)
            self._vault.database.tidy()
        return after

    def put_beside(self, connection: Connection, brought: FeelsSafe) -> None:
        """Put what comes with a file beside what is here."""
        rows, here = self._held(connection)
        both = here.beside(brought)
        if both != here:
            self._anew(connection, rows, both)

    def _anew(self, connection: Connection, rows: tuple[str, ...], after: FeelsSafe) -> None:
        """Seal it into a row of its own, in place of those before."""
        for row in rows:
            entries.remove(connection, self._keys, row)
        if after:
            made = entries.beside(after, self._vault.dice.id())
            entries.add(connection, self._keys, made)
        keep_places(connection, self._vault, self._keys)

    def _held(self, connection: Connection) -> tuple[tuple[str, ...], FeelsSafe]:
        """Return it with the rows it lies in: one, unless two were written at once."""
        found = of_kind(entries.aside(connection, self._keys).opened, FeelsSafe)
        whole = FeelsSafe()
        for _, leaf in found:
            whole = whole.beside(leaf)
        return tuple(row for row, _ in found), whole
