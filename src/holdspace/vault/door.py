"""How somebody comes in by one of the two doors, and how they go. Whose door it is not is told so once their passphrase opened."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from holdspace.domain.errors import NothingHere, NotOpened, SealBroken
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import LinkEnded, OtherDoor
from holdspace.ports.opening import KnownPasskey, NewPasskey
from holdspace.vault import passkeys, second
from holdspace.vault.accounts import Accounts
from holdspace.vault.invitations import role_of, use
from holdspace.vault.recovery import suggested_passphrase, unknown_words
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignedIn, SignIns
from holdspace.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class KeptDoor:
    """The Door of the ports, for those of some roles; nobody comes in by both."""

    vault: Vault
    accounts: Accounts
    sign_ins: SignIns

    roles: ClassVar[frozenset[Role]] = frozenset()

    def invited(self, link: str) -> Role | None:
        """Return for whom a keeper's link is; None where it is used or over."""
        try:
            return role_of(self.vault, link)
        except LinkEnded:
            return None

    def come_in(self, name: Private, passphrase: Private, label: Private) -> str:
        """Sign in, or wait for the second step. Raises NotOpened, and OtherDoor."""
        return self._let_in(self._ours(self.accounts.with_passphrase(name, passphrase)), label)

    def known_passkey(self, credential: bytes) -> KnownPasskey | None:
        """Return what checks a passkey's signature, or None where it is nobody's here."""
        return passkeys.known(self.vault, credential)

    def come_in_by_passkey(self, used: NewPasskey, count: int) -> str:
        """Sign in by a passkey whose signature was checked. Raises NotOpened, and OtherDoor."""
        keys = self._ours(self.accounts.with_passkey(used.credential, used.given))
        passkeys.counted(self.vault, used.credential, count)
        return self.sign_ins.open(keys, used.label)

    def unlock(self, cookie: str, passphrase: Private) -> None:
        """Open a locked sign-in again. Raises NotOpened, for a sign-in that has ended too."""
        found = self._found(cookie)
        if found is None:
            raise NotOpened
        keys = self.accounts.with_passphrase_of(found.person, passphrase)
        try:
            self.sign_ins.unlock(cookie, keys)
        except NothingHere:
            raise NotOpened from None

    def leave(self, cookie: str) -> None:
        """End a sign-in at once."""
        self.sign_ins.leave(cookie)

    def unknown_words(self, words: Private) -> tuple[int, ...]:
        """Return which of some recovery words are none of the list."""
        return unknown_words(words)

    def suggestion(self) -> Private:
        """Return a passphrase one may take."""
        return suggested_passphrase()

    def _found(self, cookie: str) -> SignedIn | None:
        """Return whose cookie this is; None for whoever comes in by the other door, and for a row that was altered."""
        try:
            found = self.sign_ins.enter(cookie)
        except SealBroken:  # the row, or the person's key, was altered: nobody is let in by it
            return None
        return found if found and found.role in self.roles else None

    def _ours(self, keys: ClientKeys) -> ClientKeys:
        """Return the keys of somebody whose door this is. Raises OtherDoor."""
        if self.vault.role_of(keys.client) not in self.roles:
            raise OtherDoor
        return keys

    def _let_in(self, keys: ClientKeys, label: Private) -> str:
        """Sign in whoever's passphrase opened, or let them wait for the second step where their door asks for one."""
        return self.sign_ins.open(keys, label, waits=second.is_asked(self.vault, keys))

    def _use(self, connection: Connection, link: str) -> None:
        """Use a link up, in the transaction that makes whoever came by it. Raises LinkEnded for one to the other door too."""
        if use(connection, link, self.vault.clock.now()) not in self.roles:
            raise LinkEnded
