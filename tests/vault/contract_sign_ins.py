"""A sign-in lives in its cookie: taken back at once, locked when idle, and never made from its row."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private
from holdspace.vault.accounts import Accounts
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import LONGEST, SignIns
from holdspace.vault.tables import sign_in
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE

HERE = Private("the kitchen laptop")


@pytest.fixture
def sign_ins(vault: Vault) -> SignIns:
    return SignIns(vault)


def test_the_cookie_brings_the_keys_back(sign_ins: SignIns, keys: ClientKeys) -> None:
    found = sign_ins.enter(sign_ins.open(keys, HERE))
    assert found is not None
    assert found.person == keys.client
    assert found.keys is not None
    assert found.keys.secret == keys.secret


@pytest.mark.parametrize("cookie", ["", "x", "käse", "A" * 64, "A" * 63, "!" * 64, "A" * 10_000])
def test_what_is_no_cookie_of_ours_finds_nobody(
    sign_ins: SignIns, keys: ClientKeys, cookie: str
) -> None:
    sign_ins.open(keys, HERE)
    assert sign_ins.enter(cookie) is None
    sign_ins.leave(cookie)
    sign_ins.lock(cookie)


def test_leave_takes_it_back_at_once(sign_ins: SignIns, keys: ClientKeys) -> None:
    cookie, other = sign_ins.open(keys, HERE), sign_ins.open(keys, HERE)
    sign_ins.leave(cookie)
    assert sign_ins.enter(cookie) is None
    assert sign_ins.enter(other) is not None


def test_it_locks_when_idle_and_the_key_is_gone_until_the_passphrase_comes(
    vault: Vault, sign_ins: SignIns, keys: ClientKeys, clock: FakeClock
) -> None:
    cookie = sign_ins.open(keys, HERE)
    clock.wait(29)
    assert keys_of(sign_ins, cookie)
    clock.wait(29)
    assert keys_of(sign_ins, cookie)
    clock.wait(32)
    assert not keys_of(sign_ins, cookie)
    with vault.database.reading() as connection:
        assert connection.scalar(select(sign_in.c.key_envelope)) is None
    sign_ins.unlock(cookie, keys)
    assert keys_of(sign_ins, cookie)


def keys_of(sign_ins: SignIns, cookie: str) -> ClientKeys | None:
    """Return the keys of a cookie that is known."""
    found = sign_ins.enter(cookie)
    assert found is not None
    return found.keys


def test_a_clock_set_back_locks_rather_than_staying_open(
    sign_ins: SignIns, keys: ClientKeys, clock: FakeClock
) -> None:
    cookie = sign_ins.open(keys, HERE)
    clock.time -= timedelta(days=3)
    assert not keys_of(sign_ins, cookie)


def test_nobody_else_unlocks_it(sign_ins: SignIns, accounts: Accounts, keys: ClientKeys) -> None:
    cookie = sign_ins.open(keys, HERE)
    sign_ins.lock(cookie)
    with pytest.raises(NothingHere):
        sign_ins.unlock(cookie, accounts.make(Private("Ivo"), PASSPHRASE))
    assert not keys_of(sign_ins, cookie)


def test_it_ends_after_thirty_days(sign_ins: SignIns, keys: ClientKeys, clock: FakeClock) -> None:
    cookie, never_back = sign_ins.open(keys, HERE), sign_ins.open(keys, HERE)
    clock.time += LONGEST + timedelta(minutes=1)
    assert sign_ins.enter(cookie) is None
    sign_ins.open(keys, HERE)
    assert len(sign_ins.devices(keys)) == 1
    assert sign_ins.enter(never_back) is None


def test_a_person_sees_their_devices_and_ends_any_of_them(
    sign_ins: SignIns, accounts: Accounts, keys: ClientKeys, clock: FakeClock
) -> None:
    here = sign_ins.open(keys, HERE)
    clock.wait(1)
    phone, tablet = (sign_ins.open(keys, Private(name)) for name in ("phone", "tablet"))
    other = accounts.make(Private("Ivo"), PASSPHRASE)
    theirs = sign_ins.open(other, HERE)
    labels = {device.label.text: device.id for device in sign_ins.devices(keys)}
    assert set(labels) == {"the kitchen laptop", "phone", "tablet"}
    sign_ins.end(other, labels["phone"])
    assert sign_ins.enter(phone)
    sign_ins.end(keys, labels["phone"])
    assert sign_ins.enter(phone) is None
    sign_ins.end_others(keys, here)
    assert sign_ins.enter(here)
    assert sign_ins.enter(theirs)
    assert sign_ins.enter(tablet) is None


def test_nothing_in_the_row_is_in_the_cookie(
    vault: Vault, sign_ins: SignIns, keys: ClientKeys
) -> None:
    cookie = sign_ins.open(keys, HERE)
    with vault.database.reading() as connection:
        row = connection.execute(select(sign_in)).one()
    told = repr(tuple(row))
    assert cookie[:20] not in told
    assert HERE.text not in told
    assert row.seen_at.second == 0
