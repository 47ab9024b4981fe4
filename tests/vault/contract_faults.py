"""Whatever breaks, what was said to be kept is kept, and nothing of it is readable."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from holdspace.domain.errors import NameTaken
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.earlier import EarlierVisits
from holdspace.vault.tables import entry, key_wrap
from holdspace.vault.vault import Vault
from tests.vault.conftest import PASSPHRASE, Home
from tests.vault.filled import CANARY, fill

ROOT = Path(__file__).parents[2]


def writing(home: Home, name: str, turns: int, most_bytes: int = 0) -> "subprocess.Popen[str]":
    """Start a process that writes."""
    arguments = (home.address, str(home.folder), name, str(turns), str(most_bytes))
    command = [sys.executable, "-m", "tests.vault.writer", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves


def said_by(vault: Vault, name: str) -> list[str]:
    """Return what somebody said in all their visits; the clock of whoever wrote was another."""
    keys = Accounts(vault).with_passphrase(Private(name), PASSPHRASE)
    earlier = EarlierVisits(vault, keys)
    visits = earlier.listed().visits
    return [e.words.text for v in visits for e in earlier.exchanges(v.visit) if e.words]


def test_killed_while_writing_loses_nothing_that_was_kept(home: Home) -> None:
    child = writing(home, "Juno", 100_000)
    assert child.stdout
    told = [child.stdout.readline() for _ in range(12)]
    child.send_signal(signal.SIGKILL)
    told += child.stdout.readlines()
    child.wait()
    child.stdout.close()
    vault = home.open()
    said = said_by(vault, "Juno")
    assert said[: len(told)] == [f"{CANARY} {number.strip()}" for number in told]
    assert len(said) <= len(told) + 1
    vault.close()


def test_three_processes_begin_at_once_on_nothing_and_lose_nothing(home: Home) -> None:
    names = ("Juno", "Ivo", "Mira")
    children = [writing(home, name, 4) for name in names]
    told = [child.communicate(timeout=120)[0].split() for child in children]
    assert told == [[str(number) for number in range(1, 5)]] * 3
    vault = home.open()
    for name in names:
        assert said_by(vault, name) == [f"{CANARY} {number}" for number in range(1, 5)]
    vault.close()


def test_what_is_sealed_shows_nothing_in_any_column(vault: Vault) -> None:
    keys = fill(vault, "Juno")
    with vault.database.reading() as connection:
        for table in (entry, key_wrap):
            for row in connection.execute(select(table)):
                told = b"".join(value for value in row if isinstance(value, bytes))
                assert b"saffron" not in told
                assert keys.secret not in told


def test_errors_quote_nobody(accounts: Accounts) -> None:
    accounts.make(Private("Wren Lacey"), PASSPHRASE)
    with pytest.raises(NameTaken) as refused:
        accounts.make(Private("wren lacey"), PASSPHRASE)
    assert "acey" not in f"{refused.value!r} {refused.value}"
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
