"""Makes sure that the files of a model are the ones that came with Holdspace."""

import hashlib
from pathlib import Path

from holdspace.domain.errors import BrokenData


def verify(folder: Path, room: str) -> None:
    """Raise BrokenData, naming the room, unless every file in `folder` is as its checksums say."""
    try:
        sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        for line in sums:
            expected, name = line.split(maxsplit=1)
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise BrokenData(f"{room}: {name} has changed. Install Holdspace again.")
    except OSError as missing:
        raise BrokenData(f"{room} is not complete. Install Holdspace again.") from missing
