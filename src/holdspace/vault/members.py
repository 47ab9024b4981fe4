"""Everybody who keeps something here, as the front door meets them: from guest to kept, in by a passphrase, out at once."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection, select

from holdspace.domain.errors import NothingHere, NotOpened, SealBroken
from holdspace.domain.people import Private, Role, VisitId
from holdspace.domain.refusals import LinkEnded
from holdspace.domain.talk import Memory
from holdspace.ports.keeping import Entered, KnownPasskey, NewPasskey, Portion, Wish
from holdspace.vault import passkeys
from holdspace.vault.accounts import Accounts, Beside, nothing
from holdspace.vault.guest import GuestRecord
from holdspace.vault.invitations import role_of, use
from holdspace.vault.loose import leave_draft
from holdspace.vault.member import KeptMember
from holdspace.vault.recovery import suggested_passphrase, unknown_words
from holdspace.vault.sealing import KEY_BYTES, ClientKeys
from holdspace.vault.sign_ins import SignedIn, SignIns
from holdspace.vault.tables import person
from holdspace.vault.taking import Taken, take_over
from holdspace.vault.vault import Vault

_DOT = "."  # between whose it is and the secret, in the cookie of what is kept until tomorrow


@dataclass(frozen=True, slots=True)
class KeptMembers:
    """The Members of the ports. Built once, at the composition root."""

    vault: Vault
    accounts: Accounts
    sign_ins: SignIns
    guests: GuestRecord
    takes_new: bool = True

    def enter(self, cookie: str) -> Entered | None:
        """Return whose cookie this is; without the member while it is locked, and None for no cookie of ours."""
        try:
            found = self.sign_ins.enter(cookie)
        except SealBroken:  # the row, or the person's key, was altered: nobody is let in by it
            return None
        if found is None:
            return None
        if found.keys is None:
            return Entered(None, self._unlocked_here(found))
        return Entered(KeptMember(self.accounts, self.sign_ins, found.keys, cookie))

    def make(self, visit: VisitId | None, wish: Wish, label: Private) -> str:
        """Make a place of their own with what a guest keeps; return the cookie of their sign-in."""
        beside, role = self._beside(visit, wish), Role.CLIENT
        if wish.link:
            role = role_of(self.vault, wish.link)
            beside = partial(_by_link, self.vault, wish.link, beside)
        keys = self.accounts.make(wish.name, wish.passphrase, role=role, beside=beside)
        return self.sign_ins.open(keys, label)

    def invited(self, link: str) -> bool:
        """Whether a keeper's link opens still."""
        try:
            role_of(self.vault, link)
        except LinkEnded:
            return False
        return True

    def make_until_tomorrow(self, visit: VisitId, wish: Wish) -> str:
        """Keep a guest's visit for 36 hours; return the cookie that alone opens it."""
        keys, given = self.accounts.make_until_tomorrow(self._beside(visit, wish))
        return f"{keys.client}{_DOT}{urlsafe_b64encode(given).decode()}"

    def come_in(self, name: Private, passphrase: Private, label: Private) -> str:
        """Sign in. Raises NotOpened."""
        return self.sign_ins.open(self.accounts.with_passphrase(name, passphrase), label)

    def come_in_with_words(self, wish: Wish, words: Private, label: Private) -> str:
        """Sign in with recovery words and set a new passphrase. Raises NotOpened, and PassphraseTooShort."""
        keys = self.accounts.with_words(wish.name, words)
        self.accounts.change_passphrase(keys, wish.passphrase)
        return self.sign_ins.open(keys, label)

    def come_in_here(self, until_tomorrow: str, label: Private) -> str:
        """Sign in by the cookie of what was kept until tomorrow. Raises NotOpened."""
        return self.sign_ins.open(self._opened_here(until_tomorrow), label)

    def let_go_here(self, until_tomorrow: str) -> None:
        """Remove what was kept until tomorrow. Raises NotOpened."""
        self.vault.remove_person(self._opened_here(until_tomorrow).client)

    def known_passkey(self, credential: bytes) -> KnownPasskey | None:
        """Return what checks a passkey's signature, or None where it is nobody's here."""
        return passkeys.known(self.vault, credential)

    def come_in_by_passkey(self, used: NewPasskey, count: int) -> str:
        """Sign in by a passkey whose signature was checked. Raises NotOpened."""
        keys = self.accounts.with_passkey(used.credential, used.given)
        passkeys.counted(self.vault, used.credential, count)
        return self.sign_ins.open(keys, used.label)

    def unlock(self, cookie: str, passphrase: Private) -> None:
        """Open a locked sign-in again. Raises NotOpened, for a sign-in that has ended too."""
        found = self.sign_ins.enter(cookie)
        if found is None:
            raise NotOpened
        keys = self.accounts.with_passphrase_of(found.person, passphrase)
        try:
            self.sign_ins.unlock(cookie, keys)
        except NothingHere:
            raise NotOpened from None

    def lock(self, cookie: str, draft: Private) -> None:
        """Take the key out of a sign-in, and keep what was not sent yet, sealed for the person alone."""
        found = self.sign_ins.enter(cookie)
        if found is None:
            return
        try:
            if draft:
                leave_draft(self.vault, found.person, draft)
        finally:  # what cannot be kept keeps nothing open
            if found.keys:
                self.sign_ins.lock(cookie)

    def leave(self, cookie: str) -> None:
        """End a sign-in at once."""
        self.sign_ins.leave(cookie)

    def let_expired_go(self) -> int:
        """Remove what was kept until tomorrow and is over; return how many."""
        return self.vault.let_expired_go()

    def unknown_words(self, words: Private) -> tuple[int, ...]:
        """Return which of some recovery words are none of the list."""
        return unknown_words(words)

    def suggestion(self) -> Private:
        """Return a passphrase one may take."""
        return suggested_passphrase()

    def _unlocked_here(self, found: SignedIn) -> str:
        """Return whose a locked sign-in is, where no passphrase can open it; empty where one can."""
        theirs = select(person.c.expires_at).where(person.c.id == found.person)
        with self.vault.database.reading() as connection:
            return found.person if connection.scalar(theirs) else ""

    def _opened_here(self, until_tomorrow: str) -> ClientKeys:
        """Return the keys that a device's cookie opens. Raises NotOpened."""
        who, _, given = until_tomorrow.partition(_DOT)
        try:
            secret = urlsafe_b64decode(given.encode("ascii"))
        except ValueError:
            raise NotOpened from None
        if len(secret) != KEY_BYTES:
            raise NotOpened
        return self.accounts.with_device(who, secret)

    def _beside(self, visit: VisitId | None, wish: Wish) -> Beside:
        """Return what writes a guest's visit together with the person who keeps it."""
        if visit is None:
            return nothing
        return partial(_take, self.vault, self._taken(visit, wish))

    def _taken(self, visit: VisitId, wish: Wish) -> Taken:
        """Return what a wish takes of a guest's visit; what was not asked for is not there."""
        page, memory = self.guests.page(visit), self.guests.memory(visit)
        whole = wish.portion is Portion.VISIT
        return Taken(
            page if whole else replace(page, exchanges=()),
            memory if whole else Memory(),
            self.guests.plans(visit) if wish.plan else (),
            wish.lines if wish.portion is not Portion.PLACE else (),
            ended=self.guests.is_parted(visit) or not whole,
        )


def _by_link(  # noqa: PLR0913, PLR0917  what a transaction needs
    vault: Vault, link: str, beside: Beside, connection: Connection, keys: ClientKeys
) -> None:
    """Use a link up in the transaction that makes whoever came by it."""
    use(connection, link, vault.clock.now())
    beside(connection, keys)


def _take(vault: Vault, taken: Taken, connection: Connection, keys: ClientKeys) -> None:
    """Write what is taken over."""
    take_over(connection, vault, keys, taken)
