"""Somebody signed in, at either door, as the owner of all they keep: what opens it, where it is open, and removing it."""

from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import select

from holdspace.domain.errors import NothingHere, NotOpened
from holdspace.domain.people import Private
from holdspace.ports.opening import NewPasskey
from holdspace.ports.remembered import Account
from holdspace.vault import passkeys, second
from holdspace.vault.accounts import Accounts
from holdspace.vault.loose import Belongings
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns
from holdspace.vault.tables import person
from holdspace.vault.vault import Vault


class Who(NamedTuple):
    """What the table of people says of somebody."""

    name: str | None
    role: str
    made_on: date
    expires_at: datetime | None


class KeptOwner:
    """The Owner of the ports, with one person's keys."""

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, keys: ClientKeys, cookie: str
    ) -> None:
        self._vault: Vault = accounts.vault
        self._accounts, self._sign_ins = accounts, sign_ins
        self._keys, self._cookie = keys, cookie
        self._belongings = Belongings(self._vault, keys)

    @cached_property
    def name(self) -> str:
        """What they are called here; empty where it is kept until tomorrow."""
        return self._who().name or ""

    def draft(self, place: str = "") -> Private:
        """Return what was not sent yet from a place."""
        return self._belongings.draft(place)

    def keep_draft(self, words: Private, place: str = "") -> None:
        """Seal what was not sent yet."""
        self._belongings.keep_draft(words, place)

    def let_draft_go(self, place: str = "") -> None:
        """Remove it for good."""
        self._belongings.let_draft_go(place)

    def account(self) -> Account:
        """Return what opens their place, and where it is open; no entry of theirs is opened for it."""
        who = self._who()
        return Account(
            name=who.name or "",
            since=who.made_on,
            expires_at=who.expires_at,
            openers=frozenset(map(str, self._accounts.openers(self._keys))),
            devices=self._sign_ins.devices(self._keys, self._cookie),
            passkeys=passkeys.held(self._vault, self._keys),
            code_since=second.since(self._vault, self._keys),
        )

    def came_just_now(self) -> bool:
        """Whether they came in minutes ago, and need not type the passphrase again."""
        return self._sign_ins.came_just_now(self._cookie)

    def new_words(self, typed: Private) -> Private:
        """Make ten recovery words, shown once. Raises NotOpened for another passphrase, unless they came just now."""
        if not self.came_just_now():
            self._accounts.with_passphrase_of(self._keys.client, typed)
        return self._accounts.new_words(self._keys)

    def change_passphrase(self, before: Private, after: Private) -> None:
        """Change it; every sign-in ends. Raises NotOpened and PassphraseTooShort."""
        self._accounts.with_passphrase_of(self._keys.client, before)
        self._accounts.change_passphrase(self._keys, after)

    def close_anew(self, before: Private, after: Private) -> Private:
        """Close everything with new keys; return ten new words. Raises NotOpened, PassphraseTooShort and SealBroken."""
        self._accounts.with_passphrase_of(self._keys.client, before)
        self._keys, words = self._accounts.rotate(self._keys, after)
        return words

    def signed_in_anew(self, label: Private) -> str:
        """Open another sign-in for them, after every one was ended."""
        return self._sign_ins.open(self._keys, label)

    def add_passkey(self, made: NewPasskey, count: int) -> None:
        """Keep a passkey, and close the keys with what it gives, where it gives anything. Raises NotOpened, unless they came just now."""
        if not self.came_just_now():
            raise NotOpened
        self._accounts.add_passkey(self._keys, made, count)

    def remove_passkey(self, which: str) -> None:
        """Remove one of their passkeys, and what it opens. Raises LastStep."""
        second.expect_another(self._vault, self._keys, which)
        passkeys.removed(self._vault, self._keys, which)

    def end_device(self, device: str) -> None:
        """End one of their sign-ins."""
        self._sign_ins.end(self._keys, device)

    def end_other_devices(self) -> None:
        """End every sign-in but this one."""
        self._sign_ins.end_others(self._keys, self._cookie)

    def remove_everything(self) -> None:
        """Remove all of it, and them, for good."""
        self._vault.remove_person(self._keys.client)

    def _who(self) -> Who:
        """Return what the table of people says of them. Raises NothingHere."""
        columns = (person.c.name, person.c.role, person.c.made_on, person.c.expires_at)
        with self._vault.database.reading() as connection:
            theirs = select(*columns).where(person.c.id == self._keys.client)
            found = connection.execute(theirs).first()
        if found is None:
            raise NothingHere
        return Who(*found)
