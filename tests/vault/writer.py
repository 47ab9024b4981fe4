"""A process of its own that writes turn after turn, and says which ones it was told are kept."""

import resource
import sys
from pathlib import Path

from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.kept import KeptRecord
from holdspace.vault.vault import open_vault
from holdspace.work.local import SystemClock, SystemDice
from tests.vault.conftest import PASSPHRASE
from tests.vault.filled import CANARY, say


def main(address: str, folder: str, name: str, limits: tuple[int, int]) -> None:
    """Open the record, make somebody, and write so many turns; print what was kept, or the error that ended it."""
    vault = open_vault(address, Path(folder), SystemClock(), SystemDice())
    keys = Accounts(vault).make(Private(name), PASSPHRASE)
    visit = KeptRecord(vault, keys).open()
    turns, most_bytes = limits
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        for number in range(1, turns + 1):
            say(vault, keys, visit, f"{CANARY} {number}")
            _tell(str(number))
    except HoldspaceError as ended:
        _tell(type(ended).__name__)


def _tell(what: str) -> None:
    """Say it to whoever started this, at once."""
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], (int(sys.argv[4]), int(sys.argv[5])))
