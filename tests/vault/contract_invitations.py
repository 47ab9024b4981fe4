"""A link asks one person in, once, for seven days; the record holds nothing from which it could be made."""

import re
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from holdspace.domain.errors import HoldspaceError, NameTaken
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import LinkEnded
from holdspace.vault.accounts import Accounts
from holdspace.vault.invitations import LASTS, invite, role_of, use
from holdspace.vault.moving import backup, restore
from holdspace.vault.tables import invitation
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE


def open_links(vault: Vault) -> int:
    """Return how many links the record knows."""
    with vault.database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(invitation)) or 0


def used(vault: Vault, token: str) -> Role:
    """Use a link in a transaction of its own."""
    with vault.database.writing() as connection:
        return use(connection, token, vault.clock.now())


@pytest.mark.parametrize("role", list(Role))
def test_a_link_opens_its_door_once(vault: Vault, role: Role) -> None:
    token = invite(vault, role)
    assert re.fullmatch(r"[\w-]{22}", token)
    assert role_of(vault, token) is role
    assert role_of(vault, token) is role  # looking uses nothing up
    assert used(vault, token) is role
    for look in (role_of, used):
        with pytest.raises(LinkEnded):
            look(vault, token)
    assert open_links(vault) == 0


def test_only_a_digest_of_it_is_kept(vault: Vault) -> None:
    token = invite(vault)
    with vault.database.reading() as connection:
        (row,) = connection.execute(select(invitation)).all()
    assert token not in repr(row)
    assert re.fullmatch(r"[0-9a-f]{64}", row.id)
    for guess in (row.id, "", token[:-1], token.swapcase(), "é\ud800x"):
        with pytest.raises(LinkEnded):
            role_of(vault, guess)


def test_it_ends_after_seven_days_and_no_clock_makes_it_last_longer(
    vault: Vault, clock: FakeClock
) -> None:
    token = invite(vault)
    clock.time += LASTS - timedelta(minutes=2)
    assert role_of(vault, token)
    clock.time += timedelta(minutes=3)
    for look in (role_of, used):
        with pytest.raises(LinkEnded):
            look(vault, token)
    clock.time -= timedelta(days=300)
    with pytest.raises(LinkEnded):
        role_of(vault, token)
    invite(vault)
    assert open_links(vault) == 1  # what is over goes when the next one is made


def come_in_under_a_name_that_is_taken(vault: Vault, token: str) -> None:
    """Use a link in a transaction that ends badly."""
    with vault.database.writing() as connection:
        use(connection, token, vault.clock.now())
        raise NameTaken


def test_it_is_not_used_up_where_nobody_could_be_made(vault: Vault, accounts: Accounts) -> None:
    accounts.make(Private("Juno"), PASSPHRASE)
    token = invite(vault)
    with pytest.raises(NameTaken):
        come_in_under_a_name_that_is_taken(vault, token)
    assert role_of(vault, token)


def test_two_at_once_come_in_by_it_only_once(vault: Vault) -> None:
    token, came = invite(vault), []

    def come() -> None:
        try:
            came.append(used(vault, token))
        except HoldspaceError:
            return

    both = [threading.Thread(target=come) for _ in range(4)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(came) == 1


def test_open_links_are_in_no_backup_and_end_with_a_restore(vault: Vault, tmp_path: Path) -> None:
    token = invite(vault)
    backup(vault, tmp_path / "backup.db")
    restore(vault, tmp_path / "backup.db")
    with pytest.raises(LinkEnded):
        role_of(vault, token)
