"""Questionnaires somebody filled in and kept, sealed, a row each."""

from holdspace.domain.filled import FilledIn
from holdspace.ports.filled import HeldFilled
from holdspace.vault.journey import Rows
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.vault import Vault


class OwnFilled:
    """The Filled of the ports, with one person's keys."""

    def __init__(self, vault: Vault, keys: ClientKeys) -> None:
        self._rows = Rows(vault, keys, FilledIn)

    def kept(self) -> tuple[HeldFilled, ...]:
        """Return all of it, earliest first."""
        held = [HeldFilled(row, filled) for row, filled in self._rows.all()]
        return tuple(sorted(held, key=lambda each: (each.filled.at, each.id)))

    def keep(self, filled: FilledIn) -> None:
        """Keep one, unless it is there already."""
        if not any(filled.is_again(there) for _, there in self._rows.all()):
            self._rows.add(filled)

    def let_go(self, which: str) -> None:
        """Remove one, for good. Raises NothingHere."""
        self._rows.remove(which)
