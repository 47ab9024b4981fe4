"""People keep something here and come back to it; what was not theirs never opens."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from holdspace.domain.errors import (
    NameMissing,
    NameTaken,
    NameTooLong,
    NothingHere,
    NotOpened,
    PassphraseTooShort,
    SealBroken,
)
from holdspace.domain.people import Private, Role
from holdspace.domain.safety_plan import SafetyPlan
from holdspace.ports.opening import NewPasskey
from holdspace.vault.accounts import Accounts
from holdspace.vault.loose import Belongings
from holdspace.vault.sealing import ClientKeys, new_keys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import entry, key_wrap, metadata, person
from holdspace.vault.vault import Vault
from tests.fakes import FakeClock
from tests.vault.conftest import PASSPHRASE

NEW = Private("another river in spring")
DEVICE = NewPasskey(b"credential", b"public", Private("the blue phone"), b"p" * 32)


def plan_of(vault: Vault, keys: ClientKeys) -> str:
    """Return what somebody's plan says first."""
    versions = Belongings(vault, keys).plans()
    return versions[0].safety_plan.signs.text if versions else ""


def keep_plan(vault: Vault, keys: ClientKeys, words: str) -> None:
    """Seal something into somebody's record."""
    Belongings(vault, keys).keep_plan(SafetyPlan(signs=Private(words)))


def test_somebody_comes_back_by_name_and_passphrase(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    keep_plan(vault, keys, "less sleep")
    again = accounts.with_passphrase(Private(" juno "), PASSPHRASE)
    assert again.secret == keys.secret
    assert plan_of(vault, again) == "less sleep"


@pytest.mark.usefixtures("keys")
@pytest.mark.parametrize(
    ("name", "typed"),
    [("Juno", "a quiet river in winter"), ("Ivo", PASSPHRASE.text), ("", ""), ("Juno", "short")],
)
def test_an_unknown_name_and_a_wrong_passphrase_are_answered_alike(
    accounts: Accounts, name: str, typed: str
) -> None:
    with pytest.raises(NotOpened) as refused:
        accounts.with_passphrase(Private(name), Private(typed))
    assert str(refused.value) == str(NotOpened())


@pytest.mark.usefixtures("keys")
def test_a_name_is_taken_once_whatever_its_case(accounts: Accounts) -> None:
    for name in ("Juno", "JUNO", "  juno", "\N{FULLWIDTH LATIN CAPITAL LETTER J}uno"):
        with pytest.raises(NameTaken) as refused:
            accounts.make(Private(name), NEW)
        assert name.strip() not in str(refused.value)
    accounts.make(Private("Ivo"), NEW, role=Role.THERAPIST)


def test_a_name_or_passphrase_that_is_none_makes_nobody(vault: Vault, accounts: Accounts) -> None:
    with pytest.raises(NameMissing):
        accounts.make(Private("  "), NEW)
    with pytest.raises(PassphraseTooShort):
        accounts.make(Private("Ivo"), Private("short"))
    with vault.database.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(person)) == 0


def test_recovery_words_open_and_the_ones_before_no_more(
    accounts: Accounts, keys: ClientKeys
) -> None:
    first, second = accounts.new_words(keys), accounts.new_words(keys)
    assert accounts.with_words(Private("Juno"), second).secret == keys.secret
    for words in (first, Private("acorn river lamp"), Private("")):
        with pytest.raises(NotOpened):
            accounts.with_words(Private("Juno"), words)


