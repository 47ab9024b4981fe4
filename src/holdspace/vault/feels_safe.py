"""What makes it feel safe to somebody, sealed: one leaf that only its own page opens; words that go stay gone, in backups too."""

from collections.abc import Callable

from sqlalchemy import Connection

from holdspace.domain.feels_safe import FeelsSafe
from holdspace.vault.journey import OnePage
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnFeelsSafe:
    """The SafePage of the ports, with one person's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._page = OnePage(vault, keys, FeelsSafe)

    def kept(self) -> FeelsSafe:
        """Return all of it; empty where nothing is written."""
        return self._page.kept()

    def change(self, how: Callable[[FeelsSafe], FeelsSafe]) -> FeelsSafe:
        """Change it as a function says, in a row of its own; the one before goes for good. Raises NothingHere and VisitFull."""
        return self._page.change(how, lambda _, after: after.fits)

    def put_beside(self, connection: Connection, brought: FeelsSafe) -> None:
        """Put what comes with a file beside what is here."""
        rows, here = self._page.held(connection)
        both = here.beside(brought)
        if both != here:
            self._page.seal(connection, rows, both)
