"""A vault on each database there is: what is promised of one holds on the other."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.guest import GuestRecord
from holdspace.vault.kept import KeptRecord
from holdspace.vault.members import KeptMembers
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.vault import Vault, open_vault
from holdspace.work.local import SystemDice
from tests.fakes import FakeClock
from tests.vault.cluster import ABSENT, programs, running

PASSPHRASE = Private("a quiet river in autumn")


@dataclass(frozen=True)
class Home:
    """Where a record lies, and the folder beside it."""

    address: str
    folder: Path
    clock: FakeClock

    def open(self) -> Vault:
        return open_vault(self.address, self.folder, self.clock, SystemDice())


@pytest.fixture(scope="session")
def socket() -> Iterator[Path]:
    """A real PostgreSQL, one for each process of the tests."""
    if programs() is None:
        pytest.fail(ABSENT)
    with running() as folder:
        yield folder


@pytest.fixture
def postgresql(socket: Path) -> Iterator[str]:
    """The address of an empty database."""
    name = f"t{uuid4().hex}"
    server = create_engine(_address(socket, "postgres"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield f"postgresql://holdspace@/{name}?host={socket}"
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty record, on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/record/holdspace.db"
    return str(request.getfixturevalue("postgresql"))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def home(address: str, tmp_path: Path, clock: FakeClock) -> Home:
    (tmp_path / "record").mkdir(mode=0o700)
    return Home(address, tmp_path / "record", clock)


@pytest.fixture
def vault(home: Home) -> Iterator[Vault]:
    opened = home.open()
    yield opened
    opened.close()


@pytest.fixture
def accounts(vault: Vault) -> Accounts:
    return Accounts(vault)


@pytest.fixture
def keys(accounts: Accounts) -> ClientKeys:
    """Somebody who keeps something here."""
    return accounts.make(Private("Juno"), PASSPHRASE)


@pytest.fixture
def guests(clock: FakeClock) -> GuestRecord:
    return GuestRecord(clock, SystemDice())


@pytest.fixture
def members(vault: Vault, guests: GuestRecord) -> KeptMembers:
    return KeptMembers(vault, Accounts(vault), SignIns(vault), guests)


@pytest.fixture
def record(vault: Vault, keys: ClientKeys) -> KeptRecord:
    return KeptRecord(vault, keys)


def _address(socket: Path, name: str) -> str:
    return f"postgresql+psycopg://holdspace@/{name}?host={socket}"