def test_a_new_passphrase_rewraps_and_touches_no_entry(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    keep_plan(vault, keys, "less sleep")
    words, before = accounts.new_words(keys), envelopes(vault)
    cookie = SignIns(vault).open(keys, Private("here"))
    accounts.change_passphrase(keys, NEW)
    assert envelopes(vault) == before
    assert accounts.with_passphrase(Private("Juno"), NEW).secret == keys.secret
    assert accounts.with_words(Private("Juno"), words).secret == keys.secret
    assert SignIns(vault).enter(cookie) is None
    with pytest.raises(NotOpened):
        accounts.with_passphrase(Private("Juno"), PASSPHRASE)


def envelopes(vault: Vault) -> dict[str, tuple[bytes, bytes]]:
    """Return every entry's wrap and envelope, by row."""
    with vault.database.reading() as connection:
        rows = connection.execute(select(entry.c.id, entry.c.wrap, entry.c.envelope)).all()
    return {row: (wrap, envelope) for row, wrap, envelope in rows}


def test_a_new_key_pair_rewraps_item_keys_and_no_entry_is_sealed_again(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    keep_plan(vault, keys, "less sleep")
    old_words, before = accounts.new_words(keys), envelopes(vault)
    accounts.add_passkey(keys, DEVICE)
    cookie = SignIns(vault).open(keys, Private("here"))
    new, words = accounts.rotate(keys, NEW)
    after = envelopes(vault)
    assert {row: kept[1] for row, kept in after.items()} == {
        row: kept[1] for row, kept in before.items()
    }
    assert all(after[row][0] != before[row][0] for row in before)
    assert plan_of(vault, new) == "less sleep"
    assert plan_of(vault, keys) == ""
    assert accounts.with_passphrase(Private("Juno"), NEW).secret == new.secret
    assert accounts.with_words(Private("Juno"), words).secret == new.secret
    assert SignIns(vault).enter(cookie) is None
    with pytest.raises(NotOpened):
        accounts.with_passphrase(Private("Juno"), PASSPHRASE)
    with pytest.raises(NotOpened):
        accounts.with_words(Private("Juno"), old_words)
    with pytest.raises(NotOpened):
        accounts.with_passkey(DEVICE.credential, b"p" * 32)


def test_who_still_writes_with_a_key_that_was_changed_is_refused(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    accounts.rotate(keys, NEW)
    with pytest.raises(NothingHere):
        keep_plan(vault, keys, "sealed for a key that is gone")


def test_a_rotation_that_cannot_open_an_entry_changes_nothing(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    keep_plan(vault, keys, "less sleep")
    with vault.database.writing() as connection:
        connection.execute(update(entry).values(wrap=b"altered"))
    with pytest.raises(SealBroken):
        accounts.rotate(keys, NEW)
    assert accounts.with_passphrase(Private("Juno"), PASSPHRASE).secret == keys.secret


def test_until_tomorrow_opens_with_the_devices_secret_and_is_gone_after_36_hours(
    vault: Vault, accounts: Accounts, clock: FakeClock
) -> None:
    keys, given = accounts.make_until_tomorrow()
    keep_plan(vault, keys, "less sleep")
    clock.wait(35 * 60)
    assert plan_of(vault, accounts.with_device(keys.client, given)) == "less sleep"
    with pytest.raises(NotOpened):
        accounts.with_device(keys.client, b"w" * 32)
    clock.wait(61)
    with pytest.raises(NotOpened):
        accounts.with_device(keys.client, given)
    with vault.database.reading() as connection:
        for table in metadata.sorted_tables:
            assert connection.scalar(select(func.count()).select_from(table)) == 0


def test_a_name_whose_letters_are_long_words_is_too_long(accounts: Accounts) -> None:
    with pytest.raises(NameTooLong):
        accounts.make(Private("\ufdfa" * 60), PASSPHRASE)


def test_a_clock_set_back_does_not_stretch_until_tomorrow(
    accounts: Accounts, clock: FakeClock
) -> None:
    clock.time += timedelta(days=400)
    keys, given = accounts.make_until_tomorrow()
    clock.time -= timedelta(days=400)
    assert accounts.with_device(keys.client, given).secret == keys.secret
    clock.wait(36 * 60 + 1)
    with pytest.raises(NotOpened):
        accounts.with_device(keys.client, given)


def test_a_clock_that_leaps_takes_nothing_that_was_kept_for_good(
    vault: Vault, accounts: Accounts, keys: ClientKeys, clock: FakeClock
) -> None:
    keep_plan(vault, keys, "less sleep")
    for leap in (timedelta(days=20_000), timedelta(days=-40_000)):
        clock.time += leap
        vault.let_expired_go()
        assert plan_of(vault, accounts.with_passphrase(Private("Juno"), PASSPHRASE)) == "less sleep"


def test_until_tomorrow_becomes_ones_own(
    vault: Vault, accounts: Accounts, clock: FakeClock
) -> None:
    keys, given = accounts.make_until_tomorrow()
    keep_plan(vault, keys, "less sleep")
    accounts.make_mine(keys, Private("Ivo"), PASSPHRASE)
    clock.wait(60 * 24 * 30)
    vault.let_expired_go()
    assert plan_of(vault, accounts.with_passphrase(Private("ivo"), PASSPHRASE)) == "less sleep"
    with pytest.raises(NotOpened):
        accounts.with_device(keys.client, given)


def test_a_passkey_opens_where_its_authenticator_gives_a_secret(
    accounts: Accounts, keys: ClientKeys
) -> None:
    accounts.add_passkey(keys, DEVICE)
    assert accounts.with_passkey(DEVICE.credential, b"p" * 32).secret == keys.secret
    for credential, given in ((DEVICE.credential, b"q" * 32), (b"another", b"p" * 32)):
        with pytest.raises(NotOpened):
            accounts.with_passkey(credential, given)


def test_a_public_key_exchanged_in_the_table_is_noticed(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    cookie = SignIns(vault).open(keys, Private("here"))
    with vault.database.writing() as connection:
        connection.execute(update(person).values(public_key=new_keys("thief").public))
    with pytest.raises(SealBroken):
        accounts.with_passphrase(Private("Juno"), PASSPHRASE)
    with pytest.raises(SealBroken):
        SignIns(vault).enter(cookie)


def test_a_wrap_moved_to_somebody_else_opens_nothing(
    vault: Vault, accounts: Accounts, keys: ClientKeys
) -> None:
    other = accounts.make(Private("Ivo"), NEW)
    with vault.database.writing() as connection:
        moved = update(key_wrap).where(key_wrap.c.person == keys.client)
        connection.execute(moved.values(person=other.client))
    with pytest.raises(NotOpened):
        accounts.with_passphrase(Private("Juno"), PASSPHRASE)
    with pytest.raises((NotOpened, SealBroken)):
        accounts.with_passphrase(Private("Ivo"), PASSPHRASE)
