"""A process of its own that makes or restores a backup and is killed at its Nth statement of a kind, or runs out of disk."""

import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from holdspace.domain.errors import HoldspaceError
from holdspace.vault.moving import backup, restore
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemClock, SystemDice


def main(address: str, folder: str, file: str, how: str) -> None:
    """Open the record and move it; `how` is `what:end:number`, where the end is a statement's beginning, or `disk`."""
    what, end, number = how.split(":")
    vault = open_vault(address, Path(folder), SystemClock(), SystemDice())
    if end == "disk":
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
    else:
        die_at(end, int(number))
    try:
        move(vault, what, Path(file))
        sys.stdout.write("done")
    except HoldspaceError as ended:
        sys.stdout.write(type(ended).__name__)


def move(vault: Vault, what: str, file: Path) -> None:
    """Do it."""
    if what == "backup":
        backup(vault, file)
    else:
        restore(vault, file, over=True)


def die_at(beginning: str, number: int) -> None:
    """Be killed when a statement is about to run."""
    left = [number]

    @event.listens_for(Engine, "before_cursor_execute")
    def count(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.strip().startswith(beginning):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4])
