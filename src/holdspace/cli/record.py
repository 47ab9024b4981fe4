"""Where the record lies, and how a command opens it for as long as it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from holdspace.config import Settings, load, make_home
from holdspace.domain.refusals import NothingKept
from holdspace.vault.vault import Vault, open_vault
from holdspace.vault.workplace import clear_leftovers
from holdspace.work.local import SystemClock, SystemDice


def file_of(settings: Settings) -> Path | None:
    """Return the file of the record, or None where it lies on a server."""
    address = settings.record
    return Path(address.removeprefix("sqlite:///")) if address.startswith("sqlite:") else None


def is_there(settings: Settings) -> bool:
    """Whether there is a record to open; a server is asked only by opening it."""
    file = file_of(settings)
    return file is None or file.exists()


@contextmanager
def opened(*, made: bool = False) -> Iterator[Vault]:
    """Open the record; where there is none yet, make it if `made`. Raises NothingKept, and what opening it does."""
    settings = load()
    if not made and not is_there(settings):
        raise NothingKept
    home = make_home(settings)
    clear_leftovers(home)
    vault = open_vault(settings.record, home, SystemClock(), SystemDice())
    try:
        yield vault
    finally:
        vault.close()
