"""Things to bring, sealed: one leaf that only its own page opens; what is taken off it stays off, in backups too."""

from collections.abc import Callable

from sqlalchemy import Connection

from holdspace.domain.to_bring import ToBring
from holdspace.vault.guest import MOST_TO_BRING_BYTES
from holdspace.vault.journey import OnePage
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnToBring:
    """One person's page, with their keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._page = OnePage(vault, keys, ToBring)

    def kept(self) -> ToBring:
        """Return all of it; empty where there is nothing."""
        return self._page.kept()

    def change(self, how: Callable[[ToBring], ToBring]) -> ToBring:
        """Change it as a function says, and seal it. Raises NothingHere, and VisitFull where its words are too many.

        Where words go, so does their row, and what stays is sealed into another: no old backup brings them back.
        """
        return self._page.change(how, _fits, stays=_keeps_every_word)

    def put_beside(self, connection: Connection, brought: ToBring) -> None:
        """Put a page that comes from elsewhere beside what is here; where both are too much together, what is here stays alone."""
        rows, here = self._page.held(connection)
        both = here.beside(brought)
        if both.size <= MOST_TO_BRING_BYTES and both != here:
            self._page.seal(connection, rows, both)


def _fits(before: ToBring, after: ToBring) -> bool:
    """Whether its words are few enough, or at least no more than they were."""
    return after.size <= max(MOST_TO_BRING_BYTES, before.size)


def _keeps_every_word(before: ToBring, after: ToBring) -> bool:
    """Whether nothing went that a backup could bring back."""
    return set(before.words) <= set(after.words)
