"""Asks a house in this process for a page some times, and says what that takes and what the page weighs."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx

from holdspace.app import build_engine, build_members
from holdspace.config import Settings
from holdspace.vault.keys import FLOOR
from holdspace.vault.members import KeptMembers

REPEATS = 15


class Took(NamedTuple):
    """What a page takes of the processor and by the clock, both at the median in milliseconds, and what it weighs."""

    spent: float
    waited: float
    weight: float

    def __str__(self) -> str:
        """Write it in one line."""
        return f"{self.spent:6.1f} ms of the processor, {self.waited:6.1f} by the clock, {self.weight:.1f} KB gz"


async def asked(client: httpx.AsyncClient, path: str) -> Took:
    """Ask for a page some times; the clock also counts whatever else the machine is busy with."""
    spent, waited, page = [], [], b""
    for _ in range(REPEATS):
        cpu, clock = time.process_time(), time.perf_counter()
        answer = await client.get(path)
        answer.raise_for_status()
        page = answer.content
        spent.append((time.process_time() - cpu) * 1000)
        waited.append((time.perf_counter() - clock) * 1000)
    return Took(median(spent), median(waited), len(gzip.compress(page)) / 1024)


@contextmanager
def house_with_a_record() -> Iterator[tuple[Settings, KeptMembers]]:
    """Open a house with an empty record in a folder of its own, and remove it."""
    with TemporaryDirectory(prefix="holdspace-bench-") as folder:
        settings = Settings(home=Path(folder))
        members = build_members(settings, build_engine(), FLOOR)
        if members is None:
            raise AssertionError
        try:
            yield settings, members
        finally:
            members.accounts.vault.close()
